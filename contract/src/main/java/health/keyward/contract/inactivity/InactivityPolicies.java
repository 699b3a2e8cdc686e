package health.keyward.contract.inactivity;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a realm's accounts are held to.
 *
 * @param version 0 while nothing was activated; {@code policies} are then the defaults one may start from
 * @param baseline accounts made before it and never seen since count from it (IN-2)
 * @param conflicts policies that are equally specific and may concern the same account; the stricter one decides
 */
public record InactivityPolicies(
        long version,
        @Nullable Instant activatedAt,
        @Nullable String activatedBy,
        @Nullable String reason,
        @Nullable Instant baseline,
        List<InactivityPolicy> policies,
        List<Conflict> conflicts) {
    public InactivityPolicies {
        policies = List.copyOf(policies);
        conflicts = List.copyOf(conflicts);
    }

    public record Conflict(String policy, String other) {}
}
