package health.keyward.contract.review;

import java.util.List;

/**
 * What the facts speak for, by fixed rules (AR-8). Never selected beforehand.
 *
 * @param decision {@code KEEP}, {@code REVOKE}, or {@code UNKNOWN} where the facts say nothing
 * @param confidence 0 to 100
 * @param reasons codes: {@code NEVER_USED}, {@code NOT_USED_90_DAYS}, {@code USED_LATELY}, {@code FEW_PEERS}, {@code MOST_PEERS}, {@code CONFLICT}, {@code TRAINING_OVER},
 *   {@code LICENCE_OVER}, {@code EMPLOYMENT_OVER}, {@code ACCOUNT_DISABLED}, {@code REVOKED_BEFORE}, {@code USE_NOT_KNOWN}
 */
public record ReviewRecommendation(ReviewDecision decision, int confidence, List<String> reasons) {
    public ReviewRecommendation {
        reasons = List.copyOf(reasons);
    }
}
