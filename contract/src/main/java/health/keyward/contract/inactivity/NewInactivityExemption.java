package health.keyward.contract.inactivity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Proposes one; a second administrator other than the subject confirms it.
 *
 * @param owner id of whoever answers for it, not the subject
 * @param from null for now
 * @param until an exemption lasts 180 days at most, a leave two years
 * @param blocks for a leave
 */
public record NewInactivityExemption(
        InactivityExemptionKind kind,
        String userId,
        String reason,
        String owner,
        @Nullable Instant from,
        Instant until,
        boolean blocks) {}
