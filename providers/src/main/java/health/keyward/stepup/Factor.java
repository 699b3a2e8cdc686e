package health.keyward.stepup;

/** What a person showed. */
public enum Factor {
    PASSWORD,
    /** From an authenticator app (RFC 6238). */
    ONE_TIME_CODE,
    RECOVERY_CODE,
    /** A WebAuthn credential that stands beside a password. */
    SECURITY_KEY,
    /** A discoverable WebAuthn credential with user verification. */
    PASSKEY;

    /** Type of the credential that holds somebody's recovery codes; a code that is right is spent by being checked. */
    public static final String RECOVERY_CODES = "keyward-recovery-codes";
}
