package health.keyward.review.core;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * When a reviewer is told that something waits (AR-12): when a stage begins, every third day, and on its last day; where they are, between seven and nineteen
 * o'clock.
 *
 * @param began when the stage did, or when the reviewer was asked later than that
 * @param ends when the stage does
 * @param told when the reviewer last heard of the campaign; null where never
 */
public record Reminding(
        Instant began, Instant ends, @Nullable Instant told) {
    private static final Duration EVERY = Duration.ofDays(3);
    private static final Duration LAST_DAY = Duration.ofDays(1);
    private static final int FIRST_HOUR = 7;
    private static final int LAST_HOUR = 19;

    public boolean isDue(Instant now) {
        Instant last = ends.minus(LAST_DAY);
        return told == null
                || told.isBefore(began)
                || !told.plus(EVERY).isAfter(now)
                || (!now.isBefore(last) && told.isBefore(last));
    }

    /** Whether the reviewer heard of it on this very day, where they are. */
    public boolean wasTold(Instant now, @Nullable String zone) {
        return told != null && day(told, zone).equals(day(now, zone));
    }

    /** @param zone as people write it, for example {@code America/Denver}; what is none, and null, is UTC */
    public static boolean isAwake(Instant now, @Nullable String zone) {
        int hour = now.atZone(zone(zone)).getHour();
        return hour >= FIRST_HOUR && hour < LAST_HOUR;
    }

    public static LocalDate day(Instant at, @Nullable String zone) {
        return LocalDate.ofInstant(at, zone(zone));
    }

    private static ZoneId zone(@Nullable String name) {
        try {
            return name == null ? ZoneOffset.UTC : ZoneId.of(name.strip());
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }
}
