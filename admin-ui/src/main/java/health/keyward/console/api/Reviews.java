package health.keyward.console.api;

import health.keyward.contract.review.LaunchReview;
import health.keyward.contract.review.NewReviewMicro;
import health.keyward.contract.review.NewReviewPlan;
import health.keyward.contract.review.NewReviewSmallPlan;
import health.keyward.contract.review.ReassignReviewItem;
import health.keyward.contract.review.ReviewCampaign;
import health.keyward.contract.review.ReviewCampaignDraft;
import health.keyward.contract.review.ReviewCampaignPage;
import health.keyward.contract.review.ReviewEvidence;
import health.keyward.contract.review.ReviewItem;
import health.keyward.contract.review.ReviewItemPage;
import health.keyward.contract.review.ReviewPlan;
import health.keyward.contract.review.ReviewPlans;
import health.keyward.contract.review.ReviewPreview;
import health.keyward.contract.review.ReviewProposed;
import health.keyward.contract.review.ReviewQuality;
import health.keyward.contract.review.ReviewReason;
import health.keyward.contract.review.ReviewSignOff;
import health.keyward.contract.review.ReviewTask;
import health.keyward.contract.review.ReviewTasks;
import health.keyward.contract.review.ReviewTemplates;
import health.keyward.contract.review.SignOffReview;
import health.keyward.contract.review.UndoReview;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Plans, watches, applies and signs off access reviews; for system administrators. */
@Component
public class Reviews {
    private static final String CAMPAIGNS = "review/campaigns";

    private static final String PLANS = "review/plans";

    private final AdminApi api;

    public Reviews(AdminApi api) {
        this.api = api;
    }

    public Answer<ReviewTemplates> templates(Caller caller) {
        return api.get(caller, "review/templates", Query.none(), ReviewTemplates.class);
    }

    /** @param filter {@code state} */
    public Answer<ReviewCampaignPage> campaigns(Caller caller, Query filter, @Nullable String cursor, int limit) {
        return api.get(caller, CAMPAIGNS, filter.with("cursor", cursor).with("limit", limit), ReviewCampaignPage.class);
    }

    public Answer<ReviewCampaign> campaign(Caller caller, String id) {
        return api.get(caller, at(id, ""), Query.none(), ReviewCampaign.class);
    }

    public Answer<ReviewCampaign> create(Caller caller, ReviewCampaignDraft draft) {
        return api.post(caller, CAMPAIGNS, draft, ReviewCampaign.class);
    }

    /** Another definition, before the launch. */
    public Answer<ReviewCampaign> change(Caller caller, String id, ReviewCampaignDraft draft) {
        return api.post(caller, at(id, "/draft"), draft, ReviewCampaign.class);
    }

    /** Freezes the items anew and assigns them. */
    public Answer<ReviewPreview> freeze(Caller caller, String id) {
        return api.post(caller, at(id, "/preview"), Map.of(), ReviewPreview.class);
    }

    public Answer<ReviewPreview> preview(Caller caller, String id) {
        return api.get(caller, at(id, "/preview"), Query.none(), ReviewPreview.class);
    }

    /** @param hash of the preview that was looked at */
    public Answer<ReviewCampaign> launch(Caller caller, String id, String hash, String reason) {
        return api.post(caller, at(id, "/launch"), new LaunchReview(hash, reason), ReviewCampaign.class);
    }

    public Answer<ReviewCampaign> cancel(Caller caller, String id, String reason) {
        return api.post(caller, at(id, "/cancel"), new ReviewReason(reason), ReviewCampaign.class);
    }

    /** Ends a stage before its time. */
    public Answer<ReviewCampaign> closeStage(Caller caller, String id, String reason) {
        return api.post(caller, at(id, "/close-stage"), new ReviewReason(reason), ReviewCampaign.class);
    }

    /** @param filter {@code state}, {@code risk}, {@code effect}, {@code reviewer}, {@code person} */
    public Answer<ReviewItemPage> items(Caller caller, String id, Query filter, @Nullable String cursor, int limit) {
        return api.get(
                caller, at(id, "/items"), filter.with("cursor", cursor).with("limit", limit), ReviewItemPage.class);
    }

    /** With its context. */
    public Answer<ReviewItem> item(Caller caller, String id, String item) {
        return api.get(caller, item(id, item, ""), Query.none(), ReviewItem.class);
    }

    public Answer<ReviewItem> reassign(Caller caller, String id, String item, ReassignReviewItem to) {
        return api.post(caller, item(id, item, "/reassign"), to, ReviewItem.class);
    }

    /** Does what waits for an administrator, because only one may touch it. */
    public Answer<ReviewItem> apply(Caller caller, String id, String item, String reason) {
        return api.post(caller, item(id, item, "/apply"), new ReviewReason(reason), ReviewItem.class);
    }

    /** What is left to do in other systems. */
    public Answer<ReviewTasks> tasks(Caller caller, String id) {
        return api.get(caller, at(id, "/tasks"), Query.none(), ReviewTasks.class);
    }

    /** Says that the other system has taken the right of an item away; refused while it is still there. */
    public Answer<ReviewTask> taskDone(Caller caller, String id, String item, String reason) {
        return api.post(
                caller,
                at(id, "/tasks/") + AdminApi.segment(item) + "/done",
                new ReviewReason(reason),
                ReviewTask.class);
    }

    public Answer<ReviewQuality> quality(Caller caller, String id) {
        return api.get(caller, at(id, "/quality"), Query.none(), ReviewQuality.class);
    }

    /** Proposes that what the breaker stopped goes on; a second administrator confirms. */
    public Answer<ReviewProposed> goOn(Caller caller, String id, String reason) {
        return api.post(caller, at(id, "/go-on"), new ReviewReason(reason), ReviewProposed.class);
    }

    /** Takes revocations back that wait for their day to pass. */
    public Answer<ReviewCampaign> undo(Caller caller, String id, List<String> items, String reason) {
        return api.post(caller, at(id, "/undo"), new UndoReview(items, reason), ReviewCampaign.class);
    }

    public Answer<ReviewSignOff> toSign(Caller caller, String id) {
        return api.get(caller, at(id, "/sign-off"), Query.none(), ReviewSignOff.class);
    }

    public Answer<ReviewCampaign> sign(Caller caller, String id, SignOffReview signed) {
        return api.post(caller, at(id, "/sign-off"), signed, ReviewCampaign.class);
    }

    public Answer<ReviewEvidence> evidence(Caller caller, String id) {
        return api.get(caller, at(id, "/evidence"), Query.none(), ReviewEvidence.class);
    }

    /** Asks for a small review of everything one person may do. */
    public Answer<ReviewCampaign> micro(Caller caller, NewReviewMicro wanted) {
        return api.post(caller, "review/micro", wanted, ReviewCampaign.class);
    }

    /** What starts by itself. */
    public Answer<ReviewPlans> plans(Caller caller) {
        return api.get(caller, PLANS, Query.none(), ReviewPlans.class);
    }

    public Answer<ReviewPlan> plan(Caller caller, NewReviewPlan wanted) {
        return api.post(caller, PLANS, wanted, ReviewPlan.class);
    }

    public Answer<ReviewPlan> plan(Caller caller, NewReviewSmallPlan wanted) {
        return api.post(caller, PLANS + "/small", wanted, ReviewPlan.class);
    }

    public Answer<ReviewPlans> endPlan(Caller caller, String id, String reason) {
        return api.post(
                caller, PLANS + "/" + AdminApi.segment(id) + "/end", new ReviewReason(reason), ReviewPlans.class);
    }

    private static String at(String id, String act) {
        return CAMPAIGNS + "/" + AdminApi.segment(id) + act;
    }

    private static String item(String id, String item, String act) {
        return at(id, "/items/") + AdminApi.segment(item) + act;
    }
}
