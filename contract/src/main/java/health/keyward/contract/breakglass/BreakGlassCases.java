package health.keyward.contract.breakglass;

import java.util.List;

/**
 * Reviews: open ones by rank and then by what is due first, closed ones the newest first.
 *
 * @param more whether there are others beyond the limit
 */
public record BreakGlassCases(List<BreakGlassCase> cases, boolean more) {}
