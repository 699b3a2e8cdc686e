package health.keyward.console.inactivity;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import health.keyward.console.base.Facts;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.contract.inactivity.InactivityAccount;
import health.keyward.contract.inactivity.InactivityAccountDetail;
import health.keyward.contract.inactivity.InactivityItemState;
import health.keyward.contract.inactivity.InactivityRunPerson;
import java.time.Instant;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One account's place in the chain, when it was used, who lets it alone, what was done to it and what was taken from it. */
final class ChainFacts extends Div {
    ChainFacts(InactivityAccountDetail detail, Times times, Instant now) {
        addClassName("kw-chain");
        var one = detail.account();
        var next = DormantWords.next(one, times, now);
        add(
                new Facts(Words.say("dormant.chain"))
                        .fact("dormant.step", DormantWords.marked(one.step()))
                        .fact("dormant.since", exact(one.since(), times))
                        .fact("dormant.cause", one.cause() == null ? null : Words.of(one.cause()))
                        .fact("dormant.policy", one.policy() == null ? Words.say("dormant.policy.none") : one.policy())
                        .fact("dormant.next", next.isEmpty() ? Words.say("dormant.next.none") : next)
                        .fact("dormant.held", one.held() == null ? null : Words.of(one.held())),
                new Facts(Words.say("dormant.use"))
                        .fact(
                                "dormant.lastsignin",
                                one.lastSignIn() == null ? Words.say("dormant.never") : times.exact(one.lastSignIn()))
                        .fact("dormant.lastother", exact(one.lastUse(), times))
                        .fact("fact.created", times.exact(one.created()))
                        .fact("dormant.type", type(one)),
                new Facts(Words.say("dormant.alone"))
                        .fact("dormant.exempt.until", exact(one.exemptUntil(), times))
                        .fact("dormant.leave.until", exact(one.leaveUntil(), times)),
                past(detail, times),
                kept(detail));
    }

    private static String type(InactivityAccount one) {
        return Words.of(one.type()) + (one.federated() ? ", " + Words.say("dormant.federated") : "");
    }

    private static Facts past(InactivityAccountDetail detail, Times times) {
        var facts = new Facts(Words.say("dormant.past"));
        for (var line : detail.past()) {
            var at = line.at();
            facts.named(at == null ? "–" : times.brief(at), deed(line));
        }
        return facts;
    }

    private static Span deed(InactivityRunPerson line) {
        var words = new Span(
                line.state() == InactivityItemState.DONE
                        ? Words.of(line.act())
                        : Words.of(line.act()) + " · " + Words.of(line.state()));
        var deed = new Span(words);
        if (!RunWords.seen(line).isBlank()) {
            var more = new Span(" " + RunWords.seen(line));
            more.addClassName("kw-quiet");
            deed.add(more);
        }
        return deed;
    }

    private static Facts kept(InactivityAccountDetail detail) {
        return new Facts(Words.say("dormant.kept"))
                .fact("dormant.kept.roles", kept(detail, "ROLE"))
                .fact("dormant.kept.groups", kept(detail, "GROUP"));
    }

    private static String kept(InactivityAccountDetail detail, String kind) {
        return detail.kept().stream()
                .filter(one -> one.kind().equals(kind))
                .map(InactivityAccountDetail.Kept::name)
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static @Nullable String exact(@Nullable Instant at, Times times) {
        return at == null ? null : times.exact(at);
    }
}
