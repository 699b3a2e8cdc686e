package health.keyward.contract.breakglass;

import org.jspecify.annotations.Nullable;

/**
 * One item of the checklist.
 *
 * @param item {@code REASON}, {@code PATIENT}, {@code EXTENT} or {@code TIME}
 * @param answer {@code YES}, {@code NO} or {@code CANNOT_TELL}
 */
public record BreakGlassCheck(
        @Nullable String item, @Nullable String answer) {}
