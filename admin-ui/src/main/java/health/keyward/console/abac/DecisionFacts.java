package health.keyward.console.abac;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import health.keyward.console.base.Facts;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.console.proof.ProofMark;
import health.keyward.contract.abac.DecisionDetail;
import health.keyward.contract.abac.DecisionRow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One decision explained, in words (AB-6). */
final class DecisionFacts {
    private static final long MINUTE = 60;
    private static final long HOUR = 3_600;
    private static final long DAY = 86_400;

    private final Times times;
    private final Consumer<String> prove;

    DecisionFacts(Times times, Consumer<String> prove) {
        this.times = times;
        this.prove = prove;
    }

    List<Component> of(DecisionDetail detail) {
        DecisionRow row = detail.row();
        var groups = new ArrayList<Component>();
        groups.add(verdict(detail));
        groups.add(detail.reasons().isEmpty() ? codes(row) : why(detail.reasons()));
        groups.add(turn(detail.turn(), row.effect()));
        groups.add(what(detail));
        groups.add(known("decision.known", detail.attributes()));
        groups.add(known("decision.overridden", detail.overridden()));
        groups.add(rules(detail.rules()));
        groups.add(new Facts(Words.say("drawer.proof"))
                .id("fact.event", row.id())
                .fact("fact.proof", ProofMark.button(() -> prove.accept(row.id())))
                .fact("fact.entry", Long.toString(row.entry()))
                .fact("decision.revision", row.revision())
                .fact(
                        "decision.engine",
                        Words.say("decision.engine.took", row.engine(), DecisionWords.number(row.micros())))
                .id("decision.hash", detail.inputHash()));
        return groups;
    }

    private static Component verdict(DecisionDetail detail) {
        var said = new Paragraph(Words.say(
                "decision.verdict." + detail.row().effect(),
                DecisionWords.who(detail.row()),
                detail.row().action(),
                detail.row().app() == null
                        ? detail.row().resourceType()
                        : detail.row().app()));
        said.addClassName("kw-said");
        var box = new Div(said);
        box.addClassName("kw-group");
        if (!detail.row().enforced()) {
            box.add(quiet(Words.say("decision.notheld")));
        }
        if (detail.shown() != DecisionDetail.Shown.ALL) {
            box.add(quiet(Words.say("decision.shown." + detail.shown().name())));
        }
        return box;
    }

    static Facts why(List<DecisionDetail.Reason> reasons) {
        var why = new Facts(Words.say("decision.why"));
        for (var reason : reasons) {
            var box = new Div(link(reason.code(), DecisionsFilter.everything().reason(reason.code())));
            if (!reason.missing().isEmpty()) {
                box.add(quiet(Words.say("decision.missing", String.join(", ", reason.missing()))));
            }
            reason.facts().forEach(fact -> box.add(quiet(fact)));
            why.fact("decision.reason", box);
        }
        return why;
    }

    private static Facts codes(DecisionRow row) {
        var why = new Facts(Words.say("decision.why"));
        row.reasons()
                .forEach(code -> why.fact(
                        "decision.reason",
                        link(code, DecisionsFilter.everything().reason(code))));
        return why;
    }

    static Facts turn(DecisionDetail.@Nullable Turn turn, String was) {
        var facts = new Facts(Words.say("decision.turn"));
        if (turn != null) {
            for (var change : turn.changes()) {
                facts.named(
                        change.path(), mono(Words.say("decision.change", shown(change.from()), shown(change.to()))));
            }
            facts.fact(
                    "decision.turned",
                    Words.say("decision.fromto", DecisionWords.effect(was), DecisionWords.effect(turn.effect())));
        }
        return facts;
    }

    private Facts what(DecisionDetail detail) {
        DecisionRow row = detail.row();
        var facts = new Facts(Words.say("drawer.what"))
                .fact("fact.time", times.exact(row.at()))
                .fact("decision.point", DecisionWords.point(row.point()))
                .fact(
                        "fact.app",
                        row.app() == null
                                ? null
                                : link(row.app(), DecisionsFilter.everything().app(row.app())))
                .fact(
                        "decision.resource",
                        detail.resource() == null ? row.resourceType() : row.resourceType() + " " + detail.resource())
                .fact("decision.action", row.action())
                .fact("decision.shadow", row.shadow() == null ? null : DecisionWords.effect(row.shadow()))
                .fact("fact.address", detail.address());
        if (row.personId() != null) {
            var person = new Anchor("people/" + row.personId(), DecisionWords.who(row));
            person.addClassName("kw-link");
            facts.fact("fact.person", person);
        }
        return facts.id("fact.session", detail.session());
    }

    static Facts known(String title, List<DecisionDetail.Known> known) {
        var facts = new Facts(Words.say(title));
        for (var one : known) {
            var box = new Div(mono(shown(one.value())));
            box.add(quiet(
                    one.ageSeconds() == null
                            ? one.source()
                            : Words.say("decision.source", one.source(), age(one.ageSeconds()))));
            facts.named(one.path(), box);
        }
        return facts;
    }

    static Facts rules(List<DecisionDetail.Rule> rules) {
        var facts = new Facts(Words.say("decision.rules"));
        rules.forEach(rule -> facts.named(rule.rule(), mono(rule.file() + ":" + rule.row())));
        return facts;
    }

    private static String shown(@Nullable String value) {
        return value == null ? Words.say("decision.hidden") : value;
    }

    private static String age(long seconds) {
        if (seconds < MINUTE) {
            return seconds + " s";
        }
        if (seconds < HOUR) {
            return seconds / MINUTE + " min";
        }
        return seconds < DAY ? seconds / HOUR + " h" : seconds / DAY + " d";
    }

    private static Component link(String text, DecisionsFilter filter) {
        var link = new Anchor(DecisionsView.PATH + "?" + filter.toQuery().getQueryString(), text);
        link.addClassName("kw-link");
        return link;
    }

    private static Component mono(String text) {
        var span = new Span(text);
        span.addClassName("kw-mono");
        return span;
    }

    static Component quiet(String text) {
        var line = new Div(text);
        line.addClassName("kw-quiet");
        return line;
    }
}
