package health.keyward.console.base;

import health.keyward.contract.audit.LedgerHealth;
import java.util.Set;

/** How the ledger is doing, in words: what is wrong, and what to do about it. A reason this console does not know yet is still shown. */
public final class LedgerWords {
    /** Codes that have words of their own. */
    public static final Set<String> KNOWN = Set.of(
            "rolled-back",
            "forked",
            "self-check",
            "not-compared",
            "checkpoint-late",
            "sequencer-late",
            "anchor",
            "gap",
            "silent-node",
            "clock-jump",
            "clock-off",
            "clock-unknown",
            "feed-late",
            "feed-paused",
            "tamper-drill",
            "spool-waiting",
            "spool-full",
            "check-late");

    private LedgerWords() {}

    public static String what(LedgerHealth.Reason reason) {
        return Words.say("ledger.what." + key(reason));
    }

    public static String next(LedgerHealth.Reason reason) {
        return Words.say("ledger.next." + key(reason));
    }

    /** Class that gives the colour. */
    public static String tone(LedgerHealth.State state) {
        return switch (state) {
            case GREEN -> "SUCCESS";
            case DEGRADED -> "DENIED";
            case RED -> "FAILED";
        };
    }

    public static String icon(LedgerHealth.State state) {
        return switch (state) {
            case GREEN -> "ok";
            case DEGRADED -> "failures";
            case RED -> "failed";
        };
    }

    private static String key(LedgerHealth.Reason reason) {
        return KNOWN.contains(reason.code()) ? reason.code() : "other";
    }
}
