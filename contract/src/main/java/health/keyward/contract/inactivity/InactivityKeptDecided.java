package health.keyward.contract.inactivity;

import org.jspecify.annotations.Nullable;

/** @param proposalId where a second administrator confirms it; null when it is done */
public record InactivityKeptDecided(boolean done, @Nullable String proposalId) {}
