package health.keyward.contract.review;

import java.util.List;

/** How carefully a campaign was reviewed; lowest score first. */
public record ReviewQuality(String campaignId, int score, List<ReviewerQuality> reviewers) {
    public ReviewQuality {
        reviewers = List.copyOf(reviewers);
    }
}
