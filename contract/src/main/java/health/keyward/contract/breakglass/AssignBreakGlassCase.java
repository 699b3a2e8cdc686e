package health.keyward.contract.breakglass;

import org.jspecify.annotations.Nullable;

/**
 * Gives a review to somebody.
 *
 * @param reviewer user name
 */
public record AssignBreakGlassCase(@Nullable String reviewer) {}
