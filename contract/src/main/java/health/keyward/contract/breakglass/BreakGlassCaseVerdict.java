package health.keyward.contract.breakglass;

import java.time.Instant;
import java.util.List;

/**
 * A verdict that was given.
 *
 * @param disposition {@code APPROPRIATE}, {@code POLICY_GAP}, {@code INAPPROPRIATE}, {@code CONTESTED} or {@code INCIDENT}
 * @param blankAttested whether the reviewer attested that nothing was recorded under the grant
 * @param used how many decisions and app events there were
 * @param by user name
 */
public record BreakGlassCaseVerdict(
        String disposition,
        List<BreakGlassCheck> checklist,
        String note,
        boolean blankAttested,
        long used,
        String by,
        Instant at) {}
