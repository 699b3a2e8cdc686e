package health.keyward.stepup.core;

import health.keyward.stepup.Level;
import health.keyward.stepup.core.ModelDecision.Kind;
import health.keyward.stepup.core.ModelStanding.Biometric;
import health.keyward.stepup.core.ModelStanding.Refused;
import health.keyward.stepup.core.ModelStanding.Usable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a model is good for, from what is known now: metadata, decision and attestation all have to say yes, and any of them takes it back at once
 * (SP 800-63B-4 3.2.5; SU-5).
 */
public final class ModelRules {
    private ModelRules() {}

    /**
     * @param known null when the metadata do not know it, or there are none
     * @param decision the newest one; null when nothing was decided
     * @param proven whether attestation proved the model when the credential was enrolled
     */
    public static ModelStanding standing(@Nullable KnownModel known, @Nullable ModelDecision decision, boolean proven) {
        if (known != null && known.compromise().isPresent()) {
            ModelStatus status = known.compromise().get();
            return new Refused(
                    status.word(),
                    status.since() == null ? null : status.since().toString());
        }
        if (decision != null && decision.kind() == Kind.REFUSED) {
            return new Refused("REFUSED_HERE", decision.at().toString());
        }
        if (known == null || !proven) {
            return new Usable(Level.PHISHING_RESISTANT, Optional.empty(), false);
        }
        if (decision == null || decision.kind() != Kind.ACCEPTED) {
            return new Usable(Level.PHISHING_RESISTANT, Optional.empty(), known.hardware());
        }
        Optional<Biometric> biometric = decision.biometric() ? known.biometric() : Optional.empty();
        boolean bound = decision.upTo() == Level.HARDWARE_BOUND && obstacle(known) == null;
        return new Usable(bound ? Level.HARDWARE_BOUND : Level.PHISHING_RESISTANT, biometric, known.hardware());
    }

    /** Whether a model may be accepted. */
    public static Acceptable accept(@Nullable KnownModel known, Level upTo, boolean biometric) {
        if (known == null) {
            return new Acceptable.No(Obstacle.UNKNOWN);
        }
        if (known.compromise().isPresent()) {
            return new Acceptable.No(Obstacle.COMPROMISED);
        }
        Obstacle obstacle = upTo == Level.HARDWARE_BOUND ? obstacle(known) : null;
        if (obstacle != null) {
            return new Acceptable.No(obstacle);
        }
        return biometric && known.biometric().isEmpty()
                ? new Acceptable.No(Obstacle.NOT_BIOMETRIC_ONLY)
                : new Acceptable.Yes();
    }

    private static @Nullable Obstacle obstacle(KnownModel known) {
        if (!known.hardware()) {
            return Obstacle.NO_HARDWARE;
        }
        if (!known.certified()) {
            return Obstacle.NOT_CERTIFIED;
        }
        if (!known.understood()) {
            return Obstacle.STATUS_NOT_UNDERSTOOD;
        }
        return known.roots().isEmpty() ? Obstacle.NO_ATTESTATION : null;
    }

    /** What came of asking. */
    public sealed interface Acceptable {
        record Yes() implements Acceptable {}

        record No(Obstacle why) implements Acceptable {}
    }

    /** What stands against accepting a model. */
    public enum Obstacle {
        UNKNOWN,
        COMPROMISED,
        NO_HARDWARE,
        NOT_CERTIFIED,
        STATUS_NOT_UNDERSTOOD,
        NO_ATTESTATION,
        NOT_BIOMETRIC_ONLY
    }
}
