package health.keyward.console.inactivity;

import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.contract.inactivity.InactivityKeptRight;
import health.keyward.contract.inactivity.InactivityReturn;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** People on their way back in words. */
final class ReturnWords {
    private ReturnWords() {}

    /** Who can open the account, or why nobody can here. */
    static String way(InactivityReturn one) {
        if (one.enabled()) {
            return Words.say("dormant.return.way.open");
        }
        return one.way() == InactivityReturn.Way.NONE
                ? Words.say("dormant.return.why." + Objects.requireNonNullElse(one.why(), "NOT_DISABLED_BY_ENGINE"))
                : Words.say("dormant.return.way." + one.way().name());
    }

    static String icon(InactivityReturn one) {
        if (one.enabled()) {
            return "ok";
        }
        return switch (one.way()) {
            case ALONE -> "person";
            case WITH_STAFF -> "approve";
            case NONE -> "lock";
        };
    }

    static String tone(InactivityReturn one) {
        if (one.enabled()) {
            return "SUCCESS";
        }
        return switch (one.way()) {
            case ALONE, WITH_STAFF -> "UNDONE";
            case NONE -> "DENIED";
        };
    }

    /** By a manager or staff; who can do it alone may be helped all the same. */
    static boolean openable(InactivityReturn one) {
        return !one.enabled() && one.way() != InactivityReturn.Way.NONE;
    }

    /** Days stand on no clock. */
    static @Nullable String retrained(InactivityReturn one, Times times) {
        var day = one.retrained();
        return day == null
                ? null
                : times.dated(day.atTime(12, 0).atOffset(ZoneOffset.UTC).toInstant());
    }

    static long proposed(InactivityReturn one) {
        return one.kept().stream()
                .filter(kept -> kept.state() == InactivityKeptRight.State.PROPOSED)
                .count();
    }

    static String kept(InactivityReturn one) {
        return one.kept().isEmpty()
                ? ""
                : Words.say(
                        "dormant.return.kept.count", proposed(one), one.kept().size());
    }

    static String kind(InactivityKeptRight right) {
        return Words.say("dormant.return.kind." + right.kind().name());
    }

    /** Whether it is there to be given, and who has to agree. */
    static String stands(InactivityKeptRight right) {
        return right.state() == InactivityKeptRight.State.PROPOSED
                ? Words.say("dormant.return.guard." + right.guard().name())
                : Words.say("dormant.return.state." + right.state().name());
    }

    static boolean givable(InactivityKeptRight right) {
        return right.state() == InactivityKeptRight.State.PROPOSED
                && right.guard() != InactivityKeptRight.Guard.BRINGS_PROTECTED;
    }
}
