package health.keyward.review.store;

import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Sql;
import health.keyward.notice.Audience;
import health.keyward.notice.Notice;
import health.keyward.review.core.Campaign;
import health.keyward.review.core.Item;
import health.keyward.review.core.Reminding;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is looked at again and again: rights that came back (AR-14), and reviewers who have something open (AR-12). */
final class Watching {
    private static final Duration WATCHED = Duration.ofDays(30);
    private static final Duration LOOK_EVERY = Duration.ofMinutes(15);
    /** Whether the very mapping that was taken is there, of an item {@code i}. */
    static final String HELD = """
        CASE WHEN i.denial_group THEN EXISTS (SELECT FROM user_group_membership m WHERE m.user_id = i.user_id AND m.group_id = i.denial_id)
          ELSE EXISTS (SELECT FROM user_role_mapping m WHERE m.user_id = i.user_id AND m.role_id = i.denial_id) END""";

    /** Keycloak's tables know nothing of it, so that it is not in them says nothing; of an item {@code i}. */
    static final String ELSEWHERE = "coalesce(i.origin_holding IN ('THERE', 'WRITTEN'), false)";

    /** What waits for those who have something open in some campaigns, in whatever campaign; since when they are asked, and when they last heard of it. */
    private static final String WAITING = """
        WITH asked AS (
          SELECT i.realm_id, i.campaign_id, w.person FROM kw_review_campaign c JOIN kw_review_item i ON i.campaign_id = c.id AND i.state = 'OPEN'
            CROSS JOIN LATERAL (VALUES (i.reviewer_id), (i.added_id)) w (person) WHERE c.state = 'RUNNING' AND w.person IS NOT NULL
        )
        SELECT a.realm_id, a.campaign_id, a.person, count(*) AS items, c.stage_ends_at,
          greatest(coalesce(c.stage_began_at, c.launched_at), max(l.at)) AS asked_at, max(l.at) IS NOT NULL AS later,
          (SELECT max(t.at) FROM kw_review_told t WHERE t.campaign_id = a.campaign_id AND t.person_id = a.person) AS told_at
        FROM asked a JOIN kw_review_campaign c ON c.id = a.campaign_id LEFT JOIN LATERAL (SELECT max(r.at) AS at FROM kw_review_rung r
            WHERE r.campaign_id = a.campaign_id AND r.to_id = a.person AND r.stage = c.stage AND r.rung <> 'OWNER') l ON true
        WHERE a.person IN (SELECT x.person FROM asked x WHERE x.campaign_id = ANY (?::uuid[]))
        GROUP BY a.realm_id, a.campaign_id, a.person, c.id ORDER BY a.person, a.campaign_id""";

    private final Campaigns campaigns = new Campaigns();
    private final Zones zones = new Zones();

    /** What was gone and is there again within thirty days, by whatever hand (AR-14). */
    boolean drift(Connection tx, Rounds.House house, Instant now) throws SQLException {
        Instant since = now.minus(WATCHED);
        List<Campaign> due = Sql.of("""
                        SELECT realm_id, id FROM kw_review_campaign c WHERE state IN ('AWAITING_SIGN_OFF', 'CLOSED') AND (checked_at IS NULL OR checked_at <= ?)
                          AND (EXISTS (SELECT FROM kw_review_item i WHERE i.campaign_id = c.id AND i.effect = 'EFFECTIVE' AND i.effect_at > ?)
                            OR EXISTS (SELECT FROM kw_review_end e WHERE e.campaign_id = c.id AND e.effect = 'EFFECTIVE' AND e.effect_at > ?))
                        ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED\
                        """, now.minus(LOOK_EVERY), since, since)
                .list(
                        tx,
                        row -> campaigns
                                .find(tx, new RealmId(row.getString("realm_id")), UUID.fromString(row.getString("id")))
                                .orElseThrow());
        if (due.isEmpty()) {
            return false;
        }
        Campaign campaign = due.getFirst();
        Sql.of("UPDATE kw_review_campaign SET checked_at = ? WHERE id = ?", now, campaign.id())
                .update(tx);
        List<Item> back = new ArrayList<>(
                Sql.of("""
                        UPDATE kw_review_item i SET drifted_at = ?, version = version + 1
                        WHERE campaign_id = ? AND effect = 'EFFECTIVE' AND outcome = 'REVOKE' AND drifted_at IS NULL AND effect_at > ? AND %s RETURNING *\
                        """.formatted(HELD), now, campaign.id(), since).list(tx, Items::item));
        back.addAll(Sql.of("""
                        UPDATE kw_review_end e SET drifted_at = ? FROM kw_review_item i WHERE i.campaign_id = e.campaign_id AND i.id = e.item_id
                          AND e.campaign_id = ? AND e.effect = 'EFFECTIVE' AND e.drifted_at IS NULL AND e.effect_at > ? AND %s RETURNING i.*\
                        """.formatted(HELD), now, campaign.id(), since).list(tx, Items::item));
        back.addAll(givenElsewhere(tx, house, campaign, since, now));
        for (Item item : back) {
            Rounds.record(
                    house,
                    campaign,
                    "RIGHT_DRIFTED",
                    item.person(),
                    Actor.NOBODY,
                    Map.of("item", item.id().toString(), "entitlement", item.entitlementId()),
                    now);
        }
        if (!back.isEmpty()) {
            house.tell(new Notice(
                    campaign.realm(),
                    "review-drifted",
                    "review-drifted-" + back.getFirst().id(),
                    new Audience.Holders("system-admin", null),
                    Map.of("campaign", campaign.id().toString(), "rights", Integer.toString(back.size()))));
        }
        return true;
    }

    private record Held(@Nullable UserId person, boolean group, String id) {}

    /** Of rights that other systems hold, which are asked once for all; one that does not answer is asked again at the next look. */
    private static List<Item> givenElsewhere(
            Connection tx, Rounds.House house, Campaign campaign, Instant since, Instant now) throws SQLException {
        List<Item> gone = Sql.of("""
                        SELECT i.* FROM kw_review_item i WHERE i.campaign_id = ? AND i.effect = 'EFFECTIVE' AND i.outcome = 'REVOKE' AND i.drifted_at IS NULL
                          AND i.effect_at > ? AND %s\
                        """.formatted(ELSEWHERE), campaign.id(), since).list(tx, Items::item);
        if (gone.isEmpty()) {
            return List.of();
        }
        Set<Held> held = house.foreign(campaign.realm()).stream()
                .flatMap(List::stream)
                .map(one -> new Held(one.person(), one.group(), one.id()))
                .collect(Collectors.toSet());
        List<UUID> back = gone.stream()
                .filter(item -> held.contains(new Held(
                        item.person(), item.denial().group(), item.denial().id())))
                .map(Item::id)
                .toList();
        return Sql.of(
                        "UPDATE kw_review_item SET drifted_at = ?, version = version + 1 WHERE campaign_id = ? AND id = ANY (?::uuid[]) RETURNING *",
                        now,
                        campaign.id(),
                        back)
                .list(tx, Items::item);
    }

    /** One digest for each reviewer with open items, when one is due to them and it is day where they are (AR-12). */
    boolean remind(Connection tx, Rounds.House house, Instant now) throws SQLException {
        List<String> looked = Sql.of(
                        "UPDATE kw_review_campaign SET reminded_at = ? WHERE id IN (SELECT id FROM kw_review_campaign WHERE"
                                + " state = 'RUNNING' AND (reminded_at IS NULL OR reminded_at <= ?) FOR UPDATE SKIP"
                                + " LOCKED) RETURNING id::text",
                        now,
                        now.minus(LOOK_EVERY))
                .list(tx, row -> row.getString(1));
        if (looked.isEmpty()) {
            return false;
        }
        Map<UserId, List<Waiting>> people = new LinkedHashMap<>();
        Sql.of(WAITING, looked)
                .list(tx, Waiting::of)
                .forEach(one -> people.computeIfAbsent(one.reviewer(), none -> new ArrayList<>())
                        .add(one));
        people.values()
                .removeIf(several ->
                        several.stream().noneMatch(one -> one.reminding().isDue(now)));
        Map<UserId, String> known = zones.of(tx, people.keySet());
        for (Map.Entry<UserId, List<Waiting>> one : people.entrySet()) {
            @Nullable String zone = known.get(one.getKey());
            if (Reminding.isAwake(now, zone)) {
                tell(tx, house, one.getValue(), zone, now);
            }
        }
        return false;
    }

    /** What waits for one reviewer in one campaign. @param later whether they were asked because others did not answer */
    private record Waiting(
            RealmId realm, UUID campaign, UserId reviewer, long items, Reminding reminding, boolean later) {
        static Waiting of(ResultSet row) throws SQLException {
            return new Waiting(
                    new RealmId(row.getString("realm_id")),
                    row.getObject("campaign_id", UUID.class),
                    new UserId(row.getString("person")),
                    row.getLong("items"),
                    new Reminding(Sql.at(row, "asked_at"), Sql.at(row, "stage_ends_at"), Sql.maybe(row, "told_at")),
                    row.getBoolean("later"));
        }
    }

    private static void tell(
            Connection tx, Rounds.House house, List<Waiting> several, @Nullable String zone, Instant now)
            throws SQLException {
        Waiting first = several.getFirst();
        List<@Nullable Object[]> told = new ArrayList<>();
        for (Waiting one : several) {
            told.add(new @Nullable Object[] {one.campaign(), one.reviewer().value(), now, one.items()});
        }
        Sql.batch(tx, "INSERT INTO kw_review_told (campaign_id, person_id, at, items) VALUES (?, ?, ?, ?)", told);
        Instant due = several.stream()
                .map(one -> one.reminding().ends())
                .min(Comparator.naturalOrder())
                .orElseThrow();
        house.tell(new Notice(
                first.realm(),
                "review-open",
                "review-open-" + Reminding.day(now, zone) + again(several, zone, now),
                new Audience.Person(first.reviewer()),
                Map.of(
                        "items",
                        Long.toString(several.stream().mapToLong(Waiting::items).sum()),
                        "due",
                        Reminding.day(due, zone).toString())));
    }

    /** Who was told today, and is asked since because others do not answer, is told once more. */
    private static String again(List<Waiting> several, @Nullable String zone, Instant now) {
        boolean told = several.stream().anyMatch(one -> one.reminding().wasTold(now, zone));
        boolean later =
                several.stream().anyMatch(one -> one.later() && one.reminding().isDue(now));
        return told && later ? "-" + now.getEpochSecond() : "";
    }
}
