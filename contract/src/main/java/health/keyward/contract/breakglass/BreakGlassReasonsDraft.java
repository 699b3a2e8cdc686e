package health.keyward.contract.breakglass;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list of reasons to be proposed.
 *
 * @param after number of the version it was made from; 0 for the list the house ships
 * @param reason why, 3 to 300 characters
 */
public record BreakGlassReasonsDraft(
        int after,
        @Nullable List<BreakGlassReason> reasons,
        @Nullable List<String> sensitive,
        @Nullable String reason) {}
