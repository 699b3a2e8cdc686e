package health.keyward.contract.review;

/** Waits for a second administrator under {@code approval/proposals}. */
public record ReviewProposed(String proposalId) {}
