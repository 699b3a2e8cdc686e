package health.keyward.stepup.core;

import health.keyward.kernel.RealmId;
import health.keyward.stepup.Level;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator decided about a model. The newest one counts; older ones stay.
 *
 * @param upTo the level it was accepted for; {@code PHISHING_RESISTANT} unless it is {@code ACCEPTED}
 * @param biometric whether it was accepted as verifying its user by a finger or a face alone
 * @param testRecord where its biometric was tested and with what result, for the inspector (21 CFR 1311.116); null when nothing was said
 */
public record ModelDecision(
        RealmId realm,
        UUID model,
        Kind kind,
        Level upTo,
        boolean biometric,
        @Nullable String testRecord,
        String byId,
        String byName,
        Instant at,
        String reason) {
    public enum Kind {
        ACCEPTED,
        /** As if nothing had been decided. */
        WITHDRAWN,
        /** Not to be used here, whatever the metadata say. */
        REFUSED
    }

    public ModelDecision {
        if (kind != Kind.ACCEPTED && (upTo != Level.PHISHING_RESISTANT || biometric || testRecord != null)) {
            throw new IllegalArgumentException("only what is accepted is accepted for something");
        }
        if (!upTo.includes(Level.PHISHING_RESISTANT)) {
            throw new IllegalArgumentException("a model is no factor below phr");
        }
    }
}
