package health.keyward.stepup.core;

import health.keyward.stepup.Level;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A model as it stands in a realm.
 *
 * @param known null when the metadata do not know it
 * @param decision the newest; null when nothing was ever decided
 * @param credentials how many say they are of it
 * @param proven how many of these have proven it
 */
public record ModelEntry(
        UUID model, @Nullable KnownModel known, @Nullable ModelDecision decision, long credentials, long proven) {
    public String name() {
        return known == null ? model.toString() : known.name();
    }

    /** What a credential of it that has proven its model is good for. */
    public ModelStanding standing() {
        return ModelRules.standing(known, decision, true);
    }

    public boolean refused() {
        return standing() instanceof ModelStanding.Refused;
    }

    public boolean accepted() {
        return !refused() && decision != null && decision.kind() == ModelDecision.Kind.ACCEPTED;
    }

    public boolean compromised() {
        return known != null && known.compromise().isPresent();
    }

    /** Whether people have it or somebody decided about it. */
    public boolean here() {
        return credentials > 0 || (decision != null && decision.kind() != ModelDecision.Kind.WITHDRAWN);
    }

    boolean hardwareBound() {
        return standing() instanceof ModelStanding.Usable usable && usable.upTo() == Level.HARDWARE_BOUND;
    }
}
