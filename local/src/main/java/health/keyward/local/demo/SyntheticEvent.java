package health.keyward.local.demo;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One synthetic attempt or sign-out; words as {@code kw_history_event} keeps them.
 *
 * @param who null when the name belongs to nobody
 * @param unknownName stand-in for the HMAC of a name that belongs to nobody, 16 hex digits
 */
record SyntheticEvent(
        Instant at,
        What what,
        @Nullable Staff who,
        @Nullable String unknownName,
        String app,
        String address,
        String device,
        @Nullable String session) {

    /** Every sort of row the demo knows. */
    enum What {
        SIGNED_IN("SIGN_IN", "LOGIN", "SUCCESS", "NONE", "PASSWORD_OTP", null),
        SIGNED_IN_BY_PASSKEY("SIGN_IN", "LOGIN", "SUCCESS", "NONE", "PASSKEY", null),
        SINGLE_SIGN_ON("SIGN_IN", "LOGIN", "SUCCESS", "NONE", "SSO", null),
        SIGNED_OUT("SIGN_OUT", "LOGOUT", "SUCCESS", "NONE", "UNKNOWN", null),
        WRONG_PASSWORD("SIGN_IN", "LOGIN_ERROR", "FAILED", "WRONG_PASSWORD", "PASSWORD", "invalid_user_credentials"),
        WRONG_CODE("SIGN_IN", "LOGIN_ERROR", "FAILED", "WRONG_CODE", "PASSWORD_OTP", "invalid_user_credentials"),
        UNKNOWN_NAME("SIGN_IN", "LOGIN_ERROR", "FAILED", "UNKNOWN_USER", "PASSWORD", "user_not_found"),
        LOCKED("SIGN_IN", "LOGIN_ERROR", "FAILED", "LOCKED", "PASSWORD", "user_temporarily_disabled"),
        DISABLED("SIGN_IN", "LOGIN_ERROR", "FAILED", "DISABLED", "PASSWORD", "user_disabled");

        final String kind;
        final String type;
        final String outcome;
        final String cause;
        final String method;
        final @Nullable String error;

        What(String kind, String type, String outcome, String cause, String method, @Nullable String error) {
            this.kind = kind;
            this.type = type;
            this.outcome = outcome;
            this.cause = cause;
            this.method = method;
            this.error = error;
        }

        boolean reachesSecondLevel() {
            return kind.equals("SIGN_IN") && outcome.equals("SUCCESS");
        }
    }

    String protocol() {
        return app.equals("pharmacy") ? "SAML" : "OIDC";
    }
}
