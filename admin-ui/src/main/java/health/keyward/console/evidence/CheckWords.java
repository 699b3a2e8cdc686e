package health.keyward.console.evidence;

import health.keyward.console.base.Words;
import health.keyward.contract.audit.LedgerCheck;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One run of the self-check in words. */
final class CheckWords {
    /** Classes of damage that have words of their own. */
    static final Set<String> DAMAGE = Set.of("ENTRY", "MISSING", "TIME", "TILE", "ROOT", "CHECKPOINT", "READ_MODEL");

    private CheckWords() {}

    static boolean runs(LedgerCheck check) {
        return check.state() == LedgerCheck.State.ASKED || check.state() == LedgerCheck.State.RUNNING;
    }

    static Optional<LedgerCheck> running(List<LedgerCheck> newestFirst) {
        return newestFirst.stream().filter(CheckWords::runs).reduce((newer, older) -> older);
    }

    static Optional<LedgerCheck> lastEnded(List<LedgerCheck> newestFirst) {
        return newestFirst.stream().filter(check -> !runs(check)).findFirst();
    }

    /** How far it is or how it ended, as a sentence. */
    static String say(LedgerCheck check) {
        return switch (check.state()) {
            case ASKED -> Words.say("check.asked");
            case RUNNING -> Words.say("check.running", check.done() - check.from(), check.size() - check.from());
            case GOOD ->
                check.size() == check.from()
                        ? Words.say("check.good.nothing", check.size())
                        : Words.say("check.good", check.from() + 1, check.size(), seconds(check));
            case BAD -> bad(check);
            case STOPPED -> Words.say("check.stopped");
        };
    }

    private static String bad(LedgerCheck check) {
        var damage = check.damage();
        var what = Words.say("damage." + (damage != null && DAMAGE.contains(damage) ? damage : "OTHER"));
        return check.badEntry() == null
                ? Words.say("check.bad", what)
                : Words.say("check.bad.entry", what, check.badEntry());
    }

    static String word(LedgerCheck check) {
        return Words.say("checkstate." + check.state().name());
    }

    static String tone(LedgerCheck check) {
        return switch (check.state()) {
            case GOOD -> "SUCCESS";
            case BAD -> "FAILED";
            case STOPPED -> "DENIED";
            case ASKED, RUNNING -> "UNDONE";
        };
    }

    static String icon(LedgerCheck check) {
        return switch (check.state()) {
            case GOOD -> "ok";
            case BAD -> "failed";
            case STOPPED -> "denied";
            case ASKED, RUNNING -> "clock";
        };
    }

    static String scope(LedgerCheck check) {
        return Words.say(check.full() ? "check.whole" : "check.new");
    }

    /** Between 0 and 1. */
    static double share(LedgerCheck check) {
        long all = check.size() - check.from();
        return all <= 0 ? 0 : Math.clamp((check.done() - check.from()) / (double) all, 0.0, 1.0);
    }

    private static long seconds(LedgerCheck check) {
        var end = check.finishedAt();
        return end == null
                ? 0
                : Math.max(1, Duration.between(check.askedAt(), end).toSeconds());
    }
}
