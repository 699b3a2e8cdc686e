package health.keyward.console.breakglass;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Caller;
import health.keyward.console.api.Cases;
import health.keyward.console.base.States;
import health.keyward.console.base.Unfinished;
import health.keyward.console.base.Words;
import health.keyward.contract.breakglass.BreakGlassCaseFile;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Takes a few words about a case: a question to the person, or who is to review it. */
final class CaseWordDialog extends Dialog {
    private static final int SHORTEST = 3;
    private static final int LONGEST = 1_000;
    private static final String WORDS = "words";
    private static final String ASK = "case-ask:";
    private static final String ASSIGN = "case-assign:";

    private final String form;
    private final transient Function<String, Answer<BreakGlassCaseFile>> act;
    private final transient Consumer<BreakGlassCaseFile> after;
    private final TextArea words;
    private final Paragraph trouble = new Paragraph();
    private final Button go;

    static CaseWordDialog question(Cases cases, String id, String typed, Consumer<BreakGlassCaseFile> after) {
        return new CaseWordDialog("ask", ASK + id, typed, text -> cases.ask(Caller.current(), id, text), after);
    }

    static CaseWordDialog reviewer(Cases cases, String id, String typed, Consumer<BreakGlassCaseFile> after) {
        return new CaseWordDialog(
                "assign", ASSIGN + id, typed, text -> cases.assign(Caller.current(), id, text), after);
    }

    /** What was left unfinished about that case, open again with what was typed. */
    static Optional<CaseWordDialog> unfinished(Cases cases, String id, Consumer<BreakGlassCaseFile> after) {
        return Unfinished.take(ASK + id)
                .map(kept -> question(cases, id, kept.text(WORDS), after))
                .or(() -> Unfinished.take(ASSIGN + id).map(kept -> reviewer(cases, id, kept.text(WORDS), after)));
    }

    private CaseWordDialog(
            String word,
            String form,
            String typed,
            Function<String, Answer<BreakGlassCaseFile>> act,
            Consumer<BreakGlassCaseFile> after) {
        this.form = form;
        this.act = act;
        this.after = after;
        setId("case-word");
        setHeaderTitle(Words.say("cases." + word));
        setWidth("480px");
        words = new TextArea(Words.say("cases." + word + ".field"));
        words.setId("case-words");
        words.setWidthFull();
        words.setMaxLength(LONGEST);
        words.setHelperText(Words.say("cases." + word + ".hint"));
        words.setRequiredIndicatorVisible(true);
        words.setValue(typed);
        trouble.setId("case-trouble");
        trouble.addClassName("kw-trouble");
        trouble.getElement().setAttribute("role", "alert");
        trouble.setVisible(!typed.isEmpty());
        trouble.setText(typed.isEmpty() ? "" : Words.say("end.again"));
        go = new Button(Words.say("cases." + word + ".do"), e -> go());
        go.setId("case-do");
        go.addThemeVariants(ButtonVariant.PRIMARY);
        go.setDisableOnClick(true);
        add(words, trouble);
        getFooter().add(new Button(Words.say("vaadin.cancel"), e -> close()), go);
    }

    private void go() {
        go.setEnabled(true);
        var text = words.getValue().strip();
        words.setInvalid(text.length() < SHORTEST);
        words.setErrorMessage(Words.say("cases.needwords", SHORTEST));
        if (words.isInvalid()) {
            return;
        }
        switch (act.apply(text)) {
            case Answer.Ok<BreakGlassCaseFile>(var now) -> {
                close();
                after.accept(now);
            }
            case Answer.StepUpFirst<BreakGlassCaseFile> first ->
                Unfinished.leave(UI.getCurrent(), first, form, Map.of(WORDS, text));
            case Answer<BreakGlassCaseFile> other -> {
                trouble.setVisible(true);
                trouble.setText(States.line(other));
            }
        }
    }
}
