package health.keyward.console.review;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import health.keyward.console.api.Answer;
import health.keyward.console.base.Words;
import health.keyward.contract.review.ReassignReviewItem;
import health.keyward.contract.review.ReviewItem;
import java.util.function.Consumer;
import java.util.function.Function;

/** Hands an item on to somebody who may answer it, with the reason; twice at most (AR-3). */
final class HandOnDialog extends Dialog {
    private static final int LONGEST_NAME = 255;

    private final transient ReviewItem item;
    private final transient Function<ReassignReviewItem, Answer<ReviewItem>> hand;
    private final transient Consumer<ReviewItem> after;
    private final TextField to = new TextField(Words.say("mine.hand.to"));
    private final TextArea reason = new TextArea(Words.say("end.reason"));
    private final Paragraph trouble = new Paragraph();
    private final Button go = new Button(Words.say("mine.hand.do"));

    HandOnDialog(ReviewItem item, Function<ReassignReviewItem, Answer<ReviewItem>> hand, Consumer<ReviewItem> after) {
        this.item = item;
        this.hand = hand;
        this.after = after;
        setId("hand-on");
        setHeaderTitle(Words.say("mine.hand"));
        setWidth("440px");
        to.setId("hand-to");
        to.setWidthFull();
        to.setMaxLength(LONGEST_NAME);
        to.setRequiredIndicatorVisible(true);
        to.setHelperText(Words.say("mine.hand.to.hint"));
        to.setAutofocus(true);
        reason.setId("hand-reason");
        reason.setWidthFull();
        reason.setMaxLength(AnswerBar.LONGEST);
        reason.setRequiredIndicatorVisible(true);
        trouble.setId("hand-trouble");
        trouble.addClassName("kw-trouble");
        trouble.getElement().setAttribute("role", "alert");
        trouble.setVisible(false);
        go.setId("hand-do");
        go.addThemeVariants(ButtonVariant.PRIMARY);
        go.setDisableOnClick(true);
        go.addClickListener(e -> handOn());
        var fields = new Div(
                new Paragraph(Words.say("mine.hand.what", ReviewWords.right(item), ReviewWords.person(item))),
                to,
                reason);
        fields.addClassName("kw-fields");
        add(fields, trouble);
        getFooter().add(new Button(Words.say("vaadin.cancel"), e -> close()), go);
    }

    private void handOn() {
        go.setEnabled(true);
        var whom = to.getValue().strip();
        var why = reason.getValue().strip().replaceAll("\\s+", " ");
        to.setInvalid(whom.isEmpty());
        to.setErrorMessage(Words.say("mine.hand.needed"));
        reason.setInvalid(why.length() < AnswerBar.SHORTEST);
        reason.setErrorMessage(Words.say("retain.needreason", AnswerBar.SHORTEST));
        if (to.isInvalid() || reason.isInvalid()) {
            return;
        }
        var answer = hand.apply(new ReassignReviewItem(whom, why, item.version()));
        if (answer instanceof Answer.Ok<ReviewItem>(var now)) {
            close();
            after.accept(now);
        } else {
            trouble.setVisible(true);
            trouble.setText(Refused.line(answer));
        }
    }
}
