package health.keyward.console.inactivity;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.router.HighlightConditions;
import com.vaadin.flow.router.RouterLink;
import health.keyward.console.base.Words;
import health.keyward.contract.inactivity.InactivityExemptionKind;
import health.keyward.contract.inactivity.InactivityStep;
import health.keyward.contract.inactivity.InactivitySummary;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How many accounts stand where; each figure is a link to those accounts. */
final class StepCounts extends Div {
    private record Figure(String id, @Nullable DormantFilter filter, RouterLink link, Element number) {}

    private static final List<InactivityStep> STEPS = List.of(
            InactivityStep.WARNED,
            InactivityStep.WARNED_AGAIN,
            InactivityStep.GRACE,
            InactivityStep.DISABLED,
            InactivityStep.ARCHIVED);
    private static final String EXEMPT = "exempt";
    private static final String LEAVE = "leave";

    private final transient List<Figure> figures = new ArrayList<>();
    private final int ahead;

    /** @param ahead days the forecast shows, kept in the links */
    StepCounts(int ahead) {
        this.ahead = ahead;
        setId("step-counts");
        addClassName("kw-numbers");
        getElement().setAttribute("role", "group").setAttribute("aria-label", Words.say("dormant.counts"));
        STEPS.forEach(step -> figure(step.name(), Words.of(step), DormantFilter.CHAIN.step(step)));
        alone(EXEMPT, Words.say("dormant.count.exempt"), InactivityExemptionKind.EXEMPTION);
        alone(LEAVE, Words.say("dormant.count.leave"), InactivityExemptionKind.LEAVE);
    }

    private void figure(String id, String word, DormantFilter filter) {
        var link = new RouterLink("", InactiveView.class);
        link.setQueryParameters(InactiveView.address(filter, ahead, null));
        figure(id, word, filter, link);
    }

    private void alone(String id, String word, InactivityExemptionKind kind) {
        var link = new RouterLink("", ExemptionsView.class);
        link.setQueryParameters(ExemptionsView.standing(kind));
        figure(id, word, null, link);
    }

    private void figure(String id, String word, @Nullable DormantFilter filter, RouterLink link) {
        link.setHighlightCondition(HighlightConditions.never());
        link.setId("count-" + id.toLowerCase(Locale.ROOT));
        link.addClassName("kw-number");
        var number = new Element("b").setText("–");
        link.getElement().appendChild(number, new Element("span").setText(word));
        figures.add(new Figure(id, filter, link, number));
        add(link);
    }

    void show(InactivitySummary now) {
        figures.forEach(figure ->
                figure.number().setText(String.format(Words.locale(), "%,d", count(figure.id(), now))));
    }

    private static long count(String id, InactivitySummary now) {
        return switch (id) {
            case EXEMPT -> now.exempt();
            case LEAVE -> now.onLeave();
            default ->
                now.steps().stream()
                        .filter(one -> one.step().name().equals(id))
                        .mapToLong(InactivitySummary.Count::accounts)
                        .sum();
        };
    }

    /** Marks the figure whose accounts are listed. */
    void here(DormantFilter filter) {
        figures.forEach(figure -> {
            if (filter.equals(figure.filter())) {
                figure.link().getElement().setAttribute("aria-current", "true");
            } else {
                figure.link().getElement().removeAttribute("aria-current");
            }
        });
    }
}
