package health.keyward.contract.review;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something denied that somebody has to take away in another system.
 *
 * @param denial name of the role or path of the group
 * @param doneAt when it was seen that it is gone; null while it is open
 */
public record ReviewTask(
        String itemId,
        String personId,
        @Nullable String username,
        String entitlement,
        String denial,
        ReviewOrigin origin,
        ReviewTaskState state,
        Instant openedAt,
        @Nullable Instant doneAt,
        @Nullable String doneBy) {}
