package health.keyward.contract.inactivity;

import org.jspecify.annotations.Nullable;

/**
 * A policy to try or to activate.
 *
 * @param after the version it is to follow; 0 for the first
 * @param hash of its preview; to activate it
 * @param reason to activate it
 */
public record InactivityServiceDraft(
        long after,
        int unusedDays,
        int noticeDays,
        @Nullable String hash,
        @Nullable String reason) {}
