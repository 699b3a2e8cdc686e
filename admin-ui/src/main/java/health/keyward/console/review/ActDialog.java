package health.keyward.console.review;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import health.keyward.console.api.Answer;
import health.keyward.console.base.Unfinished;
import health.keyward.console.base.Words;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Says what an act on a campaign will do, asks why, does it, and keeps what was typed over a stronger sign-in. */
final class ActDialog<T> extends Dialog {
    private static final String WHY = "why";

    private final String form;
    private final transient Function<String, Answer<T>> act;
    private final transient Consumer<T> after;
    private final TextArea reason = new TextArea(Words.say("end.reason"));
    private final Paragraph trouble = new Paragraph();
    private final Button go = new Button();

    /**
     * @param form names what it is about, for example {@code review-launch:} and an id
     * @param word of the act; its words are {@code review.act.WORD} and {@code review.act.WORD.what}
     * @param values go into the words that say what will happen
     */
    ActDialog(String form, String word, Object[] values, Function<String, Answer<T>> act, Consumer<T> after) {
        this.form = form;
        this.act = act;
        this.after = after;
        setId("act-" + word);
        setHeaderTitle(Words.say("review.act." + word));
        setWidth("480px");
        reason.setId("act-reason");
        reason.setWidthFull();
        reason.setMaxLength(AnswerBar.LONGEST);
        reason.setHelperText(Words.say("end.reason.hint"));
        reason.setRequiredIndicatorVisible(true);
        trouble.setId("act-trouble");
        trouble.addClassName("kw-trouble");
        trouble.getElement().setAttribute("role", "alert");
        trouble.setVisible(false);
        go.setText(Words.say("review.act." + word));
        go.setId("act-do");
        go.addThemeVariants(ButtonVariant.PRIMARY);
        go.setDisableOnClick(true);
        go.addClickListener(e -> act());
        var fields = new Div(new Paragraph(Words.say("review.act." + word + ".what", values)), reason);
        fields.addClassName("kw-fields");
        add(fields, trouble);
        getFooter().add(new Button(Words.say("vaadin.cancel"), e -> close()), go);
    }

    /** What was left unfinished in that very form. */
    static Optional<Unfinished> unfinished(String form) {
        return Unfinished.take(form);
    }

    ActDialog<T> with(@Nullable Unfinished kept) {
        if (kept != null) {
            reason.setValue(kept.text(WHY));
            trouble(Words.say("end.again"));
        }
        return this;
    }

    private void act() {
        go.setEnabled(true);
        var why = reason.getValue().strip().replaceAll("\\s+", " ");
        reason.setInvalid(why.length() < AnswerBar.SHORTEST);
        reason.setErrorMessage(Words.say("retain.needreason", AnswerBar.SHORTEST));
        if (reason.isInvalid()) {
            return;
        }
        switch (act.apply(why)) {
            case Answer.Ok<T>(var done) -> {
                close();
                after.accept(done);
            }
            case Answer.StepUpFirst<T> first -> Unfinished.leave(UI.getCurrent(), first, form, Map.of(WHY, why));
            case Answer<T> other -> trouble(Refused.line(other));
        }
    }

    private void trouble(String words) {
        trouble.setVisible(true);
        trouble.setText(words);
    }
}
