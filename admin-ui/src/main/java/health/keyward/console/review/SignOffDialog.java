package health.keyward.console.review;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.textfield.TextArea;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Caller;
import health.keyward.console.api.Reviews;
import health.keyward.console.base.Background;
import health.keyward.console.base.Facts;
import health.keyward.console.base.Icons;
import health.keyward.console.base.States;
import health.keyward.console.base.Unfinished;
import health.keyward.console.base.Words;
import health.keyward.contract.review.ReviewCampaign;
import health.keyward.contract.review.ReviewSignOff;
import health.keyward.contract.review.SignOffReview;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Shows word for word what the owner signs and what stands in the way, and signs exactly that with a fresh second factor (AR-16). */
final class SignOffDialog extends Dialog {
    private static final String FORM = "review-sign:";
    private static final String WHY = "why";

    private final transient Reviews reviews;
    private final transient Background background;
    private final String id;
    private final transient Consumer<ReviewCampaign> after;
    private final Div found = new Div();
    private final TextArea reason = new TextArea(Words.say("end.reason"));
    private final Paragraph trouble = new Paragraph();
    private final Button go = new Button(Words.say("review.sign.do"));
    private transient @Nullable ReviewSignOff toSign;

    /** @param kept what was typed before a stronger sign-in; null when it begins now */
    SignOffDialog(
            Reviews reviews,
            Background background,
            String id,
            @Nullable Unfinished kept,
            Consumer<ReviewCampaign> after) {
        this.reviews = reviews;
        this.background = background;
        this.id = id;
        this.after = after;
        setId("sign");
        setHeaderTitle(Words.say("review.sign"));
        setWidth("560px");
        reason.setId("sign-reason");
        reason.setWidthFull();
        reason.setMaxLength(AnswerBar.LONGEST);
        reason.setHelperText(Words.say("review.sign.reason"));
        reason.setRequiredIndicatorVisible(true);
        reason.setValue(Unfinished.text(kept, WHY));
        trouble.setId("sign-trouble");
        trouble.addClassName("kw-trouble");
        trouble.getElement().setAttribute("role", "alert");
        trouble.setVisible(kept != null);
        trouble.setText(kept == null ? "" : Words.say("end.again"));
        go.setId("sign-do");
        go.addThemeVariants(ButtonVariant.PRIMARY);
        go.setEnabled(false);
        go.setDisableOnClick(true);
        go.addClickListener(e -> sign());
        var fields = new Div(found, reason);
        fields.addClassName("kw-fields");
        add(fields, trouble);
        getFooter().add(new Button(Words.say("vaadin.cancel"), e -> close()), go);
        addOpenedChangeListener(e -> {
            if (e.isOpened()) {
                look();
            }
        });
    }

    /** What was left unfinished about that campaign. */
    static Optional<Unfinished> unfinished(String id) {
        return Unfinished.take(FORM + id);
    }

    private void look() {
        var caller = Caller.current();
        found.removeAll();
        found.add(States.loading());
        background.ask(UI.getCurrent(), () -> reviews.toSign(caller, id), answer -> {
            if (isOpened()) {
                show(answer);
            }
        });
    }

    private void show(Answer<ReviewSignOff> answer) {
        found.removeAll();
        if (!(answer instanceof Answer.Ok<ReviewSignOff>(var now))) {
            found.add(States.of(answer, this::look));
            return;
        }
        toSign = now;
        boolean free = now.hinders().isEmpty();
        go.setEnabled(free);
        reason.setVisible(free);
        var statement = new Paragraph(now.statement().text());
        statement.setId("sign-statement");
        statement.addClassNames("kw-said", "kw-statement");
        found.add(statement);
        if (!free) {
            var why = new UnorderedList();
            why.setId("sign-hinders");
            why.addClassName("kw-attention");
            now.hinders()
                    .forEach(code ->
                            why.add(new ListItem(Icons.of("flag"), new Span(ReviewWords.code("hinder", code)))));
            found.add(why);
        }
        found.add(new Facts(Words.say("review.sign.what"))
                .fact(
                        "review.quality.score",
                        Words.say("review.quality.of", now.quality().score()))
                .fact(
                        "review.sign.statement",
                        Words.say("review.sign.version", now.statement().version()))
                .id("review.hash", now.hash()));
    }

    private void sign() {
        go.setEnabled(true);
        var now = toSign;
        var why = reason.getValue().strip().replaceAll("\\s+", " ");
        reason.setInvalid(why.length() < AnswerBar.SHORTEST);
        reason.setErrorMessage(Words.say("retain.needreason", AnswerBar.SHORTEST));
        if (now == null || reason.isInvalid()) {
            return;
        }
        var signed = new SignOffReview(now.statement().version(), now.hash(), why);
        switch (reviews.sign(Caller.current(), id, signed)) {
            case Answer.Ok<ReviewCampaign>(var done) -> {
                close();
                after.accept(done);
            }
            case Answer.StepUpFirst<ReviewCampaign> first ->
                Unfinished.leave(UI.getCurrent(), first, FORM + id, Map.of(WHY, why));
            case Answer<ReviewCampaign> other -> {
                trouble.setVisible(true);
                trouble.setText(Refused.line(other));
            }
        }
    }
}
