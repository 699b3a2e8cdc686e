package health.keyward.contract.history;

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
    UNKNOWN
}
