package health.keyward.breakglass.core;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which grants a list shows.
 *
 * @param running only those that run, or only those that are over; null for both
 * @param person Keycloak's id or the user name; null for everybody
 * @param from only those that began then or later
 * @param to only those that began before
 */
public record GrantFilter(
        @Nullable Boolean running,
        @Nullable String person,
        @Nullable String reason,
        @Nullable String app,
        @Nullable Instant from,
        @Nullable Instant to) {
    public static final GrantFilter ALL = new GrantFilter(null, null, null, null, null, null);
}
