package health.keyward.abac.core;

import java.util.Optional;

/**
 * How often a reason refused in one hour, beside what is usual in the same realm: the seven days before (AB-12). The rule is meant to be understood by whoever
 * is woken by it, and to stay silent about small numbers.
 *
 * @param refusals of this hour
 * @param decisions of this hour, whatever came of them
 * @param usualRefusals of the seven days before
 * @param usualDecisions of the same days
 */
public record DenyRate(long refusals, long decisions, long usualRefusals, long usualDecisions) {
    static final long FEWEST_USUAL = 100;
    static final long FEWEST_REFUSALS = 20;
    static final long FEWEST_EXPECTED = 30;
    static final int TIMES = 3;
    static final int FALLEN_TO = 4;

    /** What is remarkable about it. */
    public enum Change {
        /** At least 20 refusals, and at least three times the usual share. Seen while the hour still runs. */
        ROSE,
        /** At least 30 were to be expected, and no more than a quarter of them came. Seen once the hour is over. */
        FELL
    }

    /** @param over whether the hour is */
    public Optional<Change> change(boolean over) {
        if (usualDecisions < FEWEST_USUAL || decisions == 0) {
            return Optional.empty();
        }
        double usual = (double) usualRefusals / usualDecisions;
        double now = (double) refusals / decisions;
        if (!over && refusals >= FEWEST_REFUSALS && now >= TIMES * usual) {
            return Optional.of(Change.ROSE);
        }
        double expected = usual * decisions;
        return over && expected >= FEWEST_EXPECTED && refusals * FALLEN_TO <= expected
                ? Optional.of(Change.FELL)
                : Optional.empty();
    }

    /** Share of the decisions of this hour, in tenths of a percent. */
    public long perMille() {
        return decisions == 0 ? 0 : 1_000 * refusals / decisions;
    }

    /** The same of the seven days before. */
    public long usualPerMille() {
        return usualDecisions == 0 ? 0 : 1_000 * usualRefusals / usualDecisions;
    }
}
