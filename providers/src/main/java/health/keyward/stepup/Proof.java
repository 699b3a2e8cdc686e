package health.keyward.stepup;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A factor that was shown, checked by the server.
 *
 * @param credential Keycloak's id of the credential; null for one that has none of its own
 * @param model the authenticator's AAGUID; null when it is unknown or was not attested
 * @param userVerified whether the authenticator said that it verified its user (UV); never which way, a PIN or a finger
 * @param level what it is good for at most
 */
public record Proof(
        Factor factor,
        @Nullable String credential,
        @Nullable UUID model,
        boolean userVerified,
        Level level,
        Instant at) {}
