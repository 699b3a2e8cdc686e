package health.keyward.stepup.core;

import health.keyward.stepup.Level;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an authenticator of some model may be used for now. */
public sealed interface ModelStanding {
    /**
     * It may be used.
     *
     * @param upTo the highest level it gives
     * @param biometric {@code fpt} or {@code face} (RFC 8176) when the model is accepted as verifying its user by that alone; empty otherwise (SU-5)
     * @param hardware whether its keys are known not to leave it ({@code hwk}); otherwise {@code swk} or unknown
     */
    record Usable(Level upTo, Optional<Biometric> biometric, boolean hardware) implements ModelStanding {}

    /**
     * It may not be used for anything any more.
     *
     * @param status what the metadata or an administrator says, for example {@code REVOKED}
     * @param since when it became known; null when that is not said
     */
    record Refused(String status, @Nullable String since) implements ModelStanding {}

    /** How a user is verified when it is proven that it is the only way. */
    enum Biometric {
        FINGERPRINT("fpt"),
        FACE("face");

        private final String amr;

        Biometric(String amr) {
            this.amr = amr;
        }

        /** Its value in {@code amr} (RFC 8176 section 2). */
        public String amr() {
            return amr;
        }
    }
}
