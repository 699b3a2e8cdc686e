package health.keyward.console.abac;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.H4;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import health.keyward.console.base.Bars;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.contract.abac.PolicyReplay;
import java.util.List;
import java.util.Locale;

/** What turned in a replay: let in and refused apart, each by rule, app, role and data, with examples. */
final class ReplayFacts extends Div {
    private static final int MOST = 10;

    ReplayFacts(PolicyReplay replay, Times times) {
        addClassName("kw-zone");
        var title = new H2(Words.say("replay.title", PolicyWords.version(replay.version()), replay.revision()));
        var said = new Paragraph(ReplayWords.said(replay));
        said.setId("replay-said");
        said.addClassNames("kw-said", "kw-strong");
        add(title, said);
        if (ReplayWords.open(replay)) {
            add(DecisionFacts.quiet(Words.say("replay.sofar", ReplayWords.progress(replay))));
        }
        if (replay.state() == PolicyReplay.State.CANCELED || replay.state() == PolicyReplay.State.FAILED) {
            add(DecisionFacts.quiet(Words.say("replay.notwhole") + " " + replay.detail()));
        }
        if (replay.erased() > 0) {
            add(DecisionFacts.quiet(Words.say("replay.erased", DecisionWords.number(replay.erased()))));
        }
        if (replay.failed() > 0) {
            add(DecisionFacts.quiet(Words.say("replay.failed", DecisionWords.number(replay.failed()))));
        }
        replay.turned().forEach(turned -> add(group(turned, times)));
    }

    private static Component group(PolicyReplay.Turned turned, Times times) {
        var box = new Div(new H3(Words.say("replay.kind." + turned.kind(), DecisionWords.number(turned.n()))));
        box.addClassName("kw-group");
        box.setId("replay-" + turned.kind().name().toLowerCase(Locale.ROOT));
        var parts = new Div();
        parts.addClassName("kw-two-facts");
        part(parts, "replay.rules", turned.rules());
        part(parts, "replay.apps", turned.apps());
        part(parts, "replay.roles", turned.roles());
        part(parts, "replay.data", turned.data());
        box.add(parts, examples(turned.examples(), times));
        return box;
    }

    private static void part(Div parts, String key, List<PolicyReplay.Count> counts) {
        if (counts.isEmpty()) {
            return;
        }
        long most = counts.stream().mapToLong(PolicyReplay.Count::n).max().orElse(1);
        var bars = new Bars(Words.say(key));
        for (var one : counts.stream().limit(MOST).toList()) {
            var name = new Span(one.of().isEmpty() ? Words.say("replay.others") : one.of());
            name.addClassName("kw-mono");
            bars.add(name, DecisionWords.number(one.n()), 0, one.n(), most);
        }
        parts.add(new Div(new H4(Words.say(key)), bars));
    }

    private static Component examples(List<PolicyReplay.Example> examples, Times times) {
        var body = new NativeTableBody();
        for (var one : examples) {
            var link = new Anchor(DecisionsView.PATH + "?open=" + one.id(), times.exact(one.at()));
            link.addClassName("kw-link");
            var reasons = new Span(String.join(", ", one.reasons()));
            reasons.addClassName("kw-mono");
            body.add(PolicyWords.row(
                    link,
                    new Span(one.app()),
                    new Span(Words.say(
                            "decision.fromto", DecisionWords.effect(one.was()), DecisionWords.effect(one.now()))),
                    reasons));
        }
        return examples.isEmpty()
                ? new Div()
                : PolicyWords.table(body, "replay.example", "policies.app", "decision.turned", "replay.rules");
    }
}
