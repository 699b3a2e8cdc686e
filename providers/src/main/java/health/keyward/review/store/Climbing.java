package health.keyward.review.store;

import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Sql;
import health.keyward.notice.Audience;
import health.keyward.notice.Notice;
import health.keyward.review.core.Assignment;
import health.keyward.review.core.Campaign;
import health.keyward.review.core.Item;
import health.keyward.review.core.Ladder;
import health.keyward.review.core.Reminding;
import health.keyward.review.core.Risk;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is done while items wait (AR-12): somebody is asked beside their reviewer, somebody takes the reviewer's place, the owner is told. Each step of an item
 * is made once in a stage, also where nobody was found for it.
 */
final class Climbing {
    private static final int PART = 500;
    private static final Duration LATER = Duration.ofMinutes(15);

    private final Campaigns campaigns = new Campaigns();
    private final Charts charts = new Charts();
    private final Zones zones = new Zones();

    private record Due(Campaign campaign, Ladder.Rung rung, Instant began, Instant ends) {}

    /** @return whether there is more to do at once */
    boolean round(Connection tx, Rounds.House house, Instant now) throws SQLException {
        Optional<Due> found = due(tx, now);
        if (found.isEmpty()) {
            return false;
        }
        Due due = found.get();
        if (due.rung() == Ladder.Rung.OWNER && isNight(tx, due.campaign(), now)) {
            campaigns.rung(tx, due.campaign().id(), due.rung(), now.plus(LATER));
            return true;
        }
        List<Item> part = waiting(tx, due);
        if (part.isEmpty()) {
            over(tx, house, due);
        } else {
            climb(tx, house, due, part, now);
        }
        return true;
    }

    private Optional<Due> due(Connection tx, Instant now) throws SQLException {
        return Sql.of(
                        "SELECT realm_id, id, rung, stage_began_at, stage_ends_at FROM kw_review_campaign WHERE state ="
                                + " 'RUNNING' AND rung_at <= ? AND stage_ends_at > ? ORDER BY rung_at, id LIMIT 1 FOR UPDATE SKIP"
                                + " LOCKED",
                        now,
                        now)
                .first(
                        tx,
                        row -> new Due(
                                campaigns
                                        .find(
                                                tx,
                                                new RealmId(row.getString("realm_id")),
                                                row.getObject("id", UUID.class))
                                        .orElseThrow(),
                                Ladder.Rung.valueOf(row.getString("rung")),
                                Sql.at(row, "stage_began_at"),
                                Sql.at(row, "stage_ends_at")));
    }

    private boolean isNight(Connection tx, Campaign campaign, Instant now) throws SQLException {
        UserId owner = campaign.definition().owner();
        return !Reminding.isAwake(now, zones.of(tx, List.of(owner)).get(owner));
    }

    private static List<Item> waiting(Connection tx, Due due) throws SQLException {
        return Sql.of("""
                        SELECT i.* FROM kw_review_item i WHERE i.campaign_id = ? AND i.stage = ? AND i.state = 'OPEN' AND i.reviewer_id IS NOT NULL
                          AND NOT EXISTS (SELECT FROM kw_review_rung r WHERE r.campaign_id = i.campaign_id AND r.item_id = i.id AND r.stage = i.stage AND r.rung = ?)
                        ORDER BY i.user_id, i.id LIMIT ? FOR UPDATE OF i\
                        """, due.campaign().id(), due.campaign().stage(), due.rung(), PART)
                .list(tx, Items::item);
    }

    private void over(Connection tx, Rounds.House house, Due due) throws SQLException {
        Campaign campaign = due.campaign();
        if (due.rung() == Ladder.Rung.OWNER) {
            tellOwner(tx, house, campaign);
        }
        Optional<Ladder.Rung> next = due.rung().next();
        Optional<Ladder> ladder = campaign.definition().ladder(campaign.stage());
        @Nullable
        Instant at = next.flatMap(rung -> ladder.map(one -> one.at(rung, due.began(), due.ends())))
                .orElse(null);
        campaigns.rung(tx, campaign.id(), at == null ? null : next.orElse(null), at);
    }

    private static void tellOwner(Connection tx, Rounds.House house, Campaign campaign) throws SQLException {
        long items = Sql.of(
                        "SELECT count(*) FROM kw_review_rung WHERE campaign_id = ? AND stage = ? AND rung = 'OWNER'",
                        campaign.id(),
                        campaign.stage())
                .first(tx, row -> row.getLong(1))
                .orElse(0L);
        if (items > 0) {
            house.tell(new Notice(
                    campaign.realm(),
                    "review-unanswered",
                    "review-unanswered-" + campaign.id() + "-" + campaign.stage(),
                    new Audience.Person(campaign.definition().owner()),
                    Map.of("campaign", campaign.id().toString(), "items", Long.toString(items))));
        }
    }

    private record Step(
            Item item, UserId reviewer, @Nullable UserId to) {}

    private void climb(Connection tx, Rounds.House house, Due due, List<Item> part, Instant now) throws SQLException {
        List<Step> steps = steps(tx, due, part, now);
        List<Step> found = steps.stream().filter(step -> step.to() != null).toList();
        switch (due.rung()) {
            case ADD -> add(tx, found);
            case REPLACE -> replace(tx, found);
            case OWNER -> {}
        }
        note(tx, due, steps, now);
        steps.forEach(step -> record(house, due, step, now));
    }

    /** Whoever has the item before them can still answer the version they see. */
    private static void add(Connection tx, List<Step> steps) throws SQLException {
        Sql.batch(
                tx,
                "UPDATE kw_review_item SET added_id = ?, added_opened_at = NULL WHERE campaign_id = ? AND id = ?",
                steps.stream()
                        .map(step -> new @Nullable Object[] {
                            text(step.to()), step.item().campaign(), step.item().id()
                        })
                        .toList());
    }

    private static void replace(Connection tx, List<Step> steps) throws SQLException {
        Sql.batch(
                tx,
                "UPDATE kw_review_item SET opened_at = CASE WHEN added_id = ? THEN added_opened_at END, reviewer_id = ?,"
                        + " on_fallback = false, added_id = NULL, added_opened_at = NULL, version = version + 1 WHERE"
                        + " campaign_id = ? AND id = ?",
                steps.stream()
                        .map(step -> new @Nullable Object[] {
                            text(step.to()),
                            text(step.to()),
                            step.item().campaign(),
                            step.item().id()
                        })
                        .toList());
    }

    private static void note(Connection tx, Due due, List<Step> steps, Instant now) throws SQLException {
        Sql.batch(
                tx,
                "INSERT INTO kw_review_rung (campaign_id, item_id, stage, rung, reviewer_id, to_id, at) VALUES (?, ?, ?, ?, ?,"
                        + " ?, ?)",
                steps.stream()
                        .map(step -> new @Nullable Object[] {
                            step.item().campaign(),
                            step.item().id(),
                            step.item().stage(),
                            due.rung(),
                            step.reviewer().value(),
                            text(step.to()),
                            now
                        })
                        .toList());
    }

    private static void record(Rounds.House house, Due due, Step step, Instant now) {
        Map<String, String> facts = new TreeMap<>();
        facts.put("item", step.item().id().toString());
        facts.put("entitlement", step.item().entitlementId());
        facts.put("stage", Integer.toString(step.item().stage()));
        facts.put("reviewer", step.reviewer().value());
        facts.put("to", step.to() == null ? "nobody" : step.to().value());
        Rounds.record(house, due.campaign(), type(due.rung()), step.item().person(), Actor.NOBODY, facts, now);
    }

    private static String type(Ladder.Rung rung) {
        return switch (rung) {
            case ADD -> "REVIEWER_ADDED";
            case REPLACE -> "REVIEWER_REPLACED";
            case OWNER -> "OWNER_TOLD";
        };
    }

    private static @Nullable String text(@Nullable UserId id) {
        return id == null ? null : id.value();
    }

    private List<Step> steps(Connection tx, Due due, List<Item> part, Instant now) throws SQLException {
        Campaign campaign = due.campaign();
        List<Step> steps = new ArrayList<>();
        if (due.rung() == Ladder.Rung.OWNER) {
            UserId owner = campaign.definition().owner();
            part.forEach(item -> steps.add(new Step(item, reviewer(item), owner)));
            return steps;
        }
        Assignment assignment = charts.underWay(tx, campaign.id(), campaign.realm(), campaign.stage(), now);
        UserId fallback =
                campaign.definition().stage(campaign.stage()).orElseThrow().fallback();
        for (List<Item> several : bundles(part)) {
            @Nullable UserId to = to(assignment, due.rung(), several, fallback);
            several.forEach(item -> steps.add(new Step(item, reviewer(item), to)));
        }
        return steps;
    }

    private static @Nullable UserId to(Assignment assignment, Ladder.Rung rung, List<Item> several, UserId fallback) {
        Item first = several.getFirst();
        @Nullable UserId added = first.added();
        if (rung == Ladder.Rung.REPLACE && added != null && assignment.mayReview(first.person(), added)) {
            return added;
        }
        int high =
                (int) several.stream().filter(item -> item.risk() == Risk.HIGH).count();
        return assignment
                .instead(
                        new Assignment.Bundle(first.person(), null, null, several.size(), high),
                        reviewer(first),
                        fallback)
                .orElse(null);
    }

    /** Items of one person that the same people are asked about. */
    private static Collection<List<Item>> bundles(List<Item> part) {
        Map<List<@Nullable UserId>, List<Item>> bundles = new LinkedHashMap<>();
        for (Item item : part) {
            List<@Nullable UserId> asked = new ArrayList<>();
            asked.add(item.person());
            asked.add(item.reviewer());
            asked.add(item.added());
            bundles.computeIfAbsent(asked, none -> new ArrayList<>()).add(item);
        }
        return bundles.values();
    }

    private static UserId reviewer(Item item) {
        return Objects.requireNonNull(item.reviewer());
    }
}
