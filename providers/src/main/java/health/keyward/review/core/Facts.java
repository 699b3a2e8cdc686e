package health.keyward.review.core;

import health.keyward.kernel.UserId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was known of a right when it was frozen (AR-7). Null is not known.
 *
 * @param takenAt when
 * @param lastUsed when the right was last in a token of the person; null where it never was, or nobody looked
 * @param useIsKnown whether use of such a right is written down at all
 * @param grantedAt when the right was given last, as far as the ledger saw it
 * @param grantedBy whoever did
 * @param emergencyUses emergency accesses that the person began in the 90 days before
 * @param use how often it was used; null where nobody looked
 * @param openIncidents emergency accesses of the person that are still to be judged, or were judged an incident in the 90 days before
 * @param peers people of the same unit
 * @param peersWith how many of them hold it
 */
public record Facts(
        Instant takenAt,
        boolean enabled,
        @Nullable Instant lastUsed,
        boolean useIsKnown,
        @Nullable Instant lastSignIn,
        int peers,
        int peersWith,
        @Nullable LocalDate trainingUntil,
        @Nullable LocalDate licenceUntil,
        @Nullable LocalDate employmentEnd,
        @Nullable Instant lastReviewedAt,
        @Nullable Decision lastReview,
        List<String> conflicts,
        @Nullable Instant grantedAt,
        @Nullable UserId grantedBy,
        @Nullable Integer emergencyUses,
        @Nullable Use use,
        @Nullable Integer openIncidents) {
    /** @param days on which it was used, of {@code of} days; these are 90 but where counting began later */
    public record Use(int days, int of) {
        private static final int ALL = 90;
        private static final int FEW = 2;

        boolean isSeldom() {
            return of >= ALL && days > 0 && days <= FEW;
        }
    }

    public Facts {
        conflicts = List.copyOf(conflicts);
    }
}
