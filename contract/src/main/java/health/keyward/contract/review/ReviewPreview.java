package health.keyward.contract.review;

import java.time.Instant;
import java.util.List;

/**
 * What a campaign would ask of whom, frozen. Launching names its hash.
 *
 * @param hash SHA-256 of the items and their reviewers, 64 hex digits
 * @param orphans items nobody may review; a campaign with any is not launched
 * @param onFallback items that only the fallback may review
 * @param orphanSample up to 50 of them
 */
public record ReviewPreview(
        String campaignId,
        String hash,
        Instant takenAt,
        long items,
        long people,
        List<KindCount> kinds,
        List<RiskCount> risks,
        List<ReviewLoad> reviewers,
        long orphans,
        long onFallback,
        List<ReviewItem> orphanSample) {
    public ReviewPreview {
        kinds = List.copyOf(kinds);
        risks = List.copyOf(risks);
        reviewers = List.copyOf(reviewers);
        orphanSample = List.copyOf(orphanSample);
    }

    public record KindCount(ReviewItemKind kind, long items) {}

    public record RiskCount(ReviewRisk risk, long items) {}
}
