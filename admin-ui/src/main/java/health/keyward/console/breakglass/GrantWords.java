package health.keyward.console.breakglass;

import health.keyward.console.base.Words;
import health.keyward.contract.breakglass.BreakGlassGrant;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Grants in words. */
final class GrantWords {
    private GrantWords() {}

    static boolean runs(BreakGlassGrant grant) {
        return grant.state().equals("RUNNING");
    }

    static String state(BreakGlassGrant grant) {
        return Words.say("grant.state." + (runs(grant) ? "RUNNING" : "OVER"));
    }

    /** How it ended; empty while it runs. */
    static String ending(BreakGlassGrant grant) {
        return grant.endReason() == null ? "" : Words.say("grant.end." + grant.endReason());
    }

    /** What is unusual about how it was given; empty when nothing is. */
    static List<String> marks(BreakGlassGrant grant) {
        List<String> marks = new ArrayList<>();
        if (grant.mfaWaived()) {
            marks.add(Words.say("grant.waived"));
        }
        if (grant.degraded()) {
            marks.add(Words.say("grant.degraded"));
        }
        return marks;
    }

    /** Whole minutes, rounded up, so that nobody reads that it is over while it runs. */
    static String left(Instant until, Instant now) {
        long seconds = Duration.between(now, until).toSeconds();
        return seconds <= 0 ? Words.say("grant.left.none") : Words.say("grant.left", (seconds + 59) / 60);
    }

    static String number(double value, int digits) {
        var format = NumberFormat.getNumberInstance(Words.locale());
        format.setMaximumFractionDigits(digits);
        return format.format(value);
    }

    /** Grants, and how many that is for a thousand sessions as far as there are any. */
    static String rate(long grants, @Nullable Double rate) {
        return rate == null ? Words.say("grant.count", grants) : Words.say("grant.count.rate", grants, number(rate, 1));
    }

    /** A share in percent; words of its own while nobody can know it. */
    static String share(@Nullable Double share) {
        return share == null ? Words.say("grant.unknown") : Words.say("grant.percent", number(share * 100, 1));
    }

    static String unit(String unit) {
        return unit.isEmpty() ? Words.say("grant.nounit") : unit;
    }
}
