package health.keyward.contract.abac;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes of what a realm is decided by, newest first. */
public record PolicySteps(List<Step> rows) {
    /**
     * @param active version that decides since
     * @param shadow version that is asked too since; null when none is
     * @param mode of the realm since
     * @param apps how many apps differ from it
     * @param by who proposed it
     * @param proposal that a second person confirmed
     */
    public record Step(
            long number,
            PolicyAct act,
            long active,
            @Nullable Long shadow,
            PolicyMode mode,
            int apps,
            String by,
            String byId,
            String proposal,
            Instant at,
            String reason) {}
}
