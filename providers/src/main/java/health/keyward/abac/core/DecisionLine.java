package health.keyward.abac.core;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A decision in a list: what came of it, without what was known.
 *
 * @param seq number of its entry in the log
 * @param userId null for nobody known, and for somebody who was erased
 */
public record DecisionLine(
        Instant at,
        long seq,
        String id,
        String effect,
        String point,
        @Nullable String client,
        String action,
        String subjectType,
        String resourceType,
        List<String> reasons,
        @Nullable String revision,
        String engine,
        long micros,
        boolean enforced,
        @Nullable String shadow,
        @Nullable String userId,
        @Nullable String username) {
    public DecisionLine {
        reasons = List.copyOf(reasons);
    }
}
