package health.keyward.review.store;

import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Sql;
import health.keyward.notice.Audience;
import health.keyward.notice.Notice;
import health.keyward.review.core.Answer;
import health.keyward.review.core.Campaign;
import health.keyward.review.core.Effect;
import health.keyward.review.core.Item;
import health.keyward.review.core.KeptUntil;
import health.keyward.review.core.Rights;
import health.keyward.review.core.Seen;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was kept for a time (AR-6): when that is over it is taken like a denial, with the same proof (AR-14). A later review that decided anew comes before. Rows
 * of their own, because those of a signed campaign do not change.
 */
public final class Ends {
    private static final Duration SOON = Duration.ofDays(7);
    /** Each is a change in Keycloak and ends sessions. */
    private static final int FEW = 25;
    /** Nothing is taken for a campaign that is stopped or was given up. */
    private static final String IN_FORCE = "c.state IN ('APPLYING', 'AWAITING_SIGN_OFF', 'CLOSED')";

    private static final String FROM = """
        FROM kw_review_end e JOIN kw_review_item i ON i.campaign_id = e.campaign_id AND i.id = e.item_id JOIN kw_review_campaign c ON c.id = e.campaign_id
        """;

    private final Campaigns campaigns = new Campaigns();

    /** Writes down what the stages of a campaign came to keep for a time. */
    void begin(Connection tx, Campaign campaign) throws SQLException {
        Map<UUID, List<Answer>> kept = new LinkedHashMap<>();
        Sql.of("""
                        SELECT a.* FROM kw_review_item i JOIN kw_review_answer a ON a.campaign_id = i.campaign_id AND a.item_id = i.id AND NOT a.superseded
                          AND a.decision = 'KEEP'
                        WHERE i.campaign_id = ? AND i.state = 'RESOLVED' AND i.outcome = 'KEEP' AND EXISTS (SELECT FROM kw_review_answer u
                          WHERE u.campaign_id = i.campaign_id AND u.item_id = i.id AND NOT u.superseded AND u.until IS NOT NULL) ORDER BY a.item_id, a.stage\
                        """, campaign.id())
                .each(
                        tx,
                        row -> kept.computeIfAbsent(row.getObject("item_id", UUID.class), none -> new ArrayList<>())
                                .add(Items.answer(row)));
        List<@Nullable Object[]> rows = new ArrayList<>();
        kept.forEach((item, answers) -> campaign.definition()
                .truth()
                .keptUntil(answers)
                .ifPresent(end -> rows.add(new @Nullable Object[] {campaign.id(), item, end})));
        Sql.batch(
                tx,
                "INSERT INTO kw_review_end (campaign_id, item_id, due_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                rows);
    }

    /** @return whether there is more to do at once */
    boolean round(Connection tx, Rounds.House house, Instant now) throws SQLException {
        return prove(tx, house, now) || take(tx, house, now) || tell(tx, house, now);
    }

    private record Ending(Item item, RealmId realm, KeptUntil end, boolean anew) {}

    private static List<Ending> endings(Connection tx, String which, @Nullable Object... values) throws SQLException {
        return Sql.of("""
                        SELECT i.*, c.realm_id AS campaign_realm, e.due_at, e.effect AS end_effect, e.effect_detail AS end_detail,
                          EXISTS (SELECT FROM kw_review_item n JOIN kw_review_campaign m ON m.id = n.campaign_id AND m.launched_at > c.launched_at
                              AND m.state IN ('APPLYING', 'AWAITING_SIGN_OFF', 'CLOSED')
                            WHERE n.realm_id = i.realm_id AND n.user_id = i.user_id AND n.entitlement_id = i.entitlement_id AND n.denial_id = i.denial_id
                              AND n.outcome IS NOT NULL AND NOT n.flagged) AS anew
                        """ + FROM + which, values)
                .list(
                        tx,
                        row -> new Ending(
                                Items.item(row),
                                new RealmId(row.getString("campaign_realm")),
                                new KeptUntil(
                                        Sql.at(row, "due_at"),
                                        Effect.valueOf(row.getString("end_effect")),
                                        row.getString("end_detail")),
                                row.getBoolean("anew")));
    }

    private boolean prove(Connection tx, Rounds.House house, Instant now) throws SQLException {
        List<Ending> taken = endings(tx, "WHERE e.effect = 'APPLIED' LIMIT ? FOR UPDATE OF e SKIP LOCKED", FEW);
        for (Ending one : taken) {
            Rights rights = house.rights(one.realm());
            put(tx, house, one, Seen.again(rights, one.item(), one.end().detail()), Actor.NOBODY, now);
        }
        return !taken.isEmpty();
    }

    private boolean take(Connection tx, Rounds.House house, Instant now) throws SQLException {
        List<Ending> due = endings(
                tx,
                "WHERE e.effect = 'WAITING' AND e.due_at <= ? AND " + IN_FORCE
                        + " ORDER BY e.due_at LIMIT ? FOR UPDATE OF e SKIP LOCKED",
                now,
                FEW);
        Map<UUID, Ending> guarded = new LinkedHashMap<>();
        for (Ending one : due) {
            if (one.anew()) {
                put(tx, house, one, new Seen(Effect.UNDONE, "reviewed anew"), Actor.NOBODY, now);
            } else if (one.item().guarded()) {
                put(tx, house, one, new Seen(Effect.BY_HAND, ""), Actor.NOBODY, now);
                guarded.put(one.item().campaign(), one);
            } else {
                put(tx, house, one, Seen.taking(house.rights(one.realm()), one.item()), Actor.NOBODY, now);
            }
        }
        guarded.forEach((campaign, one) -> house.tell(new Notice(
                one.realm(),
                "review-ended-by-hand",
                "review-ended-" + one.item().id(),
                new Audience.Holders("system-admin", null),
                Map.of("campaign", campaign.toString()))));
        return !due.isEmpty();
    }

    /** In an administrator's own call, what only one may take, or what failed. Empty where there is nothing like that. */
    Optional<Effect> byHand(Connection tx, Rounds.House house, Campaign campaign, UUID item, Actor by, Instant now)
            throws SQLException {
        List<Ending> found = endings(
                tx,
                "WHERE e.campaign_id = ? AND e.item_id = ? AND e.effect IN ('BY_HAND', 'FAILED') FOR UPDATE OF e",
                campaign.id(),
                item);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Ending one = found.getFirst();
        Seen seen = Seen.takingByHand(house.rights(one.realm()), one.item());
        put(tx, house, one, seen, by, now);
        return Optional.of(seen.effect());
    }

    private void put(Connection tx, Rounds.House house, Ending one, Seen seen, Actor by, Instant now)
            throws SQLException {
        Sql.of(
                        "UPDATE kw_review_end SET effect = ?, effect_detail = ?, effect_at = ? WHERE campaign_id = ? AND"
                                + " item_id = ?",
                        seen.effect(),
                        seen.detail(),
                        now,
                        one.item().campaign(),
                        one.item().id())
                .update(tx);
        Campaign campaign =
                campaigns.find(tx, one.realm(), one.item().campaign()).orElseThrow();
        Map<String, String> more = Map.of("keptUntil", one.end().at().toString());
        Rounds.record(house, campaign, one.item(), seen, by, more, now);
        if (seen.effect() != Effect.BY_HAND || !one.item().guarded()) {
            Tasks.open(tx, house, campaign, one.item(), seen, now);
        }
    }

    /** The owner of a campaign hears a week before that something ends; who is to keep it needs a new review. */
    private static boolean tell(Connection tx, Rounds.House house, Instant now) throws SQLException {
        List<Notice> soon = Sql.of("""
                        WITH soon AS (
                          UPDATE kw_review_end e SET told_at = ? FROM kw_review_campaign c
                          WHERE c.id = e.campaign_id AND %s AND e.effect = 'WAITING' AND e.told_at IS NULL AND e.due_at > ? AND e.due_at <= ?
                          RETURNING e.campaign_id, c.realm_id, c.owner_id, e.due_at
                        )
                        SELECT campaign_id, realm_id, owner_id, count(*) AS rights, min(due_at) AS due FROM soon GROUP BY 1, 2, 3 ORDER BY 1\
                        """.formatted(IN_FORCE), now, now, now.plus(SOON))
                .list(
                        tx,
                        row -> new Notice(
                                new RealmId(row.getString("realm_id")),
                                "review-ends-soon",
                                "review-ends-" + row.getString("campaign_id") + "-"
                                        + LocalDate.ofInstant(now, ZoneOffset.UTC),
                                new Audience.Person(new UserId(row.getString("owner_id"))),
                                Map.of(
                                        "campaign",
                                        row.getString("campaign_id"),
                                        "rights",
                                        Long.toString(row.getLong("rights")),
                                        "due",
                                        LocalDate.ofInstant(Sql.at(row, "due"), ZoneOffset.UTC)
                                                .toString())));
        soon.forEach(house::tell);
        return !soon.isEmpty();
    }

    /** By item. */
    public Map<UUID, KeptUntil> of(Connection tx, UUID campaign, List<UUID> items) throws SQLException {
        Map<UUID, KeptUntil> found = new HashMap<>();
        if (!items.isEmpty()) {
            Sql.of(
                            "SELECT item_id, due_at, CASE WHEN drifted_at IS NULL THEN effect ELSE 'DRIFTED' END AS effect,"
                                    + " effect_detail FROM kw_review_end WHERE campaign_id = ? AND item_id = ANY"
                                    + " (?::uuid[])",
                            campaign,
                            items)
                    .each(
                            tx,
                            row -> found.put(
                                    row.getObject("item_id", UUID.class),
                                    new KeptUntil(
                                            Sql.at(row, "due_at"),
                                            Effect.valueOf(row.getString("effect")),
                                            row.getString("effect_detail"))));
        }
        return found;
    }
}
