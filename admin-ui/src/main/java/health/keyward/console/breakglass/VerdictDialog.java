package health.keyward.console.breakglass;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Caller;
import health.keyward.console.api.Cases;
import health.keyward.console.base.States;
import health.keyward.console.base.Unfinished;
import health.keyward.console.base.Words;
import health.keyward.contract.breakglass.BreakGlassCaseFile;
import health.keyward.contract.breakglass.BreakGlassCheck;
import health.keyward.contract.breakglass.GiveBreakGlassVerdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Judges an emergency access: a checklist, a verdict, a note, and an attest where nothing was recorded. Signed with a fresh second factor. */
final class VerdictDialog extends Dialog {
    private static final List<String> ITEMS = List.of("REASON", "PATIENT", "EXTENT", "TIME");
    private static final List<String> ANSWERS = List.of("YES", "NO", "CANNOT_TELL");
    private static final List<String> DISPOSITIONS =
            List.of("APPROPRIATE", "POLICY_GAP", "INAPPROPRIATE", "CONTESTED", "INCIDENT");
    private static final int LONGEST = 1_000;
    private static final String FORM = "case-verdict:";
    private static final String NOTE = "note";
    private static final String DISPOSITION = "disposition";
    private static final String BLANK = "blank";

    private final transient Cases cases;
    private final transient BreakGlassCaseFile file;
    private final transient Consumer<BreakGlassCaseFile> after;
    private final Map<String, RadioButtonGroup<String>> checklist = new LinkedHashMap<>();
    private final Select<String> disposition = new Select<>();
    private final Checkbox blank = new Checkbox(Words.say("cases.attest"));
    private final TextArea note = new TextArea(Words.say("cases.note"));
    private final Paragraph trouble = new Paragraph();
    private final Button go = new Button(Words.say("cases.judge.do"), e -> judge());

    /** @param kept what was chosen before a stronger sign-in; null when it begins now */
    VerdictDialog(Cases cases, BreakGlassCaseFile file, @Nullable Unfinished kept, Consumer<BreakGlassCaseFile> after) {
        this.cases = cases;
        this.file = file;
        this.after = after;
        setId("verdict");
        setHeaderTitle(Words.say("cases.judge"));
        setWidth("560px");
        var fields = new Div();
        fields.addClassName("kw-fields");
        for (var item : ITEMS) {
            var field = new RadioButtonGroup<String>(CaseWords.of("item", item));
            field.setId("verdict-" + item.toLowerCase(Locale.ROOT));
            field.setItems(ANSWERS);
            field.setItemLabelGenerator(answer -> CaseWords.of("answer", answer));
            typed(kept, item).ifPresent(field::setValue);
            checklist.put(item, field);
            fields.add(field);
        }
        configureVerdict(kept);
        trouble.setId("verdict-trouble");
        trouble.addClassName("kw-trouble");
        trouble.getElement().setAttribute("role", "alert");
        trouble.setVisible(kept != null);
        trouble.setText(kept == null ? "" : Words.say("end.again"));
        go.setId("verdict-do");
        go.addThemeVariants(ButtonVariant.PRIMARY);
        go.setDisableOnClick(true);
        fields.add(disposition, blank, note);
        add(fields, new Paragraph(Words.say("cases.judge.what")), trouble);
        getFooter().add(new Button(Words.say("vaadin.cancel"), e -> close()), go);
    }

    private void configureVerdict(@Nullable Unfinished kept) {
        disposition.setId("verdict-disposition");
        disposition.setLabel(Words.say("cases.verdict"));
        disposition.setItems(DISPOSITIONS);
        disposition.setItemLabelGenerator(one -> CaseWords.of("disposition", one));
        disposition.setWidthFull();
        typed(kept, DISPOSITION).ifPresent(disposition::setValue);
        blank.setId("verdict-blank");
        blank.setVisible(file.review().used() == 0);
        blank.setValue(!Unfinished.text(kept, BLANK).isEmpty());
        note.setId("verdict-note");
        note.setWidthFull();
        note.setMaxLength(LONGEST);
        note.setHelperText(Words.say("cases.note.hint"));
        note.setValue(Unfinished.text(kept, NOTE));
    }

    private static Optional<String> typed(@Nullable Unfinished kept, String field) {
        return Optional.of(Unfinished.text(kept, field)).filter(value -> !value.isEmpty());
    }

    /** What was left unfinished about that case. */
    static Optional<Unfinished> unfinished(String id) {
        return Unfinished.take(FORM + id);
    }

    private void judge() {
        go.setEnabled(true);
        boolean whole = disposition.getValue() != null;
        disposition.setInvalid(!whole);
        disposition.setErrorMessage(Words.say("cases.needed"));
        for (var field : checklist.values()) {
            field.setInvalid(field.getValue() == null);
            field.setErrorMessage(Words.say("cases.needed"));
            whole &= field.getValue() != null;
        }
        if (!whole) {
            return;
        }
        switch (cases.judge(Caller.current(), file.review().id(), verdict())) {
            case Answer.Ok<BreakGlassCaseFile>(var now) -> {
                close();
                after.accept(now);
            }
            case Answer.StepUpFirst<BreakGlassCaseFile> first ->
                Unfinished.leave(UI.getCurrent(), first, FORM + file.review().id(), chosen());
            case Answer<BreakGlassCaseFile> other -> {
                trouble.setVisible(true);
                trouble.setText(States.line(other));
            }
        }
    }

    private GiveBreakGlassVerdict verdict() {
        return new GiveBreakGlassVerdict(
                disposition.getValue(),
                checklist.entrySet().stream()
                        .map(field -> new BreakGlassCheck(
                                field.getKey(), field.getValue().getValue()))
                        .toList(),
                note.getValue().strip(),
                blank.isVisible() && blank.getValue());
    }

    private Map<String, String> chosen() {
        var chosen = new TreeMap<String, String>();
        checklist.forEach((item, field) -> chosen.put(item, field.getValue()));
        chosen.put(DISPOSITION, disposition.getValue());
        chosen.put(NOTE, note.getValue());
        chosen.put(BLANK, blank.getValue() ? BLANK : "");
        return chosen;
    }
}
