package health.keyward.contract.abac;

import org.jspecify.annotations.Nullable;

/**
 * A bundle over the decisions of the last days.
 *
 * @param version 0 is the bundle of the installation
 * @param days 1 to 366
 */
public record PolicyReplayOrder(@Nullable Long version, int days) {}
