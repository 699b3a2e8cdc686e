package health.keyward.contract.review;

/**
 * Signs a campaign off (AR-16).
 *
 * @param hash of what is signed, as {@code GET review/campaigns/{id}/sign-off} said it
 */
public record SignOffReview(int statementVersion, String hash, String reason) {}
