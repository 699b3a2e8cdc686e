package health.keyward.breakglass.core;

import health.keyward.stepup.Level;
import java.util.Arrays;
import java.util.Optional;

/** What an emergency account signs in with beside nothing or a password. */
public enum EmergencyFactor {
    PASSKEY("webauthn-passwordless", Level.PHISHING_RESISTANT),
    SECURITY_KEY("webauthn", Level.PHISHING_RESISTANT),
    ONE_TIME_CODE("otp", Level.MULTI_FACTOR);

    private final String credentialType;
    private final Level level;

    EmergencyFactor(String credentialType, Level level) {
        this.credentialType = credentialType;
        this.level = level;
    }

    /** As Keycloak calls it. */
    public String credentialType() {
        return credentialType;
    }

    /** What a sign-in with it must reach. */
    public Level level() {
        return level;
    }

    public static Optional<EmergencyFactor> named(String name) {
        return Arrays.stream(values()).filter(one -> one.name().equals(name)).findFirst();
    }
}
