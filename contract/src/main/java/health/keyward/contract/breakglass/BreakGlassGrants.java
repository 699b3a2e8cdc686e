package health.keyward.contract.breakglass;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of grants, newest first.
 *
 * @param next cursor of the next page; null on the last
 */
public record BreakGlassGrants(
        List<BreakGlassGrant> grants, @Nullable String next) {}
