package health.keyward.contract.abac;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A decision by policy, without what was known.
 *
 * @param id 32 hex digits; the entry of the log has the same
 * @param entry number of that entry
 * @param effect {@code PERMIT}, {@code STEP_UP}, {@code OFFER_BREAK_GLASS} or {@code DENY}
 * @param point where it was asked for
 * @param reasons codes
 * @param enforced whether anybody was held to it
 * @param shadow what another policy would have said, where it differs
 * @param personId null for nobody known, and for somebody who was erased
 */
public record DecisionRow(
        String id,
        long entry,
        Instant at,
        String effect,
        String point,
        @Nullable String app,
        String action,
        String subjectType,
        String resourceType,
        List<String> reasons,
        @Nullable String revision,
        String engine,
        long micros,
        boolean enforced,
        @Nullable String shadow,
        @Nullable String personId,
        @Nullable String person) {
    public DecisionRow {
        reasons = List.copyOf(reasons);
    }
}
