package health.keyward.contract.breakglass;

import java.util.List;

/**
 * The reviewed list of who may break the glass, in force.
 *
 * @param version 0 when there is none; then nobody may
 * @param settleHours how long somebody must have held a role or been in a group before it counts
 * @param callEn whom everybody else calls, in English; may be empty
 * @param callEs the same in Spanish
 * @param versions the newest 50, newest first
 */
public record BreakGlassEligibility(
        int version,
        List<BreakGlassEligible> entries,
        int settleHours,
        String callEn,
        String callEs,
        List<BreakGlassListVersion> versions) {}
