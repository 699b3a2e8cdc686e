package health.keyward.abac.core;

import health.keyward.abac.Point;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which decisions somebody wants to see.
 *
 * @param from first moment that belongs to it
 * @param to first that does not
 * @param person Keycloak's id or the user name, in whatever case
 * @param app client id
 * @param reason a code
 */
public record DecisionFilter(
        Instant from,
        Instant to,
        @Nullable String person,
        @Nullable String app,
        Decision.@Nullable Effect effect,
        @Nullable String reason,
        @Nullable Point point,
        @Nullable Boolean enforced) {}
