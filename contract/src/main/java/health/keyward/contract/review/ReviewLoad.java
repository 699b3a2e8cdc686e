package health.keyward.contract.review;

import org.jspecify.annotations.Nullable;

/**
 * What one reviewer has to do.
 *
 * @param overLoaded more than 100 items or 40 of high risk although items were split (AR-19)
 */
public record ReviewLoad(
        String reviewerId, @Nullable String username, long items, long highRisk, long open, boolean overLoaded) {}
