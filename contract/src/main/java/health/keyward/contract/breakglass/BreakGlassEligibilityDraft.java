package health.keyward.contract.breakglass;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list of eligible people to be proposed.
 *
 * @param after number of the version it was made from; 0 when there is none
 * @param entries with names or ids
 * @param settleHours 0 to 720
 * @param reason why, 3 to 300 characters
 */
public record BreakGlassEligibilityDraft(
        int after,
        @Nullable List<BreakGlassEligible> entries,
        int settleHours,
        @Nullable String callEn,
        @Nullable String callEs,
        @Nullable String reason) {}
