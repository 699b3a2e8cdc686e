package health.keyward.console.authenticators;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import health.keyward.console.base.Facts;
import health.keyward.console.base.Icons;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.contract.stepup.ModelDetail;
import java.util.ArrayList;
import java.util.List;

/** All that is known of a model, grouped as a person asks for it. */
final class ModelFacts {
    private final Times times;

    ModelFacts(Times times) {
        this.times = times;
    }

    List<Component> of(ModelDetail detail) {
        var row = detail.row();
        var groups = new ArrayList<Component>();
        groups.add(new Facts(Words.say("models.here"))
                .fact("models.column.use", sign(detail))
                .fact(
                        "models.column.had",
                        row.credentials() == 0
                                ? Words.say("models.nobody")
                                : Words.say("models.had", row.credentials(), row.proven()))
                .id("models.aaguid", row.model()));
        if (!row.known()) {
            groups.add(quiet(Words.say("models.unknown.text")));
        } else {
            groups.add(proven(detail));
            groups.add(statuses(detail));
        }
        detail.decisions().forEach(decision -> groups.add(decided(decision)));
        return groups;
    }

    private static Facts proven(ModelDetail detail) {
        var facts = new Facts(Words.say("models.proven"));
        facts.fact(
                "models.hardware",
                detail.againstHardware() == null
                        ? Words.say("models.hardware.yes")
                        : Words.say("models.obstacle." + ModelWords.word(detail.againstHardware())));
        facts.fact(
                "models.biometric",
                Words.say(
                        detail.provesBiometric() == null
                                ? "models.biometric.no"
                                : "models.biometric." + detail.provesBiometric()));
        facts.fact("models.protection", String.join(", ", detail.keyProtection()));
        var ways = new Div();
        detail.verification().forEach(way -> ways.add(new Div(new Span(ModelWords.way(way)))));
        facts.fact("models.column.verifies", detail.verification().isEmpty() ? null : ways);
        detail.accuracy()
                .forEach(said -> facts.named(
                        Words.say("models.accuracy", ModelWords.method(said.method())),
                        new Span(Words.say(
                                        "models.rates",
                                        ModelWords.share(said.falseAccept()),
                                        ModelWords.share(said.falseReject()))
                                + (said.meetsDea() ? " " + Words.say("models.dea") : ""))));
        return facts;
    }

    private static Facts statuses(ModelDetail detail) {
        var facts = new Facts(Words.say("models.statuses"));
        detail.statuses()
                .forEach(status -> facts.named(
                        status.since() == null ? "–" : status.since().toString(), new Span(status.word())));
        return facts;
    }

    private Facts decided(ModelDetail.Decision decision) {
        return new Facts(Words.say("models.decided", times.exact(decision.at())))
                .fact("column.what", what(decision))
                .fact("column.actor", decision.byName())
                .fact("end.reason", decision.reason())
                .fact("models.testrecord", decision.testRecord());
    }

    private static String what(ModelDetail.Decision decision) {
        return switch (decision.act()) {
            case ACCEPTED ->
                Words.say("models.accepted." + decision.upTo())
                        + (decision.biometric() ? ", " + Words.say("models.withbiometric") : "");
            case WITHDRAWN, REFUSED -> Words.of(decision.act());
        };
    }

    private static Component sign(ModelDetail detail) {
        var use = detail.row().use();
        var sign = new Span(Icons.of(ModelWords.icon(use)), new Span(ModelWords.use(detail.row())));
        sign.addClassNames("kw-outcome", "kw-wraps", ModelWords.tone(use));
        return sign;
    }

    private static Component quiet(String words) {
        var text = new Div(new Span(words));
        text.addClassNames("kw-group", "kw-quiet", "kw-said");
        return text;
    }
}
