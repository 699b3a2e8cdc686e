package health.keyward.contract.approval;

/**
 * Confirms a proposal.
 *
 * @param hash of what the person was shown
 */
public record Confirmation(String hash) {}
