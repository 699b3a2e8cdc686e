package health.keyward.console.stub;

import health.keyward.contract.review.DecideReviewItem;
import health.keyward.contract.review.ReviewAnswer;
import health.keyward.contract.review.ReviewContext;
import health.keyward.contract.review.ReviewDecision;
import health.keyward.contract.review.ReviewDenial;
import health.keyward.contract.review.ReviewEffect;
import health.keyward.contract.review.ReviewHolding;
import health.keyward.contract.review.ReviewItem;
import health.keyward.contract.review.ReviewItemKind;
import health.keyward.contract.review.ReviewItemState;
import health.keyward.contract.review.ReviewKeptUntil;
import health.keyward.contract.review.ReviewOrigin;
import health.keyward.contract.review.ReviewOriginKind;
import health.keyward.contract.review.ReviewRecommendation;
import health.keyward.contract.review.ReviewRisk;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rights of three people of a ward, as one reviewer is asked about them. */
final class ReviewItems {
    private final Instant now;

    ReviewItems(Instant now) {
        this.now = now;
    }

    /** The first is of high risk and speaks for revoking, the second is of low risk and speaks for keeping, the third says nothing. */
    List<ReviewItem> all() {
        return List.of(
                item(
                        ReviewScene.RISKY,
                        "akim",
                        "Aoi Kim",
                        ReviewItemKind.ROLE,
                        ReviewRisk.HIGH,
                        "controlled-substance-signer",
                        null,
                        ReviewDecision.REVOKE,
                        List.of("NOT_USED_90_DAYS", "CONFLICT")),
                item(
                        ReviewScene.PLAIN,
                        "akim",
                        "Aoi Kim",
                        ReviewItemKind.INHERITED,
                        ReviewRisk.LOW,
                        "nurse",
                        null,
                        ReviewDecision.KEEP,
                        List.of("USED_LATELY", "MOST_PEERS")),
                item(
                        ReviewScene.UNCLEAR,
                        "bchen",
                        "Bao Chen",
                        ReviewItemKind.CLIENT_ROLE,
                        ReviewRisk.ELEVATED,
                        "charge-nurse",
                        "ward-board",
                        ReviewDecision.UNKNOWN,
                        List.of("USE_NOT_KNOWN")),
                item(
                        ReviewScene.SECOND_PLAIN,
                        "cdiaz",
                        "Carla Díaz",
                        ReviewItemKind.GROUP,
                        ReviewRisk.LOW,
                        "/Main building/Cardiology",
                        null,
                        ReviewDecision.KEEP,
                        List.of("MOST_PEERS")),
                item(
                        ReviewScene.UNWANTED,
                        "cdiaz",
                        "Carla Díaz",
                        ReviewItemKind.ROLE,
                        ReviewRisk.LOW,
                        "lab-reader",
                        null,
                        ReviewDecision.REVOKE,
                        List.of("NEVER_USED", "FEW_PEERS")));
    }

    private ReviewItem item(
            String id,
            String username,
            String name,
            ReviewItemKind kind,
            ReviewRisk risk,
            String right,
            @Nullable String app,
            ReviewDecision speaksFor,
            List<String> reasons) {
        boolean group = kind == ReviewItemKind.GROUP || kind == ReviewItemKind.INHERITED;
        return new ReviewItem(
                id,
                ReviewScene.RUNNING,
                "Cardiology, quarterly",
                1,
                1,
                ReviewItemState.OPEN,
                kind,
                risk,
                risk == ReviewRisk.HIGH,
                "u-" + username,
                username,
                name,
                "Cardiology",
                "e-" + right,
                right,
                app,
                group ? List.of("group /Main building/Cardiology", "role nurse") : List.of(),
                new ReviewDenial(
                        group ? "GROUP" : "ROLE", "d-1", group ? "/Main building/Cardiology" : right, group ? 2 : 0),
                id.equals(ReviewScene.RISKY)
                        ? new ReviewOrigin(
                                ReviewOriginKind.DIRECTORY,
                                "corp",
                                "corp-ldap",
                                "controlled-signers",
                                ReviewHolding.THERE)
                        : null,
                id.equals(ReviewScene.UNCLEAR) ? List.of("nurse") : List.of(),
                "u-rhall",
                "rhall",
                id.equals(ReviewScene.UNCLEAR) ? "u-mgarcia" : null,
                id.equals(ReviewScene.UNCLEAR) ? "mgarcia" : null,
                0,
                false,
                now.plus(Duration.ofDays(6)),
                null,
                new ReviewRecommendation(speaksFor, speaksFor == ReviewDecision.UNKNOWN ? 20 : 80, reasons),
                List.of(),
                null,
                ReviewEffect.NONE,
                null,
                null);
    }

    ReviewItem inFull(ReviewItem item) {
        boolean used = item.id().equals(ReviewScene.PLAIN);
        return with(
                item,
                item.version(),
                item.state(),
                new ReviewContext(
                        used ? now.minus(Duration.ofHours(5)) : null,
                        used ? 41 : null,
                        used ? 90 : null,
                        now.minus(Duration.ofHours(5)),
                        40,
                        used ? 38 : 3,
                        now.minus(Duration.ofDays(300)),
                        "mgarcia",
                        null,
                        null,
                        "2027-03-01",
                        null,
                        null,
                        1,
                        1,
                        item.id().equals(ReviewScene.RISKY) ? List.of("pharmacist") : List.of()),
                item.answers(),
                item.outcome(),
                item.effect());
    }

    ReviewItem answered(ReviewItem item, DecideReviewItem said) {
        var given = new ReviewAnswer(
                item.stage(),
                "u-rhall",
                "rhall",
                said.decision(),
                said.until(),
                said.reduceTo(),
                said.reason(),
                item.recommendation() != null && item.recommendation().decision() == said.decision(),
                false,
                now,
                false);
        return with(
                item,
                item.version() + 1,
                ReviewItemState.DECIDED,
                null,
                Stream.concat(past(item).stream(), Stream.of(given)).toList(),
                null,
                ReviewEffect.NONE);
    }

    ReviewItem reopened(ReviewItem item) {
        return with(item, item.version() + 1, ReviewItemState.OPEN, null, past(item), null, ReviewEffect.NONE);
    }

    ReviewItem resolved(ReviewItem item, ReviewDecision outcome, ReviewEffect effect) {
        return with(item, item.version(), ReviewItemState.RESOLVED, null, item.answers(), outcome, effect);
    }

    /** Kept, for another month. */
    ReviewItem keptForAWhile(ReviewItem item) {
        return with(
                item,
                item.version(),
                ReviewItemState.RESOLVED,
                null,
                item.answers(),
                ReviewDecision.KEEP,
                ReviewEffect.NONE,
                new ReviewKeptUntil(now.plus(Duration.ofDays(30)), ReviewEffect.WAITING, null));
    }

    private static List<ReviewAnswer> past(ReviewItem item) {
        var all = new ArrayList<ReviewAnswer>();
        for (var one : item.answers()) {
            all.add(new ReviewAnswer(
                    one.stage(),
                    one.reviewerId(),
                    one.reviewer(),
                    one.decision(),
                    one.until(),
                    one.reduceTo(),
                    one.reason(),
                    one.followed(),
                    one.bulk(),
                    one.at(),
                    true));
        }
        return all;
    }

    private static ReviewItem with(
            ReviewItem i,
            long version,
            ReviewItemState state,
            @Nullable ReviewContext context,
            List<ReviewAnswer> answers,
            @Nullable ReviewDecision outcome,
            ReviewEffect effect) {
        return with(i, version, state, context, answers, outcome, effect, i.keptUntil());
    }

    private static ReviewItem with(
            ReviewItem i,
            long version,
            ReviewItemState state,
            @Nullable ReviewContext context,
            List<ReviewAnswer> answers,
            @Nullable ReviewDecision outcome,
            ReviewEffect effect,
            @Nullable ReviewKeptUntil until) {
        return new ReviewItem(
                i.id(),
                i.campaignId(),
                i.campaign(),
                i.stage(),
                version,
                state,
                i.kind(),
                i.risk(),
                i.clinical(),
                i.personId(),
                i.username(),
                i.name(),
                i.unit(),
                i.entitlementId(),
                i.entitlement(),
                i.app(),
                i.path(),
                i.denial(),
                i.origin(),
                i.mayReduceTo(),
                i.reviewerId(),
                i.reviewer(),
                i.addedId(),
                i.added(),
                i.hops(),
                i.opened(),
                i.dueAt(),
                context,
                i.recommendation(),
                answers,
                outcome,
                effect,
                effect == ReviewEffect.NONE ? null : "read again at 20:00",
                until);
    }
}
