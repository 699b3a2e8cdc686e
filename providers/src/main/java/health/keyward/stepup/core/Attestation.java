package health.keyward.stepup.core;

import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What attestation said when a credential was enrolled.
 *
 * @param credential Keycloak's id of it
 * @param model the AAGUID it named
 * @param format of the attestation statement, for example {@code packed}
 * @param copied whether the key may be copied to other devices (flag BE); such a key is never bound to hardware
 * @param metadata number of the metadata it was checked against; null when there were none
 */
public record Attestation(
        RealmId realm,
        UserId user,
        String credential,
        UUID model,
        String format,
        Outcome outcome,
        boolean copied,
        @Nullable Integer metadata,
        Instant at) {
    /** How far it could be believed. */
    public enum Outcome {
        /** Signed by a key that the metadata's roots stand for. */
        PROVEN,
        /** There was none. */
        NONE,
        /** Signed by the new key itself, which anybody can do. */
        SELF,
        /** Signed by somebody the metadata do not know for this model. */
        UNTRUSTED
    }

    public boolean provesModel() {
        return outcome == Outcome.PROVEN && !copied;
    }
}
