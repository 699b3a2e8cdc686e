package health.keyward.review.store;

import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Sql;
import health.keyward.notice.Audience;
import health.keyward.notice.Notice;
import health.keyward.review.core.Campaign;
import health.keyward.review.core.CampaignState;
import health.keyward.review.core.Cause;
import health.keyward.review.core.Definition;
import health.keyward.review.core.Outcome;
import health.keyward.review.core.Plan;
import health.keyward.review.core.Refusal;
import health.keyward.review.core.SmallReview;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Starts what starts by itself (AR-15): previewed like any other, and launched only when nothing of it is without a reviewer; else administrators are told, and
 * it waits for them. What happened to many people at once is no occasion for as many small reviews: it is told instead.
 */
final class Planning {
    private static final Duration LOOK_EVERY = Duration.ofMinutes(5);
    /** More people than that at once is a reorganisation. */
    static final int MOST = 50;
    /** One small review of a person is enough for so long. */
    static final Duration COVERED = Duration.ofDays(14);

    private final Plans plans;
    private final Posts posts = new Posts();
    private final Occasions occasions = new Occasions();
    private final Charts charts = new Charts();
    private final Leading leading;

    Planning(Clock clock) {
        this.plans = new Plans(clock);
        this.leading = new Leading(clock);
    }

    /** @return whether there is more to do at once */
    boolean round(Connection tx, Rounds.House house, Instant now) throws SQLException {
        return schedule(tx, house, now) || begin(tx, house, now) || look(tx, house, now);
    }

    private boolean schedule(Connection tx, Rounds.House house, Instant now) throws SQLException {
        Optional<Plan> due = plans.due(tx, now);
        if (due.isEmpty()) {
            return false;
        }
        Plan plan = due.get();
        Instant next = ((Plan.Starts.Every) plan.starts()).after(now);
        Campaign still = unfinished(tx, plan);
        if (still != null || !mayOwn(tx, plan)) {
            plans.started(tx, plan, null, next);
            tellNotStarted(house, plan, still == null ? null : still.id(), now);
            return true;
        }
        Begun begun = begin(tx, house, plan, plan.definition(), null);
        plans.started(tx, plan, begun.campaign(), next);
        if (begun.refused() != null) {
            tellNotStarted(house, plan, begun.campaign(), now);
        }
        return true;
    }

    private record Begun(UUID campaign, @Nullable Refusal refused) {}

    private Begun begin(Connection tx, Rounds.House house, Plan plan, Definition definition, @Nullable UserId subject)
            throws SQLException {
        Campaign draft = leading.draft(tx, house, plan, definition, subject);
        String why = "by plan " + plan.id();
        return switch (leading.previewAndLaunch(tx, house, plan.realm(), Actor.NOBODY, draft.id(), why)) {
            case Outcome.Done<Campaign> done -> new Begun(draft.id(), null);
            case Outcome.Refused<Campaign> refused -> new Begun(draft.id(), refused.why());
        };
    }

    private static @Nullable Campaign unfinished(Connection tx, Plan plan) throws SQLException {
        UUID last = plan.last();
        return last == null
                ? null
                : new Campaigns()
                        .find(tx, plan.realm(), last)
                        .filter(one -> one.state().isSketch()
                                || one.state() == CampaignState.RUNNING
                                || one.state() == CampaignState.HALTED)
                        .orElse(null);
    }

    private boolean mayOwn(Connection tx, Plan plan) throws SQLException {
        return charts.mayReview(tx, plan.realm(), plan.definition().owner());
    }

    private static void tellNotStarted(Rounds.House house, Plan plan, @Nullable UUID campaign, Instant now) {
        Map<String, String> facts = new TreeMap<>();
        if (campaign != null) {
            facts.put("campaign", campaign.toString());
        }
        tell(house, plan, "review-not-started", campaign == null ? plan.id() : campaign, facts, now);
    }

    private static void tell(
            Rounds.House house, Plan plan, String topic, UUID about, Map<String, String> facts, Instant now) {
        house.tell(new Notice(
                plan.realm(),
                topic,
                topic + "-" + about + "-" + LocalDate.ofInstant(now, ZoneOffset.UTC),
                new Audience.Holders("system-admin", null),
                facts));
    }

    private boolean look(Connection tx, Rounds.House house, Instant now) throws SQLException {
        Optional<Plan> due = plans.toLook(tx, now.minus(LOOK_EVERY), now);
        if (due.isEmpty()) {
            return false;
        }
        Plan plan = due.get();
        Set<Cause> wanted = ((Plan.Starts.When) plan.starts()).causes();
        notice(tx, house, plan, Occasions.moves(posts.look(tx, plan.realm(), wanted, now)), "review-many-moves", now);
        notice(tx, house, plan, occasions.said(tx, plan, wanted), "review-many-events", now);
        return true;
    }

    private void notice(
            Connection tx, Rounds.House house, Plan plan, List<Occasions.Occasion> happened, String topic, Instant now)
            throws SQLException {
        boolean many = happened.size() > MOST;
        occasions.put(tx, plan, happened, many ? "MANY" : "WAITING", now);
        if (many) {
            tell(house, plan, topic, plan.id(), Map.of("number", Integer.toString(happened.size())), now);
        }
    }

    private record Happening(UUID id, RealmId realm, UUID plan, Occasions.Occasion occasion) {}

    /** One small review at a time. */
    private boolean begin(Connection tx, Rounds.House house, Instant now) throws SQLException {
        Optional<Happening> waiting = Sql.of(
                        "SELECT * FROM kw_review_happening WHERE state = 'WAITING' ORDER BY noticed_at, id LIMIT 1 FOR"
                                + " UPDATE SKIP LOCKED")
                .first(
                        tx,
                        row -> new Happening(
                                row.getObject("id", UUID.class),
                                new RealmId(row.getString("realm_id")),
                                row.getObject("plan_id", UUID.class),
                                new Occasions.Occasion(
                                        new UserId(row.getString("user_id")),
                                        Cause.valueOf(row.getString("cause")),
                                        Sql.maybe(row, "happened_at"))));
        if (waiting.isEmpty()) {
            return false;
        }
        Happening one = waiting.get();
        Optional<Plan> plan = plans.hold(tx, one.realm(), one.plan());
        if (plan.isEmpty()) {
            done(tx, one, "ENDED", null);
            return true;
        }
        Optional<UUID> covered = occasions.covered(tx, one.realm(), one.occasion(), now.minus(COVERED));
        if (covered.isPresent()) {
            done(tx, one, "COVERED", covered.get());
            return true;
        }
        if (!mayOwn(tx, plan.get())) {
            done(tx, one, "STUCK", null);
            tellNotStarted(house, plan.get(), null, now);
            return true;
        }
        start(tx, house, plan.get(), one, now);
        return true;
    }

    private void start(Connection tx, Rounds.House house, Plan plan, Happening one, Instant now) throws SQLException {
        Begun begun = begin(
                tx,
                house,
                plan,
                SmallReview.after(one.occasion().cause(), plan.definition()),
                one.occasion().person());
        if (begun.refused() == Refusal.EMPTY) {
            leading.cancel(
                    tx, house, plan.realm(), Actor.NOBODY, begun.campaign(), "the person has nothing to be reviewed");
            done(tx, one, "NOTHING", begun.campaign());
        } else if (begun.refused() != null) {
            done(tx, one, "STUCK", begun.campaign());
            tellNotStarted(house, plan, begun.campaign(), now);
        } else {
            done(tx, one, "STARTED", begun.campaign());
        }
    }

    private static void done(Connection tx, Happening one, String state, @Nullable UUID campaign) throws SQLException {
        Sql.of(
                        "UPDATE kw_review_happening SET state = ?, campaign_id = ?::uuid WHERE id = ?",
                        state,
                        campaign == null ? null : campaign.toString(),
                        one.id())
                .update(tx);
    }
}
