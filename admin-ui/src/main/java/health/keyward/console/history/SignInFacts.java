package health.keyward.console.history;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.QueryParameters;
import health.keyward.console.base.Facts;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.console.proof.ProofMark;
import health.keyward.contract.history.SignInDetail;
import health.keyward.contract.history.SignInRow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Everything known about one attempt, grouped and in words. */
final class SignInFacts {
    private final Times times;
    private final Consumer<String> prove;

    SignInFacts(Times times, Consumer<String> prove) {
        this.times = times;
        this.prove = prove;
    }

    List<Component> of(SignInDetail detail) {
        var row = detail.row();
        var groups = new ArrayList<Component>();
        groups.add(new Facts(Words.say("drawer.what"))
                .fact("fact.outcome", Words.of(row.outcome()))
                .fact("fact.cause", Rows.why(row))
                .fact("fact.kind", Words.of(row.kind()))
                .fact("fact.time", times.exact(row.at()))
                .fact("fact.app", row.app() == null ? null : link(row.app(), filter().apps(List.of(row.app()))))
                .fact("fact.protocol", row.protocol().name())
                .fact("fact.type", mono(row.type()))
                .fact("fact.error", detail.error() == null ? null : mono(detail.error())));
        groups.add(who(row));
        groups.add(new Facts(Words.say("drawer.how"))
                .fact("fact.method", Words.of(row.method()))
                .fact("fact.acr", row.acr())
                .fact("fact.amr", String.join(", ", detail.amr()))
                .fact(
                        "fact.authenticated",
                        detail.authenticatedAt() == null ? null : times.exact(detail.authenticatedAt())));
        groups.add(StepUpFacts.of(detail.details()));
        groups.add(new Facts(Words.say("drawer.where"))
                .fact(
                        "fact.address",
                        row.address() == null ? null : link(row.address(), filter().address(row.address())))
                .fact("fact.device", row.device() == null ? null : link(row.device(), filter().device(row.device())))
                .fact("fact.agent", detail.userAgent())
                .fact("fact.zone", unknown(detail.zone()))
                .fact("fact.country", unknown(detail.country()))
                .fact("fact.network", unknown(detail.networkOperator())));
        groups.add(new Facts(Words.say("drawer.session"))
                .id("fact.session", row.sessionId())
                .fact(
                        "fact.together",
                        row.sessionId() == null
                                ? null
                                : linkWords("fact.samesession", filter().session(row.sessionId())))
                .id("fact.correlation", detail.correlationId())
                .fact(
                        "fact.attempt",
                        detail.correlationId() == null
                                ? null
                                : linkWords("fact.sameattempt", filter().correlation(detail.correlationId())))
                .fact("fact.reached", String.join(", ", detail.reached())));
        groups.add(new Facts(Words.say("drawer.proof"))
                .id("fact.event", row.id())
                .fact("fact.proof", row.synthetic() ? null : ProofMark.button(() -> prove.accept(row.id())))
                .fact("fact.entry", Long.toString(detail.entry()))
                .fact("fact.node", mono(detail.node()))
                .fact("fact.risk", unknown(detail.risk()))
                .fact("fact.decision", unknown(detail.decisionId()))
                .fact("fact.demo", row.synthetic() ? Words.say("row.demo") : null));
        var rest = new Facts(Words.say("drawer.rest"));
        detail.details().forEach((name, value) -> {
            if (!StepUpFacts.has(name)) {
                rest.named(name, mono(value));
            }
        });
        groups.add(rest);
        return groups;
    }

    private static Facts who(SignInRow row) {
        var who = new Facts(Words.say("drawer.who"));
        if (row.personId() != null) {
            var link = new Anchor("people/" + row.personId(), Rows.who(row));
            link.setId("drawer-person");
            link.addClassName("kw-link");
            who.fact("fact.person", link).fact("fact.username", row.person()).fact("fact.unit", row.unit());
            who.id("fact.userid", row.personId());
        } else {
            who.fact("fact.person", Rows.who(row)).id("fact.namehash", row.unknownName());
        }
        return who;
    }

    private static SignInFilter filter() {
        return SignInFilter.of(QueryParameters.of("time", "7d"));
    }

    private static Component link(String text, SignInFilter filter) {
        var link = new Anchor("activity/sign-ins?" + filter.toQuery().getQueryString(), text);
        link.addClassName("kw-link");
        return link;
    }

    private static Component linkWords(String key, SignInFilter filter) {
        return link(Words.say(key), filter);
    }

    private static Component mono(String text) {
        var span = new Span(text);
        span.addClassName("kw-mono");
        return span;
    }

    private static String unknown(String value) {
        return value.equals("unknown") ? Words.say("fact.unknown") : value;
    }
}
