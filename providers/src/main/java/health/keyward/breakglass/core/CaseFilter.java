package health.keyward.breakglass.core;

import health.keyward.kernel.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Which cases somebody wants to see.
 *
 * @param closed the closed ones, newest first, instead of the open ones
 * @param state one of the states of an open case; null for all
 * @param reviewer whoever has them in hand; null for all
 * @param requester null for all
 */
public record CaseFilter(
        boolean closed,
        @Nullable CaseState state,
        @Nullable UserId reviewer,
        @Nullable UserId requester) {
    /** Everything that is open. */
    public static final CaseFilter OPEN = new CaseFilter(false, null, null, null);
}
