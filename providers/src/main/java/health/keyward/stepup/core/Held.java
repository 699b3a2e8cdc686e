package health.keyward.stepup.core;

import java.util.List;

/** The best factor a person holds here besides a password, by the types of their credentials; a type nobody knows is none. */
public enum Held {
    /** WebAuthn: bound to the site it was made for, so that it cannot be shown to another one (NIST SP 800-63B-4, 3.2.5). */
    PHISHING_RESISTANT(List.of("webauthn-passwordless", "webauthn")),
    SECOND_FACTOR(List.of("otp", "recovery-authn-codes", "keyward-recovery-codes")),
    NONE(List.of());

    private final List<String> types;

    Held(List<String> types) {
        this.types = types;
    }

    /** Types of Keycloak's credentials that are one. */
    public List<String> types() {
        return types;
    }
}
