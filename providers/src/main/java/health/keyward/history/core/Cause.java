package health.keyward.history.core;

import org.jspecify.annotations.Nullable;

/** Why an attempt failed, in words a person understands. Keycloak's errors are those of {@code org.keycloak.events.Errors}. */
public enum Cause {
    NONE,
    WRONG_PASSWORD,
    WRONG_CODE,
    UNKNOWN_USER,
    LOCKED,
    DISABLED,
    EXPIRED_CODE,
    SESSION_EXPIRED,
    SECOND_FACTOR_MISSING,
    LEVEL_NOT_REACHED,
    AUTHENTICATOR_REFUSED,
    CANCELLED,
    CLIENT_PROBLEM,
    NO_RIGHT,
    OTHER;

    /**
     * @param type Keycloak's event type
     * @param error Keycloak's error; null for a success
     * @param credentialType what was tried; null means a password, which Keycloak does not name
     */
    public static Cause of(String type, @Nullable String error, @Nullable String credentialType) {
        if (type.startsWith("USER_DISABLED_BY_")) {
            return LOCKED;
        }
        if (error == null) {
            return type.endsWith("_ERROR") ? OTHER : NONE;
        }
        return switch (error) {
            case "invalid_user_credentials" -> wrong(credentialType);
            case "password_missing", "password_rejected", "password_confirm_error" -> WRONG_PASSWORD;
            case "invalid_authenticator_response", "credential_not_found", "missing_credential_id" -> WRONG_CODE;
            case "user_not_found", "username_missing", "invalid_user", "invalid_email" -> UNKNOWN_USER;
            case "user_temporarily_disabled" -> LOCKED;
            case "user_disabled", "realm_disabled", "org_disabled" -> DISABLED;
            case "expired_code", "invalid_code", "expired_oauth2_device_code", "invalid_oauth2_device_code" ->
                EXPIRED_CODE;
            case "session_expired", "user_session_not_found", "cookie_not_found", "invalid_authentication_session" ->
                SESSION_EXPIRED;
            case "invalid_token", "invalid_token_type", "not_logged_in" -> SESSION_EXPIRED;
            case "resolve_required_actions", "interaction_required", "login_required" -> SECOND_FACTOR_MISSING;
            case "level_not_reached", "insufficient_user_authentication" -> LEVEL_NOT_REACHED;
            case "authenticator_refused" -> AUTHENTICATOR_REFUSED;
            case "rejected_by_user", "consent_denied" -> CANCELLED;
            case "not_allowed" ->
                credentialType != null && credentialType.startsWith("webauthn") ? CANCELLED : NO_RIGHT;
            case "access_denied",
                    "different_user_authenticated",
                    "different_user_authenticating",
                    "impersonation_refused" -> NO_RIGHT;
            default -> client(error) ? CLIENT_PROBLEM : OTHER;
        };
    }

    private static Cause wrong(@Nullable String credentialType) {
        if (credentialType == null) {
            return WRONG_PASSWORD;
        }
        return switch (credentialType) {
            case "password", "kerberos" -> WRONG_PASSWORD;
            default -> WRONG_CODE;
        };
    }

    private static boolean client(String error) {
        return switch (error) {
            case "invalid_request",
                    "client_not_found",
                    "client_disabled",
                    "invalid_client",
                    "invalid_client_credentials",
                    "unauthorized_client",
                    "invalid_redirect_uri",
                    "invalid_scope",
                    "invalid_signature",
                    "invalid_issuer",
                    "invalid_authn_request",
                    "invalid_saml_document",
                    "invalid_saml_response",
                    "invalid_logout_request",
                    "invalid_logout_response",
                    "invalid_artifact",
                    "invalid_artifact_response",
                    "saml_token_not_found",
                    "invalid_destination",
                    "missing_required_destination",
                    "unsupported_nameid_format",
                    "code_verifier_missing",
                    "invalid_code_verifier",
                    "pkce_verification_failed",
                    "invalid_code_challenge_method",
                    "invalid_dpop_proof",
                    "invalid_authorization_details",
                    "illegal_origin",
                    "ssl_required",
                    "invalid_oauth2_user_code",
                    "slow_down" -> true;
            default -> false;
        };
    }
}
