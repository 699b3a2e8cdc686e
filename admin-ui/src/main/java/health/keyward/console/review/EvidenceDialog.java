package health.keyward.console.review;

import health.keyward.console.api.Answer;
import health.keyward.console.api.Caller;
import health.keyward.console.api.Evidence;
import health.keyward.console.api.Reviews;
import health.keyward.console.base.Background;
import health.keyward.console.base.Facts;
import health.keyward.console.base.Words;
import health.keyward.console.proof.PackageDialog;
import health.keyward.console.proof.PackageFile;
import health.keyward.contract.review.ReviewCampaign;

/** Hands out what proves a campaign, once its entry lies under a signed checkpoint (AR-17). */
public final class EvidenceDialog extends PackageDialog {
    private final transient ReviewCampaign campaign;
    private final transient Reviews reviews;

    EvidenceDialog(ReviewCampaign campaign, Reviews reviews, Evidence evidence, Background background) {
        super("review-proof", "review.evidence", campaign.eventId(), evidence, background);
        this.campaign = campaign;
        this.reviews = reviews;
    }

    @Override
    protected Facts facts() {
        return new Facts(Words.say("review.evidence"))
                .id("review.evidence.hash", campaign.evidenceHash())
                .id("dormant.run.entry", campaign.eventId());
    }

    @Override
    protected Answer<PackageFile> gather(Caller caller, String proof) {
        return reviews.evidence(caller, campaign.id())
                .map(found -> new EvidenceFile(found, campaign.evidenceHash(), proof));
    }
}
