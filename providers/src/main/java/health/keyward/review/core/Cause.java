package health.keyward.review.core;

import java.util.Locale;

/** What asks for a small review (AR-15). */
public enum Cause {
    /** Another department or unit. */
    TRANSFER,
    /** Another job or manager. */
    PROMOTION,
    /** Back after a long absence. */
    LONG_ABSENCE,
    /** An alarm about the person. */
    RISK_EVENT,
    /** Shut out for good, because they left. */
    TERMINATION;

    /** Whether it is seen in where somebody stands; else another room says so. */
    public boolean isMove() {
        return this == TRANSFER || this == PROMOTION || this == LONG_ABSENCE;
    }

    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
