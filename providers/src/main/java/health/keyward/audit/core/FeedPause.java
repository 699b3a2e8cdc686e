package health.keyward.audit.core;

import java.time.Duration;

/** How long a feed waits after failures: a second, doubled each time up to five minutes, moved by up to a fifth either way; and how much it sends then. */
public final class FeedPause {
    static final Duration FIRST = Duration.ofSeconds(1);
    static final Duration MOST = Duration.ofMinutes(5);

    private FeedPause() {}

    /**
     * @param failures in a row, at least 1
     * @param chance from 0 to 1
     */
    public static Duration after(int failures, double chance) {
        long doubled = FIRST.toMillis() << Math.min(failures - 1, 20);
        return Duration.ofMillis(Math.round(Math.min(MOST.toMillis(), doubled) * (0.8 + 0.4 * chance)));
    }

    /** Halved with every failure down to a single entry, so that one that the other side cannot take holds up what is after it, not what is before. */
    public static int batch(int most, int failures) {
        return Math.max(1, most >> Math.min(failures, 20));
    }
}
