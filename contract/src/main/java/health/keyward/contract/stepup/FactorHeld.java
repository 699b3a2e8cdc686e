package health.keyward.contract.stepup;

/** The best factor a person holds here, besides a password. */
public enum FactorHeld {
    /** A passkey or a security key (WebAuthn). */
    PHISHING_RESISTANT,
    /** One-time codes or recovery codes. */
    SECOND_FACTOR,
    NONE
}
