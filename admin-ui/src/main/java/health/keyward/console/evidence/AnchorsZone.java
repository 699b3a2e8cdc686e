package health.keyward.console.evidence;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.contract.audit.LedgerHealth;
import java.util.List;

/** The places outside the database that keep checkpoints, and how each of them is doing. */
final class AnchorsZone extends Zone {
    private final Times times;
    private final Div content = new Div();

    AnchorsZone(Times times) {
        super("anchors", Words.say("anchor.title"));
        this.times = times;
        add(quiet(Words.say("anchor.what")), content);
    }

    void show(LedgerHealth health) {
        content.removeAll();
        if (health.anchors().isEmpty()) {
            var none = new Div(sign("failures", "DENIED", Words.say("anchor.none")));
            none.add(quiet(Words.say("anchor.none.next")));
            content.add(none);
            return;
        }
        content.add(table(
                List.of("anchor.name", "anchor.state", "anchor.size", "anchor.kept"),
                health.anchors().stream().map(this::line).toList()));
    }

    private List<Component> line(LedgerHealth.Anchor anchor) {
        var name = new Span(anchor.name());
        name.addClassName("kw-mono");
        var kept = anchor.keptAt() == null ? text("–") : text(times.ago(anchor.keptAt()));
        if (anchor.keptAt() != null) {
            kept.setTitle(times.exact(anchor.keptAt()));
        }
        return List.of(name, state(anchor), number(anchor.size()), kept);
    }

    private Component state(LedgerHealth.Anchor anchor) {
        if (anchor.trouble() == null) {
            return anchor.size() == 0
                    ? sign("clock", "UNDONE", Words.say("anchor.empty"))
                    : sign("ok", "SUCCESS", Words.say("anchor.good"));
        }
        var box = new Div(sign("failures", "DENIED", Words.say("anchor.trouble")));
        var since = anchor.troubleSince();
        box.add(quiet(
                since == null ? anchor.trouble() : Words.say("anchor.since", anchor.trouble(), times.brief(since))));
        return box;
    }
}
