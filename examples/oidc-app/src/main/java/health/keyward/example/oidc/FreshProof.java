package health.keyward.example.oidc;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;

/**
 * What an act of this app asks for: a level from a list, reached lately. Looked up in the ID token alone, which the realm signed and this app has
 * checked: what the browser sends along proves nothing.
 *
 * @param acrValues asked for in a challenge, the preferred one first
 * @param accepted values of {@code acr} that will do
 * @param maxAge how long ago the person may have proved who they are
 */
record FreshProof(String acrValues, Set<String> accepted, Duration maxAge, Clock clock) {
    FreshProof {
        accepted = Set.copyOf(accepted);
    }

    /** A token without {@code acr} or {@code auth_time}, or with a time that has not come yet, proves nothing. */
    boolean isIn(OidcIdToken token) {
        String acr = token.getAuthenticationContextClass();
        Instant at = token.getAuthenticatedAt();
        Instant now = clock.instant();
        return acr != null
                && accepted.contains(acr)
                && at != null
                && !at.isAfter(now.plusSeconds(5))
                && !at.plus(maxAge).isBefore(now);
    }

    /** The header of a 401 that says which sign-in would do (RFC 9470, section 3). */
    String challenge() {
        return "Bearer error=\"insufficient_user_authentication\", error_description=\"A fresh sign-in is needed\", acr_values=\""
                + acrValues + "\", max_age=\"" + maxAge.toSeconds() + "\"";
    }
}
