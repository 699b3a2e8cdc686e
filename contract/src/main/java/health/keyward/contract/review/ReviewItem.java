package health.keyward.contract.review;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One right of one person.
 *
 * @param campaign its name
 * @param version grows with each change; an answer names the one it was given to
 * @param entitlement name of the role or path of the group
 * @param app client id, for a client role
 * @param path from the person to the right, for example {@code group /Main Campus/Cardiology}, {@code role nurse}
 * @param added user name of whoever is asked beside the reviewer, because it waits
 * @param origin where it comes from another system
 * @param hops how often it was handed on by reviewers
 * @param opened whether this stage's reviewer has looked at it by itself
 * @param context null in lists: only who opens an item sees it
 * @param answers those the caller may see, oldest first
 * @param outcome what the stages came to; null before
 * @param effectDetail what was seen, or why it failed
 * @param keptUntil where it was kept for a time
 */
public record ReviewItem(
        String id,
        String campaignId,
        String campaign,
        int stage,
        long version,
        ReviewItemState state,
        ReviewItemKind kind,
        ReviewRisk risk,
        boolean clinical,
        String personId,
        @Nullable String username,
        @Nullable String name,
        @Nullable String unit,
        String entitlementId,
        String entitlement,
        @Nullable String app,
        List<String> path,
        ReviewDenial denial,
        @Nullable ReviewOrigin origin,
        List<String> mayReduceTo,
        @Nullable String reviewerId,
        @Nullable String reviewer,
        @Nullable String addedId,
        @Nullable String added,
        int hops,
        boolean opened,
        @Nullable Instant dueAt,
        @Nullable ReviewContext context,
        @Nullable ReviewRecommendation recommendation,
        List<ReviewAnswer> answers,
        @Nullable ReviewDecision outcome,
        ReviewEffect effect,
        @Nullable String effectDetail,
        @Nullable ReviewKeptUntil keptUntil) {
    public ReviewItem {
        path = List.copyOf(path);
        mayReduceTo = List.copyOf(mayReduceTo);
        answers = List.copyOf(answers);
    }
}
