package health.keyward.example.oidc;

import java.util.Set;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtValidationException;

/**
 * Refuses an ID token whose {@code acr} is not one this app accepts (OpenID Connect Core 3.1.3.7, step 12): a level that was asked for
 * is only a wish until it is checked. Names of levels have no order here, a missing one counts as too weak.
 */
final class AcceptedLevel implements OAuth2TokenValidator<Jwt> {
    /** The error code of RFC 9470. */
    private static final String TOO_WEAK = "insufficient_user_authentication";

    private final Set<String> accepted;

    AcceptedLevel(Set<String> accepted) {
        this.accepted = Set.copyOf(accepted);
    }

    @Override
    public OAuth2TokenValidatorResult validate(Jwt token) {
        String acr = token.getClaimAsString("acr");
        if (acr != null && accepted.contains(acr)) {
            return OAuth2TokenValidatorResult.success();
        }
        return OAuth2TokenValidatorResult.failure(
                new OAuth2Error(TOO_WEAK, "This app does not accept the level the sign-in reached", null));
    }

    /** Whether a failed sign-in failed here: the decoder wraps our error and keeps only its description. */
    static boolean isTheReasonFor(Throwable problem) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof JwtValidationException refused
                    && refused.getErrors().stream().anyMatch(error -> TOO_WEAK.equals(error.getErrorCode()))) {
                return true;
            }
        }
        return false;
    }
}
