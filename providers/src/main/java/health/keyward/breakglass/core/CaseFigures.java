package health.keyward.breakglass.core;

import health.keyward.kernel.RealmId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the reviews of grants add to the counts (BG-18). */
@FunctionalInterface
public interface CaseFigures {
    /** Of grants that began in that time; the end is excluded. */
    Reviewed between(RealmId realm, Instant from, Instant to);

    /**
     * Each is null while there is nothing to count.
     *
     * @param minutesToReview median
     * @param overdue share of cases that were or are open after their time, 0 to 1
     * @param inappropriate share of closed cases
     * @param policyGap share of closed cases where the policy should have let the person in
     */
    record Reviewed(
            @Nullable Double minutesToReview,
            @Nullable Double overdue,
            @Nullable Double inappropriate,
            @Nullable Double policyGap) {
        public static final Reviewed NOTHING = new Reviewed(null, null, null, null);
    }
}
