package health.keyward.stepup.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long somebody waits who typed wrong codes (SP 800-63B-4 3.2.2). It is the person's, whatever the address or the browser, does not depend on whether
 * the realm has brute force detection on, and ends for good at 100 failures in a row: then only new codes help.
 */
public final class Patience {
    static final int FREE = 5;
    static final int MOST = 100;
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private Patience() {}

    /**
     * @param failures wrong codes in a row
     * @param last when the last of them was typed
     * @return until when no code is looked at; empty when one may be typed at {@code now}
     */
    public static Optional<Instant> until(int failures, Instant last, Instant now) {
        if (failures >= MOST) {
            return Optional.of(Instant.MAX);
        }
        if (failures < FREE) {
            return Optional.empty();
        }
        Duration wait = FIRST.multipliedBy(1L << Math.min(failures - FREE, 4));
        Instant end = last.plus(wait.compareTo(LONGEST) <= 0 ? wait : LONGEST);
        return end.isAfter(now) ? Optional.of(end) : Optional.empty();
    }
}
