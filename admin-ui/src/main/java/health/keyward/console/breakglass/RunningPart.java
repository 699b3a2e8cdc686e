package health.keyward.console.breakglass;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.shared.Registration;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.contract.breakglass.BreakGlassGrant;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Emergency access that runs now, with what is left of it and a button that ends it. Counts down with every poll of the page and asks nothing for it. */
final class RunningPart extends Div {
    private final transient Clock clock;
    private final transient Map<Span, Instant> left = new LinkedHashMap<>();
    private @Nullable Registration polls;

    RunningPart(
            List<BreakGlassGrant> running,
            Times times,
            Clock clock,
            Consumer<BreakGlassGrant> open,
            Consumer<BreakGlassGrant> end) {
        this.clock = clock;
        setId("running-grants");
        addClassNames("kw-zone", "kw-exceptions");
        var body = new NativeTableBody();
        for (var grant : running) {
            var person = new Button(grant.username(), e -> open.accept(grant));
            person.setId("open-" + grant.id());
            person.addThemeVariants(ButtonVariant.SMALL, ButtonVariant.TERTIARY);
            var reason = new Span(grant.reason());
            reason.addClassName("kw-mono");
            var patient = new Span(grant.patient());
            patient.addClassName("kw-mono");
            var stop = new Button(Words.say("grant.end"), e -> end.accept(grant));
            stop.setId("end-" + grant.id());
            stop.setAriaLabel(Words.say("grant.end.of", grant.username()));
            stop.addThemeVariants(ButtonVariant.SMALL);
            body.add(ListTables.row(
                    person,
                    countdown(grant, times),
                    reason,
                    patient,
                    new Span(String.join(", ", grant.apps())),
                    new Span(String.join(", ", GrantWords.marks(grant))),
                    stop));
        }
        add(ListTables.table(
                body,
                "column.person",
                "grant.left.head",
                "column.reason",
                "grant.patient",
                "column.app",
                "column.marks",
                "glass.acts"));
    }

    private Span countdown(BreakGlassGrant grant, Times times) {
        var text = new Span(GrantWords.left(grant.until(), clock.instant()));
        text.addClassNames("kw-num", "kw-strong");
        text.setTitle(times.exact(grant.until()));
        left.put(text, grant.until());
        return text;
    }

    @Override
    protected void onAttach(AttachEvent event) {
        polls = event.getUI()
                .addPollListener(
                        e -> left.forEach((text, until) -> text.setText(GrantWords.left(until, clock.instant()))));
    }

    @Override
    protected void onDetach(DetachEvent event) {
        if (polls != null) {
            polls.remove();
        }
    }
}
