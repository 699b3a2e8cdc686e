package health.keyward.contract.review;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An answer.
 *
 * @param version of the item as it was shown; another one is refused with 409
 * @param until for {@code KEEP} only
 * @param reduceTo for {@code REDUCE} only: a role that is part of the one reviewed
 * @param reason needed against a recommendation and for {@code UNKNOWN}
 */
public record DecideReviewItem(
        ReviewDecision decision,
        long version,
        @Nullable Instant until,
        @Nullable String reduceTo,
        @Nullable String reason) {}
