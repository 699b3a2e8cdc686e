package health.keyward.audit;

import java.util.Optional;

/**
 * What two persons have agreed on and what is being done in this very session. This room cannot knock on the one that asks two persons; that room opens
 * this instead, and nothing of {@link Retention} is done without it.
 */
@FunctionalInterface
public interface Consent {
    Optional<Given> executing();

    /**
     * @param approval id of the approval; it goes into the mark
     * @param act exactly what was agreed on
     */
    record Given(String approval, Retention.Act act) {}
}
