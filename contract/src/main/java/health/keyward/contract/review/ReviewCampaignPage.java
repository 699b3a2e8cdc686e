package health.keyward.contract.review;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Campaigns, newest first. */
public record ReviewCampaignPage(
        List<ReviewCampaign> rows, @Nullable String next) {
    public ReviewCampaignPage {
        rows = List.copyOf(rows);
    }
}
