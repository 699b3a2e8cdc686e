package health.keyward.contract.review;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One answer; corrected ones stay (AR-6).
 *
 * @param until end of what is kept for a time
 * @param reduceTo name of the role that stays
 * @param followed whether it was what was recommended
 */
public record ReviewAnswer(
        int stage,
        String reviewerId,
        @Nullable String reviewer,
        ReviewDecision decision,
        @Nullable Instant until,
        @Nullable String reduceTo,
        @Nullable String reason,
        boolean followed,
        boolean bulk,
        Instant at,
        boolean superseded) {}
