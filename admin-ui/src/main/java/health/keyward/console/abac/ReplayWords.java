package health.keyward.console.abac;

import com.vaadin.flow.component.html.Span;
import health.keyward.console.base.Words;
import health.keyward.contract.abac.PolicyReplay;
import health.keyward.contract.abac.PolicyReplay.Kind;
import health.keyward.contract.abac.PolicyReplay.State;

/** Replays in words and signs. */
final class ReplayWords {
    private ReplayWords() {}

    static boolean open(PolicyReplay one) {
        return one.state() == State.WAITING || one.state() == State.RUNNING;
    }

    static Span sign(PolicyReplay one) {
        return switch (one.state()) {
            case DONE -> PolicyWords.sign("SUCCESS", "ok", state(one));
            case FAILED -> PolicyWords.sign("FAILED", "broken", state(one));
            case CANCELED -> PolicyWords.sign("UNDONE", "denied", state(one));
            case WAITING, RUNNING -> PolicyWords.sign("UNDONE", "info", state(one));
        };
    }

    private static String state(PolicyReplay one) {
        return Words.say("replay.state." + one.state());
    }

    static String progress(PolicyReplay one) {
        return one.state() == State.WAITING
                ? state(one)
                : Words.say("replays.of", DecisionWords.number(one.done()), DecisionWords.number(one.total()));
    }

    /** What came of it, in one sentence. */
    static String said(PolicyReplay one) {
        return one.turns() == 0
                ? Words.say("replay.none", DecisionWords.number(one.compared()))
                : Words.say(
                        "replay.some",
                        DecisionWords.number(one.turns()),
                        DecisionWords.number(one.compared()),
                        DecisionWords.number(of(one, Kind.ALLOW_TO_DENY)),
                        DecisionWords.number(of(one, Kind.DENY_TO_ALLOW)));
    }

    private static long of(PolicyReplay one, Kind kind) {
        return one.turned().stream()
                .filter(turned -> turned.kind() == kind)
                .mapToLong(PolicyReplay.Turned::n)
                .sum();
    }
}
