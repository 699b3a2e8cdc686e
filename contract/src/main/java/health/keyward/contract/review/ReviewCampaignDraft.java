package health.keyward.contract.review;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign is to be.
 *
 * @param template name of the template it was made from
 * @param ownerId who answers for it and signs it off
 * @param stages one to three
 * @param bulkKeep whether items of low risk may be kept several at a time
 * @param ladder when it is escalated; asked for without one it is the usual one, 50, 75 and 90. Told without one there is none
 */
public record ReviewCampaignDraft(
        String name,
        String description,
        @Nullable String template,
        String ownerId,
        ReviewScope scope,
        List<ReviewStage> stages,
        ReviewTruth truth,
        ReviewNoAnswer lowNoAnswer,
        ReviewNoAnswer elevatedNoAnswer,
        ReviewNoAnswer highNoAnswer,
        boolean bulkKeep,
        @Nullable ReviewLadder ladder) {
    public ReviewCampaignDraft {
        stages = List.copyOf(stages);
    }
}
