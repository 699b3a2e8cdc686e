package health.keyward.inactivity.core;

import java.time.Duration;

/** Days without use after which something happens; the defaults are those of IN-4. */
public record Limits(int warn, int warnAgain, int disable) {
    public static final Limits USUAL = new Limits(60, 75, 90);
    public static final Limits PRIVILEGED = new Limits(30, 40, 45);
    /** For an account that was never used, from the day it was made. */
    public static final Limits NEVER_USED = new Limits(14, 21, 30);

    public static final int LONGEST = 3_650;

    public boolean sound() {
        return warn >= 1 && warnAgain > warn && disable > warnAgain && disable <= LONGEST;
    }

    Duration untilWarned() {
        return Duration.ofDays(warn);
    }

    /** From the delivered warning to the second one. */
    Duration untilWarnedAgain() {
        return Duration.ofDays((long) warnAgain - warn);
    }

    /** From the delivered second warning: the grace (IN-4). */
    Duration grace() {
        return Duration.ofDays((long) disable - warnAgain);
    }
}
