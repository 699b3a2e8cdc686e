package health.keyward.contract.inactivity;

import org.jspecify.annotations.Nullable;

/**
 * The circuit breaker (IN-7).
 *
 * @param run that it stopped; null when it stopped none
 */
public record InactivityBreaker(boolean halted, @Nullable InactivityRun run) {}
