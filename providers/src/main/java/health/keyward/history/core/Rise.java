package health.keyward.history.core;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/** When failures began to run at three times their earlier rate (164.308(a)(5)(ii)(C): discrepancies are reported, not only stored). */
public final class Rise {
    static final int FEWEST = 10;
    static final int TIMES = 3;
    static final int HOURS_LOOKED_AT = 12;

    private Rise() {}

    /**
     * @param byHour failures by start of the hour; an hour without failures may be missing
     * @return start of the earliest of the last hours since which failures run at three times the rate before, ten or more of them
     */
    public static Optional<Instant> since(Window window, Map<Instant, Long> byHour) {
        Instant first = window.from().truncatedTo(ChronoUnit.HOURS);
        Instant last = window.to().minusNanos(1).truncatedTo(ChronoUnit.HOURS);
        Instant earliest = last.minus(Duration.ofHours(HOURS_LOOKED_AT - 1L));
        Instant split = earliest.isAfter(first) ? earliest : first.plus(Duration.ofHours(1));
        for (; !split.isAfter(last); split = split.plus(Duration.ofHours(1))) {
            if (byHour.getOrDefault(split, 0L) > 0 && risesAt(window, byHour, split)) {
                return Optional.of(split);
            }
        }
        return Optional.empty();
    }

    private static boolean risesAt(Window window, Map<Instant, Long> byHour, Instant split) {
        long before = 0;
        long after = 0;
        for (Map.Entry<Instant, Long> hour : byHour.entrySet()) {
            if (hour.getKey().isBefore(split)) {
                before += hour.getValue();
            } else {
                after += hour.getValue();
            }
        }
        double hoursBefore = hours(window.from(), split);
        double hoursAfter = hours(split, window.to());
        double rateBefore = before / hoursBefore;
        return after >= FEWEST
                && after / hoursAfter >= TIMES * rateBefore
                && byHour.getOrDefault(split, 0L) >= TIMES * rateBefore;
    }

    private static double hours(Instant from, Instant to) {
        return Math.max(1.0 / 60, Duration.between(from, to).toMillis() / 3_600_000.0);
    }
}
