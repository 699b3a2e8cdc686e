package health.keyward.breakglass.core;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A temporary administrator of the server, made by its start-up options or from its command line (EA-10).
 *
 * @param realm id of the realm it lives in
 * @param user Keycloak's id
 * @param client Keycloak's id of its client where it is a service account; null for a person
 * @param madeAt null when Keycloak does not know; then it counts as old
 */
public record BootstrapAdmin(
        String realm,
        String user,
        String name,
        @Nullable String client,
        @Nullable Instant madeAt) {
    public static final Duration LIVES = Duration.ofHours(24);

    public boolean isOver(Instant now) {
        return madeAt == null || !now.isBefore(madeAt.plus(LIVES));
    }
}
