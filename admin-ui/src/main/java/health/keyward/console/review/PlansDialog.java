package health.keyward.console.review;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import health.keyward.console.api.Answer;
import health.keyward.console.api.Caller;
import health.keyward.console.api.People;
import health.keyward.console.api.Reviews;
import health.keyward.console.base.Times;
import health.keyward.console.base.Unfinished;
import health.keyward.console.base.Words;
import health.keyward.contract.review.NewReviewSmallPlan;
import health.keyward.contract.review.ReviewMicroCause;
import health.keyward.contract.review.ReviewPlan;
import health.keyward.contract.review.ReviewPlans;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What starts by itself (AR-15), and how to end it; a campaign is made to repeat itself on its own page. */
final class PlansDialog extends Dialog {
    private static final String FORM = "review-plans";
    private static final String CAUSES = "causes";
    private static final List<ReviewMicroCause> NOTICED = List.of(ReviewMicroCause.values());

    private final transient Reviews reviews;
    private final transient Consumer<Dialog> open;
    private final Times times;
    private final UnorderedList known = new UnorderedList();
    private final Paragraph none = new Paragraph(Words.say("review.plans.none"));
    private final Div small;
    private final CheckboxGroup<ReviewMicroCause> causes = new CheckboxGroup<>(Words.say("review.plans.after"));
    private final SmallReviewFields fields;
    private final Paragraph trouble = new Paragraph();
    private final Button go = new Button(Words.say("review.plans.do"));

    PlansDialog(Reviews reviews, People people, Times times, Consumer<Dialog> open) {
        this.reviews = reviews;
        this.open = open;
        this.times = times;
        setId("plans");
        setHeaderTitle(Words.say("review.plans"));
        setWidth("560px");
        known.setId("plans-known");
        known.addClassName("kw-checks");
        none.setId("plans-none");
        causes.setId("plans-causes");
        causes.setItems(NOTICED);
        causes.setItemLabelGenerator(Words::of);
        causes.select(NOTICED);
        fields = new SmallReviewFields(people, "plans");
        trouble.setId("plans-trouble");
        trouble.addClassName("kw-trouble");
        trouble.getElement().setAttribute("role", "alert");
        trouble.setVisible(false);
        go.setId("plans-do");
        go.addThemeVariants(ButtonVariant.PRIMARY);
        go.setDisableOnClick(true);
        go.addClickListener(e -> ask());
        small = new Div(
                new H3(Words.say("review.plans.small")), new Paragraph(Words.say("review.plans.what")), causes, fields);
        small.setId("plans-small");
        small.addClassName("kw-fields");
        var all = new Div(none, known, small);
        all.addClassName("kw-fields");
        add(all, trouble);
        getFooter().add(new Button(Words.say("end.close"), e -> close()), go);
        show(reviews.plans(Caller.current()));
    }

    /** Filled again after a stronger sign-in. */
    static Optional<PlansDialog> unfinished(Reviews reviews, People people, Times times, Consumer<Dialog> open) {
        return Unfinished.take(FORM).map(kept -> {
            var dialog = new PlansDialog(reviews, people, times, open);
            dialog.causes.deselectAll();
            Arrays.stream(kept.text(CAUSES).split(","))
                    .filter(name -> !name.isEmpty())
                    .map(ReviewMicroCause::valueOf)
                    .forEach(dialog.causes::select);
            dialog.fields.fill(kept);
            dialog.trouble(Words.say("end.again"));
            return dialog;
        });
    }

    private void show(Answer<ReviewPlans> answer) {
        if (!(answer instanceof Answer.Ok<ReviewPlans>(var now))) {
            trouble(Refused.line(answer));
            return;
        }
        known.removeAll();
        now.rows().forEach(plan -> known.add(row(plan)));
        known.setVisible(!now.rows().isEmpty());
        none.setVisible(now.rows().isEmpty());
        boolean free = now.rows().stream().allMatch(plan -> plan.causes().isEmpty());
        small.setVisible(free);
        go.setVisible(free);
    }

    private ListItem row(ReviewPlan plan) {
        var end = new Button(
                Words.say("review.act.end-plan"),
                e -> open.accept(new ActDialog<>(
                        "review-plan:" + plan.id(),
                        "end-plan",
                        new Object[] {said(plan)},
                        why -> reviews.endPlan(Caller.current(), plan.id(), why),
                        this::ended)));
        end.setId("plan-end-" + plan.id());
        end.addThemeVariants(ButtonVariant.SMALL, ButtonVariant.TERTIARY);
        return new ListItem(new Span(said(plan)), end);
    }

    private void ended(ReviewPlans now) {
        show(new Answer.Ok<>(now));
    }

    private String said(ReviewPlan plan) {
        var owner = plan.ownerName() == null ? "–" : plan.ownerName();
        if (plan.everyDays() != null && plan.nextAt() != null) {
            return Words.say(
                    "review.plans.every", plan.campaign().name(), plan.everyDays(), times.dated(plan.nextAt()), owner);
        }
        var after = plan.causes().stream().map(Words::of).collect(Collectors.joining(", "));
        return Words.say("review.plans.when", after, owner);
    }

    private void ask() {
        go.setEnabled(true);
        trouble.setVisible(false);
        var chosen = NOTICED.stream().filter(causes.getValue()::contains).toList();
        causes.setInvalid(chosen.isEmpty());
        causes.setErrorMessage(Words.say("review.plans.needed"));
        var typed = fields.typed();
        if (!chosen.isEmpty() && typed.isPresent()) {
            begin(chosen, typed.get());
        }
    }

    private void begin(List<ReviewMicroCause> chosen, SmallReviewFields.Typed typed) {
        var wanted = new NewReviewSmallPlan(
                chosen, typed.owner().userId(), typed.reviewer().userId(), typed.days(), typed.reason());
        switch (reviews.plan(Caller.current(), wanted)) {
            case Answer.Ok<ReviewPlan> made -> show(reviews.plans(Caller.current()));
            case Answer.StepUpFirst<ReviewPlan> first -> {
                var kept = new TreeMap<>(typed.kept());
                kept.put(CAUSES, chosen.stream().map(Enum::name).collect(Collectors.joining(",")));
                Unfinished.leave(UI.getCurrent(), first, FORM, kept);
            }
            case Answer<ReviewPlan> other -> trouble(Refused.line(other));
        }
    }

    private void trouble(String words) {
        trouble.setVisible(true);
        trouble.setText(words);
    }
}
