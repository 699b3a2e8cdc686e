package health.keyward.contract.breakglass;

import java.util.List;

/**
 * The list of reasons in force.
 *
 * @param version 0 for the list the house ships
 * @param sensitive data classes for which text is always demanded and no colleague's signature stands in for the second factor
 * @param versions the newest 50, newest first
 */
public record BreakGlassReasons(
        int version, List<BreakGlassReason> reasons, List<String> sensitive, List<BreakGlassListVersion> versions) {}
