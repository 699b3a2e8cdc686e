package health.keyward.review.store;

import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Sql;
import health.keyward.review.core.Answer;
import health.keyward.review.core.Decision;
import health.keyward.review.core.Effect;
import health.keyward.review.core.Facts;
import health.keyward.review.core.Item;
import health.keyward.review.core.ItemKind;
import health.keyward.review.core.ItemState;
import health.keyward.review.core.Origin;
import health.keyward.review.core.Risk;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Items of campaigns and what was answered. */
public final class Items {
    /** In which order a reviewer meets their items; ids are random, and so is the usual order (AR-8). */
    public enum By {
        ANY,
        PERSON,
        ENTITLEMENT
    }

    /** The last item of the page before. */
    public record Place(String word, UUID id) {
        public static final Place START = new Place("", new UUID(0, 0));
    }

    /** @param effect {@code DRIFTED} for what came back */
    public record Filter(
            @Nullable ItemState state,
            @Nullable Risk risk,
            @Nullable Effect effect,
            @Nullable String reviewer,
            @Nullable String person) {}

    public List<Item> list(Connection tx, UUID campaign, Filter filter, Place after, int most) throws SQLException {
        return Sql.of(
                        """
                        SELECT * FROM kw_review_item WHERE campaign_id = ? AND (?::text IS NULL OR state = ?) AND (?::text IS NULL OR risk = ?)
                          AND (?::text IS NULL OR CASE WHEN drifted_at IS NULL THEN effect ELSE 'DRIFTED' END = ?)
                          AND (?::text IS NULL OR reviewer_id = ? OR added_id = ?) AND (?::text IS NULL OR user_id = ?) AND id > ?
                        ORDER BY id LIMIT ?\
                        """,
                        campaign,
                        filter.state(),
                        filter.state(),
                        filter.risk(),
                        filter.risk(),
                        filter.effect(),
                        filter.effect(),
                        filter.reviewer(),
                        filter.reviewer(),
                        filter.reviewer(),
                        filter.person(),
                        filter.person(),
                        after.id(),
                        most)
                .list(tx, Items::item);
    }

    /** What nobody may review, the first of them. */
    public List<Item> orphans(Connection tx, UUID campaign, int most) throws SQLException {
        return Sql.of(
                        "SELECT * FROM kw_review_item WHERE campaign_id = ? AND state = 'OPEN' AND reviewer_id IS NULL"
                                + " ORDER BY id LIMIT ?",
                        campaign,
                        most)
                .list(tx, Items::item);
    }

    /** Items of a reviewer in campaigns that run. */
    public List<Item> mine(
            Connection tx,
            RealmId realm,
            UserId reviewer,
            ItemState state,
            @Nullable UUID campaign,
            By by,
            Place after,
            int most)
            throws SQLException {
        String word = switch (by) {
            case ANY -> "''";
            case PERSON -> "i.user_id";
            case ENTITLEMENT -> "i.entitlement";
        };
        String sort = by == By.ANY ? "i.id" : word + " COLLATE \"C\", i.id";
        String from = by == By.ANY ? "i.id > ?" : "(" + word + " COLLATE \"C\", i.id) > (?, ?)";
        String sql = "SELECT i.* FROM kw_review_item i JOIN kw_review_campaign c ON c.id = i.campaign_id AND c.state ="
                + " 'RUNNING' WHERE (i.reviewer_id = ? OR i.added_id = ?) AND i.realm_id = ? AND i.state = ? AND (?::uuid IS NULL OR"
                + " i.campaign_id = ?::uuid) AND " + from + " ORDER BY " + sort + " LIMIT ?";
        String only = campaign == null ? null : campaign.toString();
        return (by == By.ANY
                        ? Sql.of(
                                sql,
                                reviewer.value(),
                                reviewer.value(),
                                realm.value(),
                                state,
                                only,
                                only,
                                after.id(),
                                most)
                        : Sql.of(
                                sql,
                                reviewer.value(),
                                reviewer.value(),
                                realm.value(),
                                state,
                                only,
                                only,
                                after.word(),
                                after.id(),
                                most))
                .list(tx, Items::item);
    }

    /** What one campaign wants of a reviewer. */
    public record Task(UUID campaign, String name, int stage, Instant dueAt, long open, long high, long decided) {}

    public List<Task> tasks(Connection tx, RealmId realm, UserId reviewer) throws SQLException {
        return Sql.of("""
                        SELECT c.id, c.definition::json ->> 'name' AS name, c.stage, c.stage_ends_at, count(*) FILTER (WHERE i.state = 'OPEN') AS open,
                          count(*) FILTER (WHERE i.state = 'OPEN' AND i.risk = 'HIGH') AS high, count(*) FILTER (WHERE i.state = 'DECIDED') AS decided
                        FROM kw_review_item i JOIN kw_review_campaign c ON c.id = i.campaign_id AND c.state = 'RUNNING'
                        WHERE (i.reviewer_id = ? OR i.added_id = ?) AND i.realm_id = ? AND i.state IN ('OPEN', 'DECIDED')
                        GROUP BY c.id ORDER BY c.stage_ends_at, c.id\
                        """, reviewer.value(), reviewer.value(), realm.value())
                .list(
                        tx,
                        row -> new Task(
                                row.getObject("id", UUID.class),
                                row.getString("name"),
                                row.getInt("stage"),
                                Sql.at(row, "stage_ends_at"),
                                row.getLong("open"),
                                row.getLong("high"),
                                row.getLong("decided")));
    }

    /** @param onFallback items that only the fallback may review; those a reviewer was added to count for both */
    public record Load(UserId reviewer, long items, long high, long open, long onFallback) {}

    public List<Load> loads(Connection tx, UUID campaign) throws SQLException {
        return Sql.of("""
                        SELECT reviewer_id, count(*) AS items, count(*) FILTER (WHERE risk = 'HIGH') AS high, count(*) FILTER (WHERE state = 'OPEN') AS open,
                          count(*) FILTER (WHERE on_fallback) AS fallback
                        FROM (SELECT reviewer_id, risk, state, on_fallback FROM kw_review_item WHERE campaign_id = ? AND reviewer_id IS NOT NULL
                          UNION ALL SELECT added_id, risk, state, false FROM kw_review_item WHERE campaign_id = ? AND added_id IS NOT NULL) asked
                        GROUP BY reviewer_id ORDER BY items DESC, reviewer_id\
                        """, campaign, campaign)
                .list(
                        tx,
                        row -> new Load(
                                new UserId(row.getString("reviewer_id")),
                                row.getLong("items"),
                                row.getLong("high"),
                                row.getLong("open"),
                                row.getLong("fallback")));
    }

    public Optional<Item> find(Connection tx, UUID campaign, UUID id) throws SQLException {
        return Sql.of("SELECT * FROM kw_review_item WHERE campaign_id = ? AND id = ?", campaign, id)
                .first(tx, Items::item);
    }

    /** An item of this reviewer, in a campaign that runs. */
    public Optional<Item> mine(Connection tx, RealmId realm, UserId reviewer, UUID id) throws SQLException {
        return Sql.of(
                        "SELECT i.* FROM kw_review_item i JOIN kw_review_campaign c ON c.id = i.campaign_id AND c.state"
                                + " = 'RUNNING' WHERE i.id = ? AND (i.reviewer_id = ? OR i.added_id = ?) AND i.realm_id = ? AND"
                                + " i.state IN ('OPEN', 'DECIDED')",
                        id,
                        reviewer.value(),
                        reviewer.value(),
                        realm.value())
                .first(tx, Items::item);
    }

    /** Whether this reviewer was asked in the present stage and somebody else has it by now. */
    boolean wasAsked(Connection tx, RealmId realm, UserId reviewer, UUID id) throws SQLException {
        return Sql.of("""
                        SELECT 1 FROM kw_review_item i JOIN kw_review_campaign c ON c.id = i.campaign_id AND c.state = 'RUNNING'
                          JOIN kw_review_rung r ON r.campaign_id = i.campaign_id AND r.item_id = i.id AND r.stage = i.stage AND r.rung <> 'OWNER'
                        WHERE i.id = ? AND i.realm_id = ? AND (r.reviewer_id = ? OR r.to_id = ?) LIMIT 1\
                        """, id, realm.value(), reviewer.value(), reviewer.value())
                .first(tx, row -> true)
                .isPresent();
    }

    /** From here the time for the answer counts, for each of those who are asked by themselves. */
    public void opened(Connection tx, Item item, UserId by, Instant now) throws SQLException {
        String column = by.equals(item.added()) ? "added_opened_at" : "opened_at";
        Sql.of(
                        "UPDATE kw_review_item SET " + column + " = ? WHERE campaign_id = ? AND id = ? AND " + column
                                + " IS NULL",
                        now,
                        item.campaign(),
                        item.id())
                .update(tx);
    }

    /** Roles that are part of the one reviewed, by name; empty where there is nothing to reduce to. */
    public List<String> mayReduceTo(Connection tx, Item item) throws SQLException {
        return item.kind() != ItemKind.ROLE || item.guarded()
                ? List.of()
                : Sql.of(
                                "SELECT r.name FROM composite_role c JOIN keycloak_role r ON r.id = c.child_role AND NOT"
                                        + " r.client_role WHERE c.composite = ? ORDER BY r.name",
                                item.entitlementId())
                        .list(tx, row -> row.getString(1));
    }

    /** From then on it is theirs alone. False when somebody was faster: another version, another reviewer, or its stage has ended. */
    boolean decide(Connection tx, Item item, UserId by, long version, Decision decision, @Nullable String reduceTo)
            throws SQLException {
        return Sql.of(
                                """
                                UPDATE kw_review_item SET decision = ?, reduce_to = ?, state = 'DECIDED', version = version + 1, reviewer_id = ?,
                                  opened_at = CASE WHEN added_id = ? THEN added_opened_at ELSE opened_at END, added_id = NULL, added_opened_at = NULL
                                WHERE campaign_id = ? AND id = ? AND version = ? AND (reviewer_id = ? OR added_id = ?) AND stage = ?
                                  AND state IN ('OPEN', 'DECIDED')\
                                """,
                                decision,
                                reduceTo,
                                by.value(),
                                by.value(),
                                item.campaign(),
                                item.id(),
                                version,
                                by.value(),
                                by.value(),
                                item.stage())
                        .update(tx)
                == 1;
    }

    boolean reopen(Connection tx, Item item, long version) throws SQLException {
        return Sql.of(
                                "UPDATE kw_review_item SET decision = NULL, reduce_to = NULL, state = 'OPEN', version ="
                                        + " version + 1 WHERE campaign_id = ? AND id = ? AND version = ? AND state ="
                                        + " 'DECIDED'",
                                item.campaign(),
                                item.id(),
                                version)
                        .update(tx)
                == 1;
    }

    /** @param from whose place it is; the other one who is asked stays */
    boolean hand(Connection tx, Item item, long version, @Nullable UserId from, UserId to, int hops)
            throws SQLException {
        boolean beside = from != null && from.equals(item.added());
        UserId reviewer = beside && item.reviewer() != null ? item.reviewer() : to;
        @Nullable UserId added = beside ? to : item.added();
        @Nullable String other = added == null || added.equals(reviewer) ? null : added.value();
        return Sql.of("""
                                UPDATE kw_review_item SET reviewer_id = ?, opened_at = CASE WHEN reviewer_id = ? THEN opened_at END, added_id = ?,
                                  added_opened_at = CASE WHEN added_id = ? THEN added_opened_at END, hops = ?, version = version + 1
                                WHERE campaign_id = ? AND id = ? AND version = ? AND state = 'OPEN'\
                                """, reviewer.value(), reviewer.value(), other, other, hops, item.campaign(), item.id(), version)
                        .update(tx)
                == 1;
    }

    void superseded(Connection tx, Item item) throws SQLException {
        Sql.of(
                        "UPDATE kw_review_answer SET superseded = true WHERE campaign_id = ? AND item_id = ? AND stage ="
                                + " ? AND NOT superseded",
                        item.campaign(),
                        item.id(),
                        item.stage())
                .update(tx);
    }

    void put(Connection tx, Item item, Answer answer) throws SQLException {
        Sql.of(
                        "INSERT INTO kw_review_answer (campaign_id, item_id, stage, reviewer_id, decision, until,"
                                + " reduce_to, reason, advised, bulk, opened_at, at) VALUES (?, ?, ?, ?, ?,"
                                + " ?::timestamptz, ?, ?, ?, ?, ?::timestamptz, ?)",
                        item.campaign(),
                        item.id(),
                        answer.stage(),
                        answer.reviewer().value(),
                        answer.decision(),
                        answer.until(),
                        answer.reduceTo(),
                        answer.reason(),
                        item.recommendation().decision(),
                        answer.bulk(),
                        answer.openedAt(),
                        answer.at())
                .update(tx);
    }

    /** Oldest first, corrected ones too. */
    public Map<UUID, List<Answer>> answers(Connection tx, UUID campaign, List<UUID> items) throws SQLException {
        Map<UUID, List<Answer>> found = new HashMap<>();
        if (!items.isEmpty()) {
            Sql.of(
                            "SELECT * FROM kw_review_answer WHERE campaign_id = ? AND item_id = ANY (?::uuid[]) ORDER BY"
                                    + " item_id, n",
                            campaign,
                            items)
                    .each(
                            tx,
                            row -> found.computeIfAbsent(
                                            row.getObject("item_id", UUID.class), none -> new ArrayList<>())
                                    .add(answer(row)));
        }
        return found;
    }

    static Answer answer(ResultSet row) throws SQLException {
        Decision decision = Decision.valueOf(row.getString("decision"));
        return new Answer(
                row.getInt("stage"),
                new UserId(row.getString("reviewer_id")),
                decision,
                Sql.maybe(row, "until"),
                row.getString("reduce_to"),
                row.getString("reason"),
                decision.name().equals(row.getString("advised")),
                row.getBoolean("bulk"),
                Sql.maybe(row, "opened_at"),
                Sql.at(row, "at"),
                row.getBoolean("superseded"));
    }

    /** User names as they are today; who is gone is missing. */
    public record Person(String username, @Nullable String name) {}

    public Map<UserId, Person> people(Connection tx, RealmId realm, Collection<UserId> ids) throws SQLException {
        Map<UserId, Person> found = new HashMap<>();
        if (!ids.isEmpty()) {
            Sql.of(
                            "SELECT id, username, nullif(trim(concat_ws(' ', first_name, last_name)), '') AS name FROM"
                                    + " user_entity WHERE realm_id = ? AND id = ANY (?)",
                            realm.value(),
                            ids)
                    .each(
                            tx,
                            row -> found.put(
                                    new UserId(row.getString("id")),
                                    new Person(row.getString("username"), row.getString("name"))));
        }
        return found;
    }

    static Item item(ResultSet row) throws SQLException {
        String reviewer = row.getString("reviewer_id");
        String added = row.getString("added_id");
        return new Item(
                row.getObject("campaign_id", UUID.class),
                row.getObject("id", UUID.class),
                new UserId(row.getString("user_id")),
                ItemKind.valueOf(row.getString("kind")),
                row.getString("entitlement_id"),
                row.getString("entitlement"),
                row.getString("app"),
                Sql.texts(row, "path"),
                new Item.Denial(
                        row.getBoolean("denial_group"),
                        row.getString("denial_id"),
                        row.getString("denial"),
                        row.getInt("also_loses")),
                origin(row),
                Risk.valueOf(row.getString("risk")),
                row.getBoolean("clinical"),
                row.getBoolean("guarded"),
                row.getString("unit"),
                facts(row),
                row.getInt("stage"),
                ItemState.valueOf(row.getString("state")),
                reviewer == null ? null : new UserId(reviewer),
                row.getInt("hops"),
                Sql.maybe(row, "opened_at"),
                added == null ? null : new UserId(added),
                Sql.maybe(row, "added_opened_at"),
                row.getLong("version"),
                Sql.word(row, "decision", Decision.class),
                Sql.word(row, "outcome", Decision.class),
                row.getString("reduce_to"),
                row.getBoolean("flagged"),
                row.getBoolean("escalated"),
                Sql.maybe(row, "drifted_at") == null ? Effect.valueOf(row.getString("effect")) : Effect.DRIFTED,
                row.getString("effect_detail"),
                Sql.maybe(row, "effect_at"));
    }

    private static @Nullable Origin origin(ResultSet row) throws SQLException {
        Origin.Kind kind = Sql.word(row, "origin_kind", Origin.Kind.class);
        return kind == null
                ? null
                : new Origin(
                        kind,
                        row.getString("origin_system"),
                        row.getString("origin_name"),
                        row.getString("origin_external"),
                        Origin.Holding.valueOf(row.getString("origin_holding")));
    }

    private static Facts facts(ResultSet row) throws SQLException {
        String granter = row.getString("granted_by");
        return new Facts(
                Sql.at(row, "taken_at"),
                row.getBoolean("enabled"),
                Sql.maybe(row, "last_used"),
                row.getBoolean("use_known"),
                Sql.maybe(row, "last_sign_in"),
                row.getInt("peers"),
                row.getInt("peers_with"),
                day(row.getString("training_until")),
                day(row.getString("licence_until")),
                day(row.getString("employment_end")),
                Sql.maybe(row, "last_reviewed_at"),
                Sql.word(row, "last_review", Decision.class),
                Sql.texts(row, "conflicts"),
                Sql.maybe(row, "granted_at"),
                granter == null ? null : new UserId(granter),
                row.getObject("break_glass_uses", Integer.class),
                use(row),
                row.getObject("open_incidents", Integer.class));
    }

    private static Facts.@Nullable Use use(ResultSet row) throws SQLException {
        Integer days = row.getObject("used_days", Integer.class);
        return days == null ? null : new Facts.Use(days, row.getInt("counted_days"));
    }

    /** What is no date says nothing. */
    private static @Nullable LocalDate day(@Nullable String text) {
        try {
            return text == null ? null : LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
