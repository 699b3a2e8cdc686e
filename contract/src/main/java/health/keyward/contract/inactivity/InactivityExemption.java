package health.keyward.contract.inactivity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody whose account is left alone for a while (IN-8, IN-9).
 *
 * @param username names are those of today, null when the person is gone
 * @param blocks whether a leave keeps the person from signing in
 */
public record InactivityExemption(
        String id,
        InactivityExemptionKind kind,
        String userId,
        @Nullable String username,
        String reason,
        String owner,
        @Nullable String ownerName,
        Instant from,
        Instant until,
        boolean blocks,
        String proposedBy,
        @Nullable String proposedByName,
        String approvedBy,
        @Nullable String approvedByName,
        Instant approvedAt,
        @Nullable Instant endedAt,
        @Nullable String endedBy,
        @Nullable String endReason,
        State state) {
    public enum State {
        PLANNED,
        STANDING,
        EXPIRED,
        ENDED
    }
}
