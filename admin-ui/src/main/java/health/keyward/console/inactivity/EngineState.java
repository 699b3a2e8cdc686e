package health.keyward.console.inactivity;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import health.keyward.console.base.Icons;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.contract.inactivity.InactivityBreaker;
import health.keyward.contract.inactivity.InactivitySummary;
import org.jspecify.annotations.Nullable;

/** What keeps the engine from doing its work, each with what to do about it; nothing when all is well. */
final class EngineState extends Div {
    private final Times times;
    private final Div halted = new Div();
    private final Div others = new Div();

    EngineState(Times times) {
        this.times = times;
        setId("engine");
        add(halted, others);
    }

    void show(InactivitySummary now) {
        others.removeAll();
        if (now.policyVersion() == 0) {
            others.add(line("engine-none", Words.say("dormant.engine.none"), false));
            return;
        }
        if (now.overdue()) {
            others.add(line(
                    "engine-overdue",
                    now.lastRunAt() == null
                            ? Words.say("dormant.engine.neverran")
                            : Words.say("dormant.engine.overdue", times.ago(now.lastRunAt())),
                    true));
        }
        if (!now.workflows().isEmpty()) {
            others.add(line(
                    "engine-workflows",
                    Words.say("dormant.engine.workflows", String.join(", ", now.workflows())),
                    false));
        }
        if (now.undelivered() > 0) {
            others.add(line("engine-undelivered", Words.say("dormant.engine.undelivered", now.undelivered()), false));
        }
    }

    void show(@Nullable InactivityBreaker breaker) {
        halted.removeAll();
        var run = breaker == null ? null : breaker.run();
        if (run != null) {
            var why = run.halts().isEmpty() ? "" : DormantWords.halt(run.halts().getFirst());
            var there = new Anchor(RunView.AT + run.id(), Words.say("dormant.engine.decide"));
            there.setId("engine-decide");
            there.getElement().setAttribute("router-link", true);
            var line = line("engine-halted", Words.say("dormant.engine.halted", times.ago(run.startedAt()), why), true);
            line.add(there);
            halted.add(line);
        }
    }

    private static Div line(String id, String words, boolean red) {
        var line = new Div(Icons.of("info"), new Span(words));
        line.setId(id);
        line.addClassName("kw-banner");
        line.setClassName("kw-red", red);
        line.getElement().setAttribute("role", "status");
        return line;
    }
}
