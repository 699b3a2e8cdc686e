package health.keyward.console.review;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextArea;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Caller;
import health.keyward.console.api.Reviews;
import health.keyward.console.base.Unfinished;
import health.keyward.console.base.Words;
import health.keyward.contract.review.NewReviewPlan;
import health.keyward.contract.review.ReviewCampaign;
import health.keyward.contract.review.ReviewPlan;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Has a campaign start again by itself, by the same definition (AR-15). */
final class RepeatDialog extends Dialog {
    private static final String FORM = "review-repeat:";
    private static final int LONGEST_DAYS = 1_100;
    private static final int USUAL_DAYS = 90;

    private final transient Reviews reviews;
    private final transient Clock clock;
    private final transient ReviewCampaign campaign;
    private final IntegerField days = new IntegerField(Words.say("review.repeat.days"));
    private final TextArea reason = new TextArea(Words.say("end.reason"));
    private final Paragraph trouble = new Paragraph();
    private final Button go = new Button(Words.say("review.repeat"));

    /** @param kept what was typed before a stronger sign-in; null at first */
    RepeatDialog(Reviews reviews, Clock clock, ReviewCampaign campaign, @Nullable Unfinished kept) {
        this.reviews = reviews;
        this.clock = clock;
        this.campaign = campaign;
        setId("repeat");
        setHeaderTitle(Words.say("review.repeat"));
        setWidth("480px");
        days.setId("repeat-days");
        days.setMin(1);
        days.setMax(LONGEST_DAYS);
        days.setValue(USUAL_DAYS);
        days.setHelperText(Words.say("review.repeat.hint"));
        days.setStepButtonsVisible(true);
        days.setWidthFull();
        reason.setId("repeat-reason");
        reason.setWidthFull();
        reason.setMaxLength(AnswerBar.LONGEST);
        reason.setHelperText(Words.say("end.reason.hint"));
        reason.setRequiredIndicatorVisible(true);
        trouble.setId("repeat-trouble");
        trouble.addClassName("kw-trouble");
        trouble.getElement().setAttribute("role", "alert");
        trouble.setVisible(false);
        go.setId("repeat-do");
        go.addThemeVariants(ButtonVariant.PRIMARY);
        go.setDisableOnClick(true);
        go.addClickListener(e -> ask());
        var fields = new Div(new Paragraph(Words.say("review.repeat.what")), days, reason);
        fields.addClassName("kw-fields");
        add(fields, trouble);
        getFooter().add(new Button(Words.say("vaadin.cancel"), e -> close()), go);
        if (kept != null) {
            days.setValue(Integer.parseInt(kept.text("days")));
            reason.setValue(kept.text("reason"));
            trouble(Words.say("end.again"));
        }
    }

    static String form(ReviewCampaign campaign) {
        return FORM + campaign.id();
    }

    private void ask() {
        go.setEnabled(true);
        trouble.setVisible(false);
        var why = reason.getValue().strip().replaceAll("\\s+", " ");
        var every = days.getValue();
        days.setInvalid(every == null || every < 1 || every > LONGEST_DAYS);
        reason.setInvalid(why.length() < AnswerBar.SHORTEST);
        reason.setErrorMessage(Words.say("retain.needreason", AnswerBar.SHORTEST));
        if (every == null || days.isInvalid() || reason.isInvalid()) {
            return;
        }
        var first = clock.instant().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofDays(every));
        switch (reviews.plan(Caller.current(), new NewReviewPlan(campaign.definition(), every, first, why))) {
            case Answer.Ok<ReviewPlan> made -> {
                close();
                Notification.show(Words.say("review.repeat.done", every));
            }
            case Answer.StepUpFirst<ReviewPlan> again ->
                Unfinished.leave(
                        UI.getCurrent(), again, form(campaign), Map.of("days", Integer.toString(every), "reason", why));
            case Answer<ReviewPlan> other -> trouble(Refused.line(other));
        }
    }

    private void trouble(String words) {
        trouble.setVisible(true);
        trouble.setText(words);
    }
}
