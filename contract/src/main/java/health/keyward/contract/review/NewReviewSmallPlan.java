package health.keyward.contract.review;

import java.util.List;

/**
 * Asks that a small review begins whenever something happens to somebody (AR-15).
 *
 * @param causes one at least
 * @param reviewerId the fallback, asked where the manager may not
 * @param days that a reviewer has
 */
public record NewReviewSmallPlan(
        List<ReviewMicroCause> causes, String ownerId, String reviewerId, int days, String reason) {
    public NewReviewSmallPlan {
        causes = List.copyOf(causes);
    }
}
