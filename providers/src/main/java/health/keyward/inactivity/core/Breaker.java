package health.keyward.inactivity.core;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Stops a run before anything is done when it would disable too many (IN-7): more than the larger of 20 accounts and 5 % of those in scope, every account of a
 * unit, or somebody on the on-call roster. Also when the clock has leapt.
 */
public final class Breaker {
    static final int FEW = 20;
    static final int PERCENT = 5;
    /** A unit smaller than this is no unit but a person or two. */
    static final int SMALLEST_UNIT = 3;
    /** Longer than any maintenance; a clock that leaps further would disable people who were here yesterday. */
    static final Duration LEAP = Duration.ofDays(7);

    private Breaker() {}

    /**
     * @param disabled accounts the run would disable, archive or delete
     * @param scope how many accounts some policy concerns
     * @param units enabled accounts by unit
     * @param before when the run before began; null for the first
     */
    public static List<String> halts(
            List<Account> disabled, long scope, Map<String, Long> units, @Nullable Instant before, Instant now) {
        List<String> why = new ArrayList<>();
        long most = most(scope);
        if (disabled.size() > most) {
            why.add("TOO_MANY " + disabled.size() + " of " + scope + ", at most " + most);
        }
        Map<String, Long> hit = new HashMap<>();
        disabled.stream()
                .filter(Account::enabled)
                .map(Account::unit)
                .filter(java.util.Objects::nonNull)
                .forEach(unit -> hit.merge(unit, 1L, Long::sum));
        new TreeMap<>(hit).forEach((unit, accounts) -> {
            if (accounts >= SMALLEST_UNIT && accounts >= units.getOrDefault(unit, Long.MAX_VALUE)) {
                why.add("WHOLE_UNIT " + unit);
            }
        });
        long onCall = disabled.stream().filter(Account::onCall).count();
        if (onCall > 0) {
            why.add("ON_CALL " + onCall);
        }
        if (before != null && Duration.between(before, now).compareTo(LEAP) > 0) {
            why.add("CLOCK no run for " + Duration.between(before, now).toDays() + " days");
        }
        return why;
    }

    /** How many of so many may be hit at once without anybody looking. */
    public static long most(long scope) {
        return Math.max(FEW, scope * PERCENT / 100);
    }

    /** Whether more than a few would be disabled, so that it has to be known how many are in scope. */
    public static boolean mayBeTooMany(int disabled) {
        return disabled > FEW;
    }
}
