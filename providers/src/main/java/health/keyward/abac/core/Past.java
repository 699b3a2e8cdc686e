package health.keyward.abac.core;

import health.keyward.abac.core.Decision.Effect;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A recorded decision, to be decided again with what was known then.
 *
 * @param id of the decision
 * @param was what came of it
 * @param reasons codes
 * @param app client id
 * @param hash of what the engine was asked, as the record has it
 * @param supported obligations that whoever asked could carry out
 * @param input what the engine was asked; read only where it is needed, with an {@link IllegalArgumentException} when that cannot be
 */
public record Past(
        String id,
        Instant at,
        Effect was,
        List<String> reasons,
        @Nullable String app,
        String hash,
        Set<String> supported,
        Supplier<Map<String, @Nullable Object>> input) {
    private static final String FAILED = "failed.";

    public Past {
        reasons = List.copyOf(reasons);
        supported = Set.copyOf(supported);
    }

    /** Whether no policy was to blame: it was refused because something failed. */
    public boolean failed() {
        return reasons.stream().anyMatch(code -> code.startsWith(FAILED));
    }
}
