package health.keyward.contract.approval;

/**
 * Declines a proposal.
 *
 * @param reason why, 3 to 500 characters
 */
public record Declination(String reason) {}
