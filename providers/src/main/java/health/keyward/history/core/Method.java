package health.keyward.history.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the person proved who they are, the strongest of what was used; for a failure, what was tried. */
public enum Method {
    PASSWORD,
    PASSWORD_OTP,
    PASSWORD_RECOVERY_CODE,
    PASSWORD_SECURITY_KEY,
    PASSKEY,
    SSO,
    BROKERED,
    CLIENT_CREDENTIALS,
    UNKNOWN;

    /**
     * @param credentialType the last credential used or tried, Keycloak's word
     * @param amr RFC 8176 values of the sign-in
     * @param sso an existing session was used and nothing was asked
     * @param broker the identity provider that vouched; null without one
     */
    public static Method of(
            String type, @Nullable String credentialType, List<String> amr, boolean sso, @Nullable String broker) {
        if (type.startsWith("CLIENT_LOGIN")) {
            return CLIENT_CREDENTIALS;
        }
        if (sso) {
            return SSO;
        }
        if (broker != null || type.startsWith("IDENTITY_PROVIDER_")) {
            return BROKERED;
        }
        boolean password = amr.contains("pwd");
        if (credentialType != null) {
            switch (credentialType) {
                case "otp", "totp", "hotp" -> {
                    return PASSWORD_OTP;
                }
                case "recovery-authn-codes", "keyward-recovery-codes" -> {
                    return PASSWORD_RECOVERY_CODE;
                }
                case "webauthn" -> {
                    return PASSWORD_SECURITY_KEY;
                }
                case "webauthn-passwordless" -> {
                    return password ? PASSWORD_SECURITY_KEY : PASSKEY;
                }
                default -> {}
            }
        }
        if (amr.contains("hwk") || amr.contains("swk") || amr.contains("pop")) {
            return password ? PASSWORD_SECURITY_KEY : PASSKEY;
        }
        if (amr.contains("otp")) {
            return PASSWORD_OTP;
        }
        if (password || "password".equals(credentialType)) {
            return PASSWORD;
        }
        return UNKNOWN;
    }
}
