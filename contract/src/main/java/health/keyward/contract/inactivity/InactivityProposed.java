package health.keyward.contract.inactivity;

/** Waits for a second administrator under {@code approval/proposals/{id}}. */
public record InactivityProposed(String proposalId) {}
