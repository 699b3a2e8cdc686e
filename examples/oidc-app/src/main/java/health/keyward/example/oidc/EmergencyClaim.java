package health.keyward.example.oidc;

import java.time.Instant;
import java.util.Map;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

/** What the ID token says of emergency access ({@code break_glass}). Shown, never relied on: the decision point decides. */
final class EmergencyClaim {
    private EmergencyClaim() {}

    /** When the access to this patient ends, in ISO 8601; empty when the token says nothing of it. */
    static String until(OidcUser user, String patient) {
        Map<String, Object> claim = user.getClaimAsMap("break_glass");
        return claim != null && patient.equals(claim.get("patient")) && claim.get("exp") instanceof Number seconds
                ? Instant.ofEpochSecond(seconds.longValue()).toString()
                : "";
    }
}
