package health.keyward.review.core;

import health.keyward.kernel.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One answer (AR-6). Corrected and withdrawn ones stay.
 *
 * @param openedAt when the reviewer began to look; null where it was answered unopened
 * @param superseded whether another one took its place
 */
public record Answer(
        int stage,
        UserId reviewer,
        Decision decision,
        @Nullable Instant until,
        @Nullable String reduceTo,
        @Nullable String reason,
        boolean followed,
        boolean bulk,
        @Nullable Instant openedAt,
        Instant at,
        boolean superseded) {}
