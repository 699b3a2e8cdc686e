package health.keyward.review.store;

import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import health.keyward.keycloak.Sql;
import health.keyward.review.core.Campaign;
import health.keyward.review.core.CampaignState;
import health.keyward.review.core.Effect;
import health.keyward.review.core.Item;
import health.keyward.review.core.Origin;
import health.keyward.review.core.Outcome;
import health.keyward.review.core.Refusal;
import health.keyward.review.core.Seen;
import health.keyward.review.core.Task;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was denied and has to be taken away in another system. Rows of their own, because those of a signed campaign do not change. */
public final class Tasks {
    private static final String ALL = """
        SELECT i.*, t.opened_at AS task_opened_at, t.done_at, t.done_by FROM kw_review_task t
          JOIN kw_review_item i ON i.campaign_id = t.campaign_id AND i.id = t.item_id WHERE t.campaign_id = ?""";

    private final Campaigns campaigns = new Campaigns();

    /** Those that are open first. */
    public List<Task> list(Connection tx, UUID campaign) throws SQLException {
        return read(tx, ALL + " ORDER BY t.done_at DESC NULLS FIRST, t.item_id", campaign);
    }

    private static List<Task> read(Connection tx, String question, @Nullable Object... values) throws SQLException {
        return Sql.of(question, values)
                .list(
                        tx,
                        row -> new Task(
                                Items.item(row),
                                Sql.at(row, "task_opened_at"),
                                Sql.maybe(row, "done_at"),
                                row.getString("done_by")));
    }

    /** Opens one where what was seen leaves something to do elsewhere; once for each item. */
    static void open(Connection tx, Rounds.House house, Campaign campaign, Item item, Seen seen, Instant now)
            throws SQLException {
        Origin origin = item.origin();
        boolean left = seen.effect() == Effect.BY_HAND || seen.effect() == Effect.FAILED;
        if (origin == null || !origin.needsTask() || !left) {
            return;
        }
        int opened = Sql.of(
                        "INSERT INTO kw_review_task (campaign_id, item_id, opened_at) VALUES (?, ?, ?) ON CONFLICT DO"
                                + " NOTHING",
                        campaign.id(),
                        item.id(),
                        now)
                .update(tx);
        if (opened == 1) {
            record(house, campaign, item, "TASK_OPENED", Actor.NOBODY, Map.of(), now);
        }
    }

    /** Somebody says that it is taken away there. It is read again: while it is not gone, the task stays open. */
    public Outcome<Task> done(
            Connection tx,
            Rounds.House house,
            RealmId realm,
            Actor by,
            UUID id,
            UUID itemId,
            String reason,
            Instant now)
            throws SQLException {
        Optional<Campaign> campaign = campaigns.hold(tx, realm, id);
        Optional<Task> task = campaign.isEmpty() ? Optional.empty() : find(tx, id, itemId);
        if (campaign.isEmpty() || task.isEmpty()) {
            return Outcome.refused(Refusal.NOT_FOUND);
        }
        Item item = task.get().item();
        if (task.get().doneAt() != null) {
            return Outcome.refused(Refusal.OUT_OF_TURN);
        }
        if (house.rights(realm).still(item).isPresent()) {
            return Outcome.refused(Refusal.STILL_HELD);
        }
        Sql.of(
                        "UPDATE kw_review_task SET done_at = ?, done_by = ? WHERE campaign_id = ? AND item_id = ?",
                        now,
                        by.username(),
                        id,
                        itemId)
                .update(tx);
        record(house, campaign.get(), item, "TASK_DONE", by, Map.of("reason", reason), now);
        proven(tx, house, campaign.get(), item, by, now);
        return Outcome.done(find(tx, id, itemId).orElseThrow());
    }

    private static Optional<Task> find(Connection tx, UUID campaign, UUID item) throws SQLException {
        return read(tx, ALL + " AND t.item_id = ?", campaign, item).stream().findFirst();
    }

    private static void proven(Connection tx, Rounds.House house, Campaign campaign, Item item, Actor by, Instant now)
            throws SQLException {
        Seen gone = new Seen(Effect.EFFECTIVE, "taken away in the other system");
        int changed = Sql.of(
                        "UPDATE kw_review_end SET effect = ?, effect_detail = ?, effect_at = ? WHERE campaign_id = ? AND"
                                + " item_id = ? AND effect IN ('BY_HAND', 'FAILED')",
                        gone.effect(),
                        gone.detail(),
                        now,
                        campaign.id(),
                        item.id())
                .update(tx);
        if (campaign.state() != CampaignState.CLOSED) {
            changed += Sql.of(
                            "UPDATE kw_review_item SET effect = ?, effect_detail = ?, effect_at = ?, version = version + 1"
                                    + " WHERE campaign_id = ? AND id = ? AND effect IN ('BY_HAND', 'FAILED')",
                            gone.effect(),
                            gone.detail(),
                            now,
                            campaign.id(),
                            item.id())
                    .update(tx);
        }
        if (changed > 0) {
            Rounds.record(house, campaign, item, gone, by, Map.of(), now);
        }
    }

    private static void record(
            Rounds.House house,
            Campaign campaign,
            Item item,
            String type,
            Actor by,
            Map<String, String> more,
            Instant now) {
        Map<String, String> facts = new TreeMap<>(more);
        facts.put("item", item.id().toString());
        facts.put("entitlement", item.entitlementId());
        Origin origin = item.origin();
        if (origin != null) {
            facts.put("system", origin.system());
        }
        Rounds.record(house, campaign, type, item.person(), by, facts, now);
    }
}
