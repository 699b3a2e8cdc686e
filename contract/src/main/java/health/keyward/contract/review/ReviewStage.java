package health.keyward.contract.review;

import java.util.List;

/**
 * One stage.
 *
 * @param days after which it moves on, with or without answers; 1 to 90
 * @param reviewers asked in this order: the first who may review the item gets it. The last is the fallback and is {@code NAMED}
 * @param blind whether the answers of earlier stages are kept from its reviewers
 */
public record ReviewStage(int days, List<ReviewReviewerRule> reviewers, ReviewAdvance advance, boolean blind) {
    public ReviewStage {
        reviewers = List.copyOf(reviewers);
    }
}
