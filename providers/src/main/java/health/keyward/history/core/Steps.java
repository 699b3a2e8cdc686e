package health.keyward.history.core;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Round widths for the buckets of a histogram. */
public final class Steps {
    /** All buckets are counted from here, a Monday at midnight UTC, so that they stay where they are when the window moves. */
    public static final Instant ORIGIN = Instant.parse("2000-01-03T00:00:00Z");

    private static final long DAY = 86_400;
    private static final long[] ROUND = {
        1, 5, 10, 30, 60, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, DAY, 2 * DAY, 7 * DAY, 14 * DAY,
        28 * DAY, 91 * DAY, 364 * DAY
    };

    private Steps() {}

    /** The smallest round width, in seconds, that needs at most so many buckets (one more where the window starts off the beat). */
    public static long of(Window window, int buckets) {
        for (long step : ROUND) {
            if (Duration.ofSeconds(step).multipliedBy(buckets).compareTo(window.length()) >= 0) {
                return step;
            }
        }
        return Math.ceilDiv(window.length().toSeconds(), buckets * 364 * DAY) * 364 * DAY;
    }

    /** The buckets of the whole window, empty ones included. */
    public static List<Bucket> fill(Window window, long step, List<Bucket> found) {
        Map<Instant, Bucket> byStart = found.stream().collect(Collectors.toMap(Bucket::start, b -> b));
        List<Bucket> all = new ArrayList<>();
        Instant start = floor(window.from(), step);
        while (start.isBefore(window.to())) {
            all.add(byStart.getOrDefault(start, new Bucket(start, 0, 0, 0)));
            start = start.plusSeconds(step);
        }
        return all;
    }

    private static Instant floor(Instant at, long step) {
        long since = at.getEpochSecond() - ORIGIN.getEpochSecond();
        return ORIGIN.plusSeconds(Math.floorDiv(since, step) * step);
    }
}
