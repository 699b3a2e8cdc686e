package health.keyward.console.breakglass;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Caller;
import health.keyward.console.api.EmergencyAdministrators;
import health.keyward.console.base.Background;
import health.keyward.console.base.States;
import health.keyward.console.base.Times;
import health.keyward.console.base.Unfinished;
import health.keyward.console.base.Words;
import health.keyward.contract.breakglass.EmergencyUseFile;
import health.keyward.contract.breakglass.ReviewEmergencyUse;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Everything that was done in the session of an emergency account, and the place to say what it was (EA-8). */
final class EmergencyUseDialog extends Dialog {
    private static final String FORM = "emergency-review:";
    private static final String WORDS = "words";
    private static final String WHAT = "what";
    private static final int SHORTEST = 3;
    private static final int LONGEST = 1_000;

    private final transient EmergencyAdministrators api;
    private final Times times;
    private final String id;
    private final transient Runnable after;
    private final Div content = new Div();
    private final Select<String> disposition = new Select<>();
    private final TextArea words = new TextArea(Words.say("emergency.words"));
    private final Paragraph trouble = new Paragraph();

    EmergencyUseDialog(EmergencyAdministrators api, Background background, Times times, String id, Runnable after) {
        this.api = api;
        this.times = times;
        this.id = id;
        this.after = after;
        setId("emergency-use");
        setHeaderTitle(Words.say("emergency.use"));
        setWidth("640px");
        trouble.setId("emergency-trouble");
        trouble.addClassName("kw-trouble");
        trouble.getElement().setAttribute("role", "alert");
        trouble.setVisible(false);
        disposition.setId("emergency-disposition");
        disposition.setLabel(Words.say("emergency.found"));
        disposition.setItems("DRILL", "REAL", "MISUSE");
        disposition.setItemLabelGenerator(
                one -> one == null ? "" : Words.say("emergency.found." + one.toLowerCase(Locale.ROOT)));
        words.setId("emergency-words");
        words.setMaxLength(LONGEST);
        words.setWidthFull();
        add(content);
        content.add(States.loading());
        getFooter().add(new Button(Words.say("end.close"), e -> close()));
        var caller = Caller.current();
        background.ask(this, () -> api.use(caller, id), this::show);
    }

    private void show(Answer<EmergencyUseFile> answer) {
        content.removeAll();
        if (!(answer instanceof Answer.Ok<EmergencyUseFile>(var file))) {
            content.add(new Paragraph(States.line(answer)));
            return;
        }
        var body = new NativeTableBody();
        for (var action : file.actions()) {
            var at = new Span(times.exact(action.at()));
            body.add(ListTables.row(new Span(Long.toString(action.seq())), at, new Span(action.what())));
        }
        var actions = new Div(
                file.actions().isEmpty()
                        ? new Paragraph(Words.say("emergency.actions.none"))
                        : ListTables.table(body, "emergency.seq", "map.at", "emergency.what"));
        actions.setId("emergency-actions");
        content.add(actions);
        var use = file.use();
        if (use.secondAt() != null) {
            var path = new Paragraph(path(use.normalPath()));
            path.setId("emergency-path");
            content.addComponentAsFirst(path);
        }
        if (use.disposition() != null) {
            content.add(new Paragraph(
                    Words.say("emergency.found." + use.disposition().toLowerCase(Locale.ROOT)) + ", " + use.reviewer()
                            + ": " + use.words()));
        } else if (use.usedAt() != null && use.state().equals("OVER")) {
            asks();
        }
    }

    /** How the normal path stood, in words. */
    private static String path(@Nullable String stood) {
        if (stood == null) {
            return Words.say("emergency.path.unknown");
        }
        if (stood.equals("WHOLE")) {
            return Words.say("emergency.path.whole");
        }
        return Words.say("emergency.path.down") + " "
                + Stream.of(stood.split(",", -1))
                        .map(part -> Words.say("emergency.path." + part.toLowerCase(Locale.ROOT)))
                        .collect(Collectors.joining(", "))
                + ".";
    }

    private void asks() {
        Unfinished.take(FORM + id).ifPresent(kept -> {
            words.setValue(kept.text(WORDS));
            if (!kept.text(WHAT).isEmpty()) {
                disposition.setValue(kept.text(WHAT));
            }
        });
        var fields = new Div(disposition, words);
        fields.addClassName("kw-fields");
        var go = new Button(Words.say("emergency.review"), e -> review());
        go.setId("emergency-review");
        go.addThemeVariants(ButtonVariant.PRIMARY);
        content.add(fields, trouble);
        getFooter().add(go);
    }

    private void review() {
        String said = words.getValue().strip();
        words.setInvalid(said.length() < SHORTEST);
        words.setErrorMessage(Words.say("retain.needreason", SHORTEST));
        disposition.setInvalid(disposition.isEmpty());
        disposition.setErrorMessage(Words.say("emergency.found.needed"));
        if (words.isInvalid() || disposition.isInvalid()) {
            return;
        }
        var review = new ReviewEmergencyUse(disposition.getValue(), said);
        switch (api.review(Caller.current(), id, review)) {
            case Answer.Ok<EmergencyUseFile> ok -> {
                close();
                after.run();
            }
            case Answer.StepUpFirst<EmergencyUseFile> first ->
                Unfinished.leave(UI.getCurrent(), first, FORM + id, Map.of(WORDS, said, WHAT, disposition.getValue()));
            case Answer<EmergencyUseFile> other -> {
                trouble.setVisible(true);
                trouble.setText(States.line(other));
            }
        }
    }
}
