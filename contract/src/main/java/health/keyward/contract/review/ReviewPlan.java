package health.keyward.contract.review;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What starts by itself.
 *
 * @param everyDays for a campaign that is repeated
 * @param nextAt when it starts next
 * @param causes for small reviews; else empty
 * @param lastCampaignId what it started last
 */
public record ReviewPlan(
        String id,
        ReviewCampaignDraft campaign,
        @Nullable String ownerName,
        @Nullable Integer everyDays,
        @Nullable Instant nextAt,
        List<ReviewMicroCause> causes,
        String createdBy,
        Instant createdAt,
        @Nullable String lastCampaignId) {
    public ReviewPlan {
        causes = List.copyOf(causes);
    }
}
