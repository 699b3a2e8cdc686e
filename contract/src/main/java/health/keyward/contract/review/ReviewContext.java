package health.keyward.contract.review;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What helps to decide, as it was known at the snapshot: derived facts, never rows of the history (AR-7). Null is not known.
 *
 * @param lastUsed when this right was last in a token of the person, to the hour
 * @param usedDays days on which it was, of {@code countedDays}
 * @param countedDays 90, or less where counting began later
 * @param peers people of the same unit
 * @param peersWith how many of them hold the same
 * @param trainingUntil a date
 * @param breakGlassUses emergency accesses that the person began in the last 90 days
 * @param openIncidents emergency accesses of the person that are still to be judged, or were judged an incident in the last 90 days
 * @param conflicts names of roles that the person holds and that do not go together with this one
 */
public record ReviewContext(
        @Nullable Instant lastUsed,
        @Nullable Integer usedDays,
        @Nullable Integer countedDays,
        @Nullable Instant lastSignIn,
        int peers,
        int peersWith,
        @Nullable Instant grantedAt,
        @Nullable String grantedBy,
        @Nullable Instant lastReviewedAt,
        @Nullable ReviewDecision lastReview,
        @Nullable String trainingUntil,
        @Nullable String licenceUntil,
        @Nullable String employmentEnd,
        @Nullable Integer breakGlassUses,
        @Nullable Integer openIncidents,
        List<String> conflicts) {
    public ReviewContext {
        conflicts = List.copyOf(conflicts);
    }
}
