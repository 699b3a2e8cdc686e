package health.keyward.contract.review;

import java.time.Instant;

/**
 * Asks that a campaign starts by itself, again and again (AR-15).
 *
 * @param everyDays 1 to 1100
 * @param firstAt when it starts for the first time
 */
public record NewReviewPlan(ReviewCampaignDraft campaign, int everyDays, Instant firstAt, String reason) {}
