package health.keyward.contract.review;

/**
 * Asks for a small review of everything one person may do (AR-15).
 *
 * @param reviewerId the fallback, asked where the manager may not
 */
public record NewReviewMicro(
        String userId, ReviewMicroCause cause, String ownerId, String reviewerId, int days, String reason) {}
