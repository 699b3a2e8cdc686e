package health.keyward.review.rest;

import health.keyward.contract.review.ReviewAdvance;
import health.keyward.contract.review.ReviewAnswer;
import health.keyward.contract.review.ReviewCampaign;
import health.keyward.contract.review.ReviewCampaignDraft;
import health.keyward.contract.review.ReviewCampaignState;
import health.keyward.contract.review.ReviewContext;
import health.keyward.contract.review.ReviewDecision;
import health.keyward.contract.review.ReviewDenial;
import health.keyward.contract.review.ReviewEffect;
import health.keyward.contract.review.ReviewHolding;
import health.keyward.contract.review.ReviewItem;
import health.keyward.contract.review.ReviewItemKind;
import health.keyward.contract.review.ReviewItemState;
import health.keyward.contract.review.ReviewKeptUntil;
import health.keyward.contract.review.ReviewKind;
import health.keyward.contract.review.ReviewLadder;
import health.keyward.contract.review.ReviewMicroCause;
import health.keyward.contract.review.ReviewNoAnswer;
import health.keyward.contract.review.ReviewOrigin;
import health.keyward.contract.review.ReviewOriginKind;
import health.keyward.contract.review.ReviewPlan;
import health.keyward.contract.review.ReviewProgress;
import health.keyward.contract.review.ReviewRecommendation;
import health.keyward.contract.review.ReviewReviewerKind;
import health.keyward.contract.review.ReviewReviewerRule;
import health.keyward.contract.review.ReviewRisk;
import health.keyward.contract.review.ReviewScope;
import health.keyward.contract.review.ReviewStage;
import health.keyward.contract.review.ReviewTask;
import health.keyward.contract.review.ReviewTaskState;
import health.keyward.contract.review.ReviewTemplate;
import health.keyward.contract.review.ReviewTruth;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Problems;
import health.keyward.keycloak.Wire;
import health.keyward.review.core.Advance;
import health.keyward.review.core.Answer;
import health.keyward.review.core.Campaign;
import health.keyward.review.core.CampaignState;
import health.keyward.review.core.Definition;
import health.keyward.review.core.Expression;
import health.keyward.review.core.Facts;
import health.keyward.review.core.Item;
import health.keyward.review.core.KeptUntil;
import health.keyward.review.core.Ladder;
import health.keyward.review.core.NoAnswer;
import health.keyward.review.core.Origin;
import health.keyward.review.core.Plan;
import health.keyward.review.core.Recommendation;
import health.keyward.review.core.ReviewerRule;
import health.keyward.review.core.Risk;
import health.keyward.review.core.Scope;
import health.keyward.review.core.Stage;
import health.keyward.review.core.Task;
import health.keyward.review.core.Templates;
import health.keyward.review.core.Truth;
import health.keyward.review.store.Campaigns;
import health.keyward.review.store.Ends;
import health.keyward.review.store.Items;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Between the room and the contract, in one transaction. */
final class ReviewWords {
    private final Connection tx;
    private final ReviewDesk desk;
    private final Items items = new Items();
    private final Campaigns campaigns = new Campaigns();
    private final Ends ends = new Ends();

    ReviewWords(Connection tx, ReviewDesk desk) {
        this.tx = tx;
        this.desk = desk;
    }

    /** What a record of the core refuses is the caller's mistake. */
    static <T> T checked(Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            throw Problems.badRequest(
                    "bad-definition", e.getMessage() == null ? "It is not well formed." : e.getMessage() + ".");
        } catch (NullPointerException e) {
            throw Problems.badRequest("bad-definition", "Something that is needed is missing.");
        }
    }

    static <T> T read(@Nullable String body, Class<T> type) {
        return checked(() -> Wire.read(body == null ? "" : body, type));
    }

    static Definition definition(ReviewCampaignDraft draft) {
        return checked(() -> {
            Map<Risk, NoAnswer> noAnswer = new EnumMap<>(Risk.class);
            noAnswer.put(Risk.LOW, NoAnswer.valueOf(draft.lowNoAnswer().name()));
            noAnswer.put(
                    Risk.ELEVATED, NoAnswer.valueOf(draft.elevatedNoAnswer().name()));
            noAnswer.put(Risk.HIGH, NoAnswer.valueOf(draft.highNoAnswer().name()));
            return new Definition(
                    draft.name().strip(),
                    draft.description(),
                    draft.template(),
                    new UserId(draft.ownerId()),
                    scope(draft.scope()),
                    draft.stages().stream().map(ReviewWords::stage).toList(),
                    Truth.valueOf(draft.truth().name()),
                    noAnswer,
                    draft.bulkKeep(),
                    ladder(draft.ladder()));
        });
    }

    private static Ladder ladder(@Nullable ReviewLadder asked) {
        return asked == null ? Ladder.USUAL : new Ladder(asked.add(), asked.replace(), asked.owner());
    }

    private static @Nullable ReviewLadder said(@Nullable Ladder ladder) {
        return ladder == null ? null : new ReviewLadder(ladder.add(), ladder.replace(), ladder.owner());
    }

    private static Scope scope(ReviewScope scope) {
        return new Scope(
                scope.roles(),
                scope.apps(),
                scope.dataClasses(),
                scope.units(),
                scope.groups(),
                scope.inherited(),
                scope.serviceAccounts(),
                scope.breakGlassEligible(),
                scope.exempt(),
                scope.dormantDays(),
                scope.changedSince() == null ? null : UUID.fromString(scope.changedSince()));
    }

    private static Stage stage(ReviewStage stage) {
        return new Stage(
                stage.days(),
                stage.reviewers().stream()
                        .map(rule -> new ReviewerRule(
                                ReviewerRule.Kind.valueOf(rule.kind().name()),
                                rule.userId() == null ? null : new UserId(rule.userId()),
                                rule.expression() == null ? null : Expression.of(rule.expression())))
                        .toList(),
                Advance.valueOf(stage.advance().name()),
                stage.blind());
    }

    private static ReviewCampaignDraft draft(Definition definition) {
        Scope scope = definition.scope();
        return new ReviewCampaignDraft(
                definition.name(),
                definition.description(),
                definition.template(),
                definition.owner().value(),
                new ReviewScope(
                        scope.roles(),
                        scope.apps(),
                        scope.dataClasses(),
                        scope.units(),
                        scope.groups(),
                        scope.inherited(),
                        scope.serviceAccounts(),
                        scope.breakGlassEligible(),
                        scope.exempt(),
                        scope.dormantDays(),
                        scope.changedSince() == null
                                ? null
                                : scope.changedSince().toString()),
                definition.stages().stream()
                        .map(stage -> new ReviewStage(
                                stage.days(),
                                stage.reviewers().stream()
                                        .map(rule -> new ReviewReviewerRule(
                                                ReviewReviewerKind.valueOf(
                                                        rule.kind().name()),
                                                text(rule.person()),
                                                rule.expression() == null
                                                        ? null
                                                        : rule.expression().text()))
                                        .toList(),
                                ReviewAdvance.valueOf(stage.advance().name()),
                                stage.blind()))
                        .toList(),
                ReviewTruth.valueOf(definition.truth().name()),
                noAnswer(definition.noAnswer(Risk.LOW)),
                noAnswer(definition.noAnswer(Risk.ELEVATED)),
                noAnswer(definition.noAnswer(Risk.HIGH)),
                definition.bulkKeep(),
                said(definition.ladder()));
    }

    static ReviewTemplate template(Templates.Template template) {
        return new ReviewTemplate(
                template.name(),
                template.everyDays(),
                template.stages().stream()
                        .map(part -> new ReviewStage(
                                part.days(),
                                part.kinds().stream()
                                        .map(kind -> new ReviewReviewerRule(
                                                ReviewReviewerKind.valueOf(kind.name()), null, null))
                                        .toList(),
                                ReviewAdvance.valueOf(part.advance().name()),
                                part.blind()))
                        .toList(),
                ReviewTruth.valueOf(template.truth().name()),
                noAnswer(template.noAnswer().getOrDefault(Risk.LOW, NoAnswer.KEEP_AND_FLAG)),
                noAnswer(template.noAnswer().getOrDefault(Risk.ELEVATED, NoAnswer.KEEP_AND_FLAG)),
                noAnswer(template.noAnswer().getOrDefault(Risk.HIGH, NoAnswer.KEEP_AND_FLAG)),
                template.bulkKeep());
    }

    private static ReviewNoAnswer noAnswer(NoAnswer given) {
        return ReviewNoAnswer.valueOf(given.name());
    }

    ReviewCampaign campaign(Campaign campaign) throws SQLException {
        Campaigns.Progress progress = campaigns.progress(tx, campaign.id());
        UserId owner = campaign.definition().owner();
        Items.@Nullable Person named =
                items.people(tx, campaign.realm(), List.of(owner)).get(owner);
        return new ReviewCampaign(
                campaign.id().toString(),
                ReviewKind.valueOf(campaign.kind().name()),
                ReviewCampaignState.valueOf(campaign.state().name()),
                draft(campaign.definition()),
                named == null ? null : named.username(),
                campaign.createdName(),
                campaign.createdAt(),
                campaign.launchedAt(),
                campaign.stage(),
                campaign.state() == CampaignState.RUNNING ? campaign.stageEndsAt() : null,
                campaign.undoUntil(),
                campaign.populationHash(),
                new ReviewProgress(
                        progress.items(),
                        progress.open(),
                        progress.decided(),
                        progress.keep(),
                        progress.reduce(),
                        progress.revoke(),
                        progress.unresolved(),
                        progress.gone(),
                        progress.escalated(),
                        progress.effects().stream()
                                .map(one -> new ReviewProgress.Count(
                                        ReviewEffect.valueOf(one.effect().name()), one.items()))
                                .toList()),
                campaign.halts(),
                campaign.signedAt(),
                campaign.signedBy(),
                campaign.evidenceHash(),
                campaign.eventId());
    }

    ReviewPlan plan(Plan plan) throws SQLException {
        UserId owner = plan.definition().owner();
        @Nullable Integer days = null;
        @Nullable Instant next = null;
        List<ReviewMicroCause> causes = List.of();
        switch (plan.starts()) {
            case Plan.Starts.Every every -> {
                days = every.days();
                next = every.next();
            }
            case Plan.Starts.When when ->
                causes = when.causes().stream()
                        .sorted()
                        .map(cause -> ReviewMicroCause.valueOf(cause.name()))
                        .toList();
        }
        return new ReviewPlan(
                plan.id().toString(),
                draft(plan.definition()),
                name(items.people(tx, plan.realm(), List.of(owner)), owner),
                days,
                next,
                causes,
                plan.createdName(),
                plan.createdAt(),
                plan.last() == null ? null : plan.last().toString());
    }

    ReviewItem item(Campaign campaign, Item item, boolean all) throws SQLException {
        List<ReviewItem> one = items(List.of(item), Map.of(campaign.id(), campaign), true, all);
        return one.getFirst();
    }

    /**
     * @param context for whoever opened it
     * @param all whether the caller sees the answers of every stage
     */
    List<ReviewItem> items(List<Item> found, Map<UUID, Campaign> of, boolean context, boolean all) throws SQLException {
        Set<UserId> people = new HashSet<>();
        found.forEach(item -> {
            people.add(item.person());
            if (item.reviewer() != null) {
                people.add(item.reviewer());
            }
            if (item.added() != null) {
                people.add(item.added());
            }
            UserId granter = item.facts().grantedBy();
            if (context && granter != null) {
                people.add(granter);
            }
        });
        Map<UUID, List<Answer>> answers = new HashMap<>();
        Map<UUID, KeptUntil> until = new HashMap<>();
        for (UUID campaign : of.keySet()) {
            List<UUID> ids = found.stream()
                    .filter(item -> item.campaign().equals(campaign))
                    .map(Item::id)
                    .toList();
            answers.putAll(items.answers(tx, campaign, ids));
            until.putAll(ends.of(tx, campaign, ids));
        }
        answers.values().forEach(several -> several.forEach(answer -> people.add(answer.reviewer())));
        Map<UserId, Items.Person> names = items.people(tx, desk.call().realmId(), people);
        List<ReviewItem> said = new ArrayList<>();
        for (Item item : found) {
            Campaign campaign = Objects.requireNonNull(of.get(item.campaign()));
            said.add(item(
                    campaign,
                    item,
                    seen(campaign, item, answers.getOrDefault(item.id(), List.of()), all),
                    until.get(item.id()),
                    names,
                    context));
        }
        return said;
    }

    /** A blind stage sees its own answers only. */
    private static List<Answer> seen(Campaign campaign, Item item, List<Answer> answers, boolean all) {
        boolean blind =
                campaign.definition().stage(item.stage()).map(Stage::blind).orElse(false);
        return all || !blind
                ? answers
                : answers.stream()
                        .filter(answer -> answer.stage() == item.stage())
                        .toList();
    }

    private ReviewItem item(
            Campaign campaign,
            Item item,
            List<Answer> answers,
            @Nullable KeptUntil until,
            Map<UserId, Items.Person> names,
            boolean context)
            throws SQLException {
        Items.@Nullable Person person = names.get(item.person());
        Recommendation advice = item.recommendation();
        return new ReviewItem(
                item.id().toString(),
                item.campaign().toString(),
                campaign.definition().name(),
                item.stage(),
                item.version(),
                ReviewItemState.valueOf(item.state().name()),
                ReviewItemKind.valueOf(item.kind().name()),
                ReviewRisk.valueOf(item.risk().name()),
                item.clinical(),
                item.person().value(),
                person == null ? null : person.username(),
                person == null ? null : person.name(),
                item.unit(),
                item.entitlementId(),
                item.entitlement(),
                item.app(),
                item.path(),
                new ReviewDenial(
                        item.denial().group() ? "GROUP" : "ROLE",
                        item.denial().id(),
                        item.denial().name(),
                        item.denial().alsoLoses()),
                origin(item.origin()),
                context ? items.mayReduceTo(tx, item) : List.of(),
                text(item.reviewer()),
                name(names, item.reviewer()),
                text(item.added()),
                name(names, item.added()),
                item.hops(),
                item.openedAt(desk.self()) != null,
                campaign.state() == CampaignState.RUNNING ? campaign.stageEndsAt() : null,
                context ? context(item.facts(), names) : null,
                new ReviewRecommendation(
                        ReviewDecision.valueOf(advice.decision().name()),
                        advice.confidence(),
                        advice.reasons().stream().map(Enum::name).toList()),
                answers.stream()
                        .map(answer -> new ReviewAnswer(
                                answer.stage(),
                                answer.reviewer().value(),
                                name(names, answer.reviewer()),
                                ReviewDecision.valueOf(answer.decision().name()),
                                answer.until(),
                                answer.reduceTo(),
                                answer.reason(),
                                answer.followed(),
                                answer.bulk(),
                                answer.at(),
                                answer.superseded()))
                        .toList(),
                item.outcome() == null
                        ? null
                        : ReviewDecision.valueOf(item.outcome().name()),
                ReviewEffect.valueOf(item.effect().name()),
                item.effectDetail(),
                until == null
                        ? null
                        : new ReviewKeptUntil(
                                until.at(), ReviewEffect.valueOf(until.effect().name()), until.detail()));
    }

    List<ReviewTask> tasks(List<Task> found) throws SQLException {
        Map<UserId, Items.Person> names = items.people(
                tx,
                desk.call().realmId(),
                found.stream().map(task -> task.item().person()).distinct().toList());
        return found.stream()
                .map(task -> new ReviewTask(
                        task.item().id().toString(),
                        task.item().person().value(),
                        name(names, task.item().person()),
                        task.item().entitlement(),
                        task.item().denial().name(),
                        Objects.requireNonNull(origin(task.item().origin())),
                        task.doneAt() == null ? ReviewTaskState.OPEN : ReviewTaskState.DONE,
                        task.openedAt(),
                        task.doneAt(),
                        task.doneBy()))
                .toList();
    }

    private static @Nullable ReviewOrigin origin(@Nullable Origin from) {
        return from == null
                ? null
                : new ReviewOrigin(
                        ReviewOriginKind.valueOf(from.kind().name()),
                        from.system(),
                        from.name(),
                        from.external(),
                        ReviewHolding.valueOf(from.holding().name()));
    }

    private static ReviewContext context(Facts facts, Map<UserId, Items.Person> names) {
        return new ReviewContext(
                facts.lastUsed(),
                facts.use() == null ? null : facts.use().days(),
                facts.use() == null ? null : facts.use().of(),
                facts.lastSignIn(),
                facts.peers(),
                facts.peersWith(),
                facts.grantedAt(),
                name(names, facts.grantedBy()),
                facts.lastReviewedAt(),
                facts.lastReview() == null
                        ? null
                        : ReviewDecision.valueOf(facts.lastReview().name()),
                day(facts.trainingUntil()),
                day(facts.licenceUntil()),
                day(facts.employmentEnd()),
                facts.emergencyUses(),
                facts.openIncidents(),
                facts.conflicts());
    }

    static @Nullable String name(Map<UserId, Items.Person> names, @Nullable UserId id) {
        Items.@Nullable Person person = id == null ? null : names.get(id);
        return person == null ? null : person.username();
    }

    private static @Nullable String day(@Nullable LocalDate day) {
        return day == null ? null : day.toString();
    }

    private static @Nullable String text(@Nullable UserId id) {
        return id == null ? null : id.value();
    }
}
