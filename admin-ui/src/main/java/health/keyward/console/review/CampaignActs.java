package health.keyward.console.review;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.router.QueryParameters;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Caller;
import health.keyward.console.api.Evidence;
import health.keyward.console.api.Reviews;
import health.keyward.console.approvals.ApprovalsView;
import health.keyward.console.base.Background;
import health.keyward.console.base.Unfinished;
import health.keyward.console.base.Words;
import health.keyward.contract.review.ReviewCampaign;
import health.keyward.contract.review.ReviewCampaignState;
import health.keyward.contract.review.ReviewKind;
import health.keyward.contract.review.ReviewPreview;
import health.keyward.contract.review.ReviewProposed;
import java.time.Clock;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What can be done about a campaign now; what cannot is not there. */
final class CampaignActs extends Div {
    private static final String FORM = "review-";

    private final transient Reviews reviews;
    private final transient Evidence evidence;
    private final transient Background background;
    private final transient Clock clock;
    private final transient Consumer<Dialog> open;
    private final transient Runnable again;

    CampaignActs(
            Reviews reviews,
            Evidence evidence,
            Background background,
            Clock clock,
            Consumer<Dialog> open,
            Runnable again) {
        this.clock = clock;
        this.reviews = reviews;
        this.evidence = evidence;
        this.background = background;
        this.open = open;
        this.again = again;
        addClassName("kw-tools");
    }

    /** @param preview null where there is none, or none that can be read */
    void show(ReviewCampaign found, @Nullable ReviewPreview preview) {
        removeAll();
        switch (found.state()) {
            case DRAFT, PREVIEWED -> planned(found, preview);
            case RUNNING ->
                act(found, "close-stage", false, why -> reviews.closeStage(Caller.current(), found.id(), why));
            case HALTED -> halted(found);
            case AWAITING_SIGN_OFF -> sign(found);
            case APPLYING, CLOSED, CANCELLED -> {}
        }
        repeat(found);
        if (found.eventId() != null) {
            var prove = button(
                    "campaign-evidence",
                    "review.evidence",
                    () -> open.accept(new EvidenceDialog(found, reviews, evidence, background)));
            prove.addThemeVariants(ButtonVariant.PRIMARY);
            add(prove);
        }
        if (found.state() == ReviewCampaignState.RUNNING
                || found.state() == ReviewCampaignState.DRAFT
                || found.state() == ReviewCampaignState.PREVIEWED
                || found.state() == ReviewCampaignState.HALTED) {
            act(found, "cancel", false, why -> reviews.cancel(Caller.current(), found.id(), why));
        }
    }

    /** A campaign, not a small review: that begins when something happens. */
    private void repeat(ReviewCampaign found) {
        if (found.kind() == ReviewKind.MICRO || found.state() == ReviewCampaignState.DRAFT) {
            return;
        }
        add(button(
                "campaign-repeat", "review.repeat", () -> open.accept(new RepeatDialog(reviews, clock, found, null))));
        Unfinished.take(RepeatDialog.form(found))
                .ifPresent(kept -> open.accept(new RepeatDialog(reviews, clock, found, kept)));
    }

    private void planned(ReviewCampaign found, @Nullable ReviewPreview preview) {
        if (preview != null) {
            var hash = preview.hash();
            boolean ready = preview.orphans() == 0 && preview.items() > 0;
            var launch = act(
                    found,
                    "launch",
                    true,
                    why -> reviews.launch(Caller.current(), found.id(), hash, why),
                    preview.items(),
                    preview.people(),
                    preview.reviewers().size());
            launch.setEnabled(ready);
            launch.setTooltipText(ready ? "" : Words.say("review.launch.not"));
        }
        add(button(
                "campaign-freeze",
                preview == null ? "review.preview.do" : "review.preview.again",
                () -> freeze(found)));
        add(button(
                "campaign-change",
                "review.change",
                () -> UI.getCurrent().navigate(WizardView.class, QueryParameters.of("campaign", found.id()))));
    }

    private void freeze(ReviewCampaign found) {
        var caller = Caller.current();
        background.ask(this, () -> reviews.freeze(caller, found.id()), answer -> {
            if (!(answer instanceof Answer.Ok<ReviewPreview>)) {
                Notification.show(Refused.line(answer));
            }
            again.run();
        });
    }

    private void halted(ReviewCampaign found) {
        var go = dialog(
                "go-on",
                new Object[0],
                found,
                (String why) -> reviews.goOn(Caller.current(), found.id(), why),
                (ReviewProposed proposed) -> UI.getCurrent()
                        .navigate(
                                ApprovalsView.class,
                                QueryParameters.simple(Map.of("show", "mine", "open", proposed.proposalId()))));
        go.addThemeVariants(ButtonVariant.PRIMARY);
    }

    private void sign(ReviewCampaign found) {
        Consumer<ReviewCampaign> after = signed -> {
            Notification.show(Words.say("review.sign.done"));
            again.run();
        };
        var sign = button(
                "campaign-sign",
                "review.sign",
                () -> open.accept(new SignOffDialog(reviews, background, found.id(), null, after)));
        sign.addThemeVariants(ButtonVariant.PRIMARY);
        add(sign);
        SignOffDialog.unfinished(found.id())
                .ifPresent(kept -> open.accept(new SignOffDialog(reviews, background, found.id(), kept, after)));
    }

    private Button act(
            ReviewCampaign found,
            String word,
            boolean primary,
            Function<String, Answer<ReviewCampaign>> act,
            Object... values) {
        var button = dialog(word, values, found, act, done -> again.run());
        if (primary) {
            button.addThemeVariants(ButtonVariant.PRIMARY);
        }
        return button;
    }

    /** A button that asks why; opened again, filled, after a stronger sign-in. */
    private <T> Button dialog(
            String word, Object[] values, ReviewCampaign found, Function<String, Answer<T>> act, Consumer<T> after) {
        var form = FORM + word + ":" + found.id();
        var button = button(
                "campaign-" + word,
                "review.act." + word,
                () -> open.accept(new ActDialog<>(form, word, values, act, after)));
        add(button);
        ActDialog.unfinished(form)
                .ifPresent(kept -> open.accept(new ActDialog<>(form, word, values, act, after).with(kept)));
        return button;
    }

    private static Button button(String id, String key, Runnable act) {
        var button = new Button(Words.say(key), e -> act.run());
        button.setId(id);
        button.addThemeVariants(ButtonVariant.SMALL);
        return button;
    }
}
