package health.keyward.contract.breakglass;

import org.jspecify.annotations.Nullable;

/**
 * Asks the person whose access is reviewed.
 *
 * @param question 3 to 1000 characters; no health data
 */
public record BreakGlassQuestion(@Nullable String question) {}
