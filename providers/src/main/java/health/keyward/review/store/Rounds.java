package health.keyward.review.store;

import health.keyward.audit.Recorded;
import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Sql;
import health.keyward.notice.Audience;
import health.keyward.notice.Notice;
import health.keyward.review.core.Breaker;
import health.keyward.review.core.Campaign;
import health.keyward.review.core.CampaignState;
import health.keyward.review.core.Decision;
import health.keyward.review.core.Foreign;
import health.keyward.review.core.Item;
import health.keyward.review.core.ItemState;
import health.keyward.review.core.Quality;
import health.keyward.review.core.Rights;
import health.keyward.review.core.Seen;
import health.keyward.review.core.Stage;
import health.keyward.review.core.StageEnd;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What goes on by itself: stages that end, denials that are applied and read again, rights that came back. Each call does one part in the caller's transaction,
 * so that a node may die at any time; whoever calls next goes on where the last committed part ended (AR-5, AR-13, AR-14).
 */
public final class Rounds {
    static final Duration UNDO = Duration.ofHours(24);
    private static final int PART = 500;
    /** Each is a change in Keycloak and ends sessions. */
    private static final int FEW = 25;

    private final Clock clock;
    private final Campaigns campaigns = new Campaigns();
    private final Charts charts = new Charts();
    private final Watching watching = new Watching();
    private final Climbing climbing = new Climbing();
    private final Ends ends = new Ends();

    public Rounds(Clock clock) {
        this.clock = clock;
    }

    /** The house around the job, in the same transaction. */
    public interface House {
        Rights rights(RealmId realm);

        /** @return id of the entry, 32 hex digits */
        String acted(Recorded.Act act);

        void tell(Notice notice);

        /** What other systems hold of the rights in a realm; empty when one of them does not answer. */
        Optional<List<Foreign>> foreign(RealmId realm);
    }

    /** @return whether there is more to do at once */
    public boolean round(Connection tx, House house) throws SQLException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        for (Campaign campaign : campaigns.working(tx, now)) {
            if (campaign.state() == CampaignState.RUNNING
                    ? endStage(tx, house, campaign, now)
                    : apply(tx, house, campaign, now)) {
                return true;
            }
        }
        return climbing.round(tx, house, now)
                || ends.round(tx, house, now)
                || new Planning(clock).round(tx, house, now)
                || watching.drift(tx, house, now)
                || watching.remind(tx, house, now);
    }

    private boolean endStage(Connection tx, House house, Campaign campaign, Instant now) throws SQLException {
        List<Ending> part = Sql.of(
                        """
                        SELECT i.*, a.at AS answered_at, a.bulk AS answered_bulk, a.opened_at AS answer_opened, ARRAY(SELECT b.decision::text FROM kw_review_answer b
                          WHERE b.campaign_id = i.campaign_id AND b.item_id = i.id AND NOT b.superseded ORDER BY b.stage) AS said,
                          NOT (%s OR %s) AS gone
                        FROM kw_review_item i LEFT JOIN kw_review_answer a
                          ON a.campaign_id = i.campaign_id AND a.item_id = i.id AND a.stage = i.stage AND NOT a.superseded
                        WHERE i.campaign_id = ? AND i.stage = ? AND i.state IN ('OPEN', 'DECIDED') ORDER BY i.id LIMIT ? FOR UPDATE OF i\
                        """.formatted(Watching.HELD, Watching.ELSEWHERE), campaign.id(), campaign.stage(), PART)
                .list(
                        tx,
                        row -> new Ending(
                                Items.item(row),
                                Sql.texts(row, "said").stream()
                                        .map(Decision::valueOf)
                                        .toList(),
                                Sql.maybe(row, "answered_at"),
                                row.getBoolean("answered_bulk"),
                                Sql.maybe(row, "answer_opened"),
                                row.getBoolean("gone")));
        if (part.isEmpty()) {
            nextStage(tx, house, campaign, now);
            return true;
        }
        List<@Nullable Object[]> rows = new ArrayList<>();
        List<@Nullable Object[]> escalated = new ArrayList<>();
        for (Ending one : part) {
            if (one.gone()) {
                rows.add(new @Nullable Object[] {
                    ItemState.GONE,
                    null,
                    one.item().stage(),
                    one.item().flagged(),
                    one.item().escalated(),
                    one.item().campaign(),
                    one.item().id()
                });
                continue;
            }
            StageEnd end = StageEnd.of(
                    campaign.definition(),
                    campaign.stage(),
                    one.item().risk(),
                    one.said(),
                    one.item().state() == ItemState.DECIDED,
                    one.isPoor());
            if (end instanceof StageEnd.GoesOn on && on.escalated()) {
                escalated.add(new @Nullable Object[] {
                    campaign.id(),
                    one.item().id(),
                    campaign.stage(),
                    one.item().reviewer() == null ? null : one.item().reviewer().value(),
                    one.why(),
                    now
                });
            }
            rows.add(
                    switch (end) {
                        case StageEnd.GoesOn on ->
                            new @Nullable Object[] {
                                "OPEN",
                                null,
                                one.item().stage() + 1,
                                one.item().flagged(),
                                one.item().escalated() || on.escalated(),
                                one.item().campaign(),
                                one.item().id()
                            };
                        case StageEnd.Resolved resolved ->
                            new @Nullable Object[] {
                                "RESOLVED",
                                resolved.outcome(),
                                one.item().stage(),
                                resolved.flagged(),
                                one.item().escalated(),
                                one.item().campaign(),
                                one.item().id()
                            };
                    });
        }
        Sql.batch(
                tx,
                "UPDATE kw_review_item SET state = ?, outcome = ?, stage = ?, flagged = ?, escalated = ?, version = version + 1"
                        + " WHERE campaign_id = ? AND id = ?",
                rows);
        Sql.batch(tx, "INSERT INTO kw_review_escalation VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING", escalated);
        Sql.of(
                        "UPDATE kw_review_item SET reviewer_id = NULL, on_fallback = false, hops = 0, opened_at = NULL, added_id = NULL, added_opened_at = NULL,"
                                + " decision = NULL, reduce_to = NULL WHERE campaign_id = ? AND stage = ? AND state ="
                                + " 'OPEN' AND id = ANY (?::uuid[])",
                        campaign.id(),
                        campaign.stage() + 1,
                        part.stream().map(one -> one.item().id()).toList())
                .update(tx);
        return true;
    }

    private record Ending(
            Item item,
            List<Decision> said,
            @Nullable Instant answeredAt,
            boolean bulk,
            @Nullable Instant openedAt,
            boolean gone) {
        String why() {
            if (item.state() != ItemState.DECIDED) {
                return "NO_ANSWER";
            }
            return item.decision() == Decision.UNKNOWN ? "NOT_KNOWN" : "TOO_FAST";
        }

        boolean isPoor() {
            @Nullable Decision given = item.decision();
            return given != null
                    && answeredAt != null
                    && new Quality.Given(item.risk(), given, null, bulk, openedAt, answeredAt).isPoor();
        }
    }

    private void nextStage(Connection tx, House house, Campaign campaign, Instant now) throws SQLException {
        int next = campaign.stage() + 1;
        long left = count(
                tx,
                "SELECT count(*) FROM kw_review_item WHERE campaign_id = ? AND stage = ? AND state = 'OPEN'",
                campaign.id(),
                next);
        Map<String, String> facts = new TreeMap<>();
        facts.put("stage", Integer.toString(campaign.stage()));
        facts.put("goOn", Long.toString(left));
        record(house, campaign, "STAGE_ENDED", null, null, facts, now);
        Optional<Stage> stage = campaign.definition().stage(next);
        if (left > 0 && stage.isPresent()) {
            charts.assign(tx, campaign.id(), campaign.realm(), next, stage.get(), now);
            campaigns.stage(
                    tx,
                    campaign,
                    next,
                    now,
                    now.plus(Duration.ofDays(stage.get().days())),
                    null);
        } else {
            beginApplying(tx, house, campaign, now);
        }
    }

    private void beginApplying(Connection tx, House house, Campaign campaign, Instant now) throws SQLException {
        Sql.of(
                        "UPDATE kw_review_item SET effect = CASE WHEN guarded THEN 'BY_HAND' ELSE 'WAITING' END, effect_at"
                                + " = ? WHERE campaign_id = ? AND state = 'RESOLVED' AND outcome IN ('REVOKE', 'REDUCE')",
                        now,
                        campaign.id())
                .update(tx);
        List<String> emptied = Sql.of("""
                        SELECT unit FROM kw_review_item WHERE campaign_id = ? AND unit IS NOT NULL GROUP BY unit
                        HAVING count(DISTINCT user_id) >= 3 AND count(DISTINCT user_id) = count(DISTINCT user_id) FILTER (WHERE effect <> 'NONE') ORDER BY unit\
                        """, campaign.id()).list(tx, row -> row.getString(1));
        List<String> halts = Breaker.halts(
                count(tx, "SELECT count(*) FROM kw_review_item WHERE campaign_id = ?", campaign.id()),
                count(
                        tx,
                        "SELECT count(*) FROM kw_review_item WHERE campaign_id = ? AND effect <> 'NONE'",
                        campaign.id()),
                count(
                        tx,
                        "SELECT count(*) FROM kw_review_item WHERE campaign_id = ? AND effect <> 'NONE' AND flagged",
                        campaign.id()),
                emptied);
        ends.begin(tx, campaign);
        boolean clinical = count(
                        tx,
                        "SELECT count(*) FROM kw_review_item WHERE campaign_id = ? AND effect = 'WAITING' AND clinical",
                        campaign.id())
                > 0;
        CampaignState to = halts.isEmpty() ? CampaignState.APPLYING : CampaignState.HALTED;
        campaigns.move(tx, campaign, to, halts, clinical ? now.plus(UNDO) : null);
        record(
                house,
                campaign,
                halts.isEmpty() ? "APPLYING_BEGAN" : "APPLYING_HALTED",
                null,
                null,
                halts.isEmpty() ? Map.of() : Map.of("why", String.join("; ", halts)),
                now);
        if (!halts.isEmpty()) {
            house.tell(new Notice(
                    campaign.realm(),
                    "review-halted",
                    "review-halted-" + campaign.id(),
                    new Audience.Holders("system-admin", null),
                    Map.of("campaign", campaign.id().toString())));
        }
    }

    private boolean apply(Connection tx, House house, Campaign campaign, Instant now) throws SQLException {
        List<Item> taken = Sql.of(
                        "SELECT * FROM kw_review_item WHERE campaign_id = ? AND effect = 'APPLIED' ORDER BY id LIMIT ? FOR"
                                + " UPDATE",
                        campaign.id(),
                        FEW)
                .list(tx, Items::item);
        if (!taken.isEmpty()) {
            prove(tx, house, campaign, taken, now);
            return true;
        }
        if (campaign.state() != CampaignState.APPLYING) {
            return false;
        }
        List<Item> waiting = Sql.of(
                        "SELECT * FROM kw_review_item WHERE campaign_id = ? AND effect = 'WAITING' AND (NOT clinical OR"
                                + " ?::timestamptz <= ?) ORDER BY user_id, id LIMIT ? FOR UPDATE",
                        campaign.id(),
                        campaign.undoUntil() == null ? now : campaign.undoUntil(),
                        now,
                        FEW)
                .list(tx, Items::item);
        if (!waiting.isEmpty()) {
            for (Item item : waiting) {
                take(tx, house, campaign, item, Actor.NOBODY, now);
            }
            return true;
        }
        if (count(tx, "SELECT count(*) FROM kw_review_item WHERE campaign_id = ? AND effect = 'WAITING'", campaign.id())
                > 0) {
            return false;
        }
        campaigns.move(tx, campaign, CampaignState.AWAITING_SIGN_OFF, campaign.halts(), null);
        record(house, campaign, "APPLYING_ENDED", null, null, effects(tx, campaign), now);
        house.tell(new Notice(
                campaign.realm(),
                "review-sign-off",
                "review-sign-off-" + campaign.id(),
                new Audience.Person(campaign.definition().owner()),
                Map.of("campaign", campaign.id().toString())));
        return true;
    }

    private Map<String, String> effects(Connection tx, Campaign campaign) throws SQLException {
        Map<String, String> facts = new TreeMap<>();
        campaigns
                .progress(tx, campaign.id())
                .effects()
                .forEach(one -> facts.put(one.effect().name(), Long.toString(one.items())));
        return facts;
    }

    void take(Connection tx, House house, Campaign campaign, Item item, Actor by, Instant now) throws SQLException {
        effect(tx, house, campaign, item, Seen.taking(house.rights(campaign.realm()), item), by, now);
    }

    void takeByHand(Connection tx, House house, Campaign campaign, Item item, Actor by, Instant now)
            throws SQLException {
        effect(tx, house, campaign, item, Seen.takingByHand(house.rights(campaign.realm()), item), by, now);
    }

    private void prove(Connection tx, House house, Campaign campaign, List<Item> taken, Instant now)
            throws SQLException {
        Rights rights = house.rights(campaign.realm());
        for (Item item : taken) {
            effect(tx, house, campaign, item, Seen.again(rights, item, item.effectDetail()), Actor.NOBODY, now);
        }
    }

    private static void effect(
            Connection tx, House house, Campaign campaign, Item item, Seen seen, Actor by, Instant now)
            throws SQLException {
        Sql.of(
                        "UPDATE kw_review_item SET effect = ?, effect_detail = ?, effect_at = ?, version = version + 1"
                                + " WHERE campaign_id = ? AND id = ?",
                        seen.effect(),
                        seen.detail(),
                        now,
                        item.campaign(),
                        item.id())
                .update(tx);
        record(house, campaign, item, seen, by, Map.of(), now);
        Tasks.open(tx, house, campaign, item, seen, now);
    }

    static void record(
            House house, Campaign campaign, Item item, Seen seen, Actor by, Map<String, String> more, Instant now) {
        Map<String, String> facts = new TreeMap<>(more);
        facts.put("item", item.id().toString());
        facts.put("entitlement", item.entitlementId());
        facts.put("seen", seen.detail());
        record(house, campaign, "RIGHT_" + seen.effect().name(), item.person(), by, facts, now);
    }

    static String record(
            House house,
            Campaign campaign,
            String type,
            @Nullable UserId person,
            @Nullable Actor by,
            Map<String, String> facts,
            Instant now) {
        return house.acted(new Recorded.Act(
                "",
                now,
                campaign.realm().value(),
                "review",
                type,
                type.equals("RIGHT_FAILED") ? "not_done" : null,
                campaign.about(),
                person == null ? null : person.value(),
                null,
                by == null ? Actor.NOBODY : by,
                facts));
    }

    private static long count(Connection tx, String sql, @Nullable Object... values) throws SQLException {
        return Sql.of(sql, values).first(tx, row -> row.getLong(1)).orElse(0L);
    }
}
