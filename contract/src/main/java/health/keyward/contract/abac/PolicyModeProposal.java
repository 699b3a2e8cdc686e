package health.keyward.contract.abac;

import org.jspecify.annotations.Nullable;

/**
 * How far answers are to be enforced.
 *
 * @param app client id; null for the realm
 * @param mode null, for an app: as the realm
 * @param after number of the newest change
 * @param reason why, 3 to 300 characters
 */
public record PolicyModeProposal(
        @Nullable String app,
        @Nullable PolicyMode mode,
        long after,
        @Nullable String reason) {}
