package health.keyward.review.store;

import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Sql;
import health.keyward.review.core.Assignment;
import health.keyward.review.core.Assignment.Bundle;
import health.keyward.review.core.Assignment.Choice;
import health.keyward.review.core.Expression;
import health.keyward.review.core.Independence;
import health.keyward.review.core.Independence.Hindrance;
import health.keyward.review.core.OrgChart;
import health.keyward.review.core.ReviewerRule;
import health.keyward.review.core.Stage;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who leads whom and who may review, from Keycloak's tables; and the assignment of items by it. */
public final class Charts {
    private static final int PART = 10_000;

    OrgChart chart(Connection tx, RealmId realm, Instant now) throws SQLException {
        Map<UserId, UserId> managers = new HashMap<>();
        Sql.of(
                        "SELECT a.user_id, m.id FROM user_attribute a JOIN user_entity u ON u.id = a.user_id AND"
                                + " u.realm_id = ? JOIN user_entity m ON m.realm_id = u.realm_id AND (m.username ="
                                + " lower(trim(a.value)) OR m.id = trim(a.value)) WHERE a.name = 'manager'",
                        realm.value())
                .each(tx, row -> managers.put(new UserId(row.getString(1)), new UserId(row.getString(2))));
        Map<UserId, String> humans = new HashMap<>();
        Sql.of(
                        "SELECT a.user_id, a.value FROM user_attribute a JOIN user_entity u ON u.id = a.user_id AND"
                                + " u.realm_id = ? WHERE a.name = 'employee_number' AND trim(coalesce(a.value, '')) <>"
                                + " ''",
                        realm.value())
                .each(
                        tx,
                        row -> humans.put(
                                new UserId(row.getString(1)), row.getString(2).strip()));
        Map<UserId, UserId> away = new HashMap<>();
        Sql.of(
                        "SELECT user_id, delegate_id FROM kw_review_absence WHERE realm_id = ? AND begins <= ? AND"
                                + " until > ? ORDER BY begins",
                        realm.value(),
                        now,
                        now)
                .each(tx, row -> away.put(new UserId(row.getString(1)), new UserId(row.getString(2))));
        return new OrgChart(managers, humans, reviewers(tx, realm, null), away);
    }

    /** As much of it as matters when this reviewer is to review this person. */
    private OrgChart about(Connection tx, RealmId realm, UserId subject, UserId reviewer) throws SQLException {
        Map<UserId, UserId> managers = new HashMap<>();
        Sql.of("""
                        WITH RECURSIVE up (id, below, depth) AS (
                          SELECT ?::text, NULL::text, 0
                          UNION SELECT m.id::text, u.id, u.depth + 1 FROM up u JOIN user_attribute a ON a.user_id = u.id AND a.name = 'manager'
                            JOIN user_entity m ON m.realm_id = ? AND (m.username = lower(trim(a.value)) OR m.id = trim(a.value)) WHERE u.depth < 20
                        )
                        SELECT below, id FROM up WHERE below IS NOT NULL\
                        """, reviewer.value(), realm.value())
                .each(tx, row -> managers.put(new UserId(row.getString("below")), new UserId(row.getString("id"))));
        Set<UserId> concerned = new HashSet<>(managers.values());
        concerned.add(subject);
        concerned.add(reviewer);
        Map<UserId, String> humans = new HashMap<>();
        Sql.of(
                        "SELECT user_id, value FROM user_attribute WHERE name = 'employee_number' AND user_id = ANY (?) AND"
                                + " trim(coalesce(value, '')) <> ''",
                        concerned)
                .each(
                        tx,
                        row -> humans.put(
                                new UserId(row.getString(1)), row.getString(2).strip()));
        return new OrgChart(managers, humans, reviewers(tx, realm, reviewer), Map.of());
    }

    /** What stands against this reviewer now, in this campaign (AR-4). */
    Optional<Hindrance> hinders(Connection tx, UUID campaign, RealmId realm, UserId subject, UserId reviewer)
            throws SQLException {
        Independence independence = new Independence(about(tx, realm, subject, reviewer));
        boolean turned = Sql.of(
                        "SELECT 1 FROM kw_review_item i WHERE i.realm_id = ? AND i.user_id = ? AND i.campaign_id = ?"
                                + " AND (i.reviewer_id = ? OR i.added_id = ? OR EXISTS (SELECT FROM kw_review_answer a WHERE"
                                + " a.campaign_id = i.campaign_id AND a.item_id = i.id AND a.reviewer_id = ?)) LIMIT"
                                + " 1",
                        realm.value(),
                        reviewer.value(),
                        campaign,
                        subject.value(),
                        subject.value(),
                        subject.value())
                .first(tx, row -> true)
                .isPresent();
        if (turned) {
            independence.with(subject, reviewer);
        }
        return independence.hinders(subject, reviewer);
    }

    /** Whether somebody can sign in and holds a role that reviews. */
    boolean mayReview(Connection tx, RealmId realm, UserId person) throws SQLException {
        return reviewers(tx, realm, person).contains(person);
    }

    /** @param only one person; null for everybody */
    private static Set<UserId> reviewers(Connection tx, RealmId realm, @Nullable UserId only) throws SQLException {
        @Nullable String id = only == null ? null : only.value();
        return new HashSet<>(
                Sql.of("""
                        WITH RECURSIVE carrying (id) AS (
                          SELECT id FROM keycloak_role WHERE realm_id = ? AND NOT client_role AND name IN ('reviewer', 'system-admin')
                          UNION SELECT c.composite FROM composite_role c JOIN carrying l ON c.child_role = l.id
                        ), inside (grp) AS (
                          SELECT g.group_id FROM group_role_mapping g JOIN carrying l ON g.role_id = l.id
                          UNION SELECT k.id FROM keycloak_group k JOIN inside w ON k.parent_group = w.grp
                        )
                        SELECT u.id FROM user_entity u WHERE u.realm_id = ? AND u.enabled AND u.service_account_client_link IS NULL AND (?::text IS NULL OR u.id = ?)
                          AND (u.id IN (SELECT m.user_id FROM user_role_mapping m JOIN carrying l ON m.role_id = l.id)
                            OR u.id IN (SELECT m.user_id FROM user_group_membership m JOIN inside w ON m.group_id = w.grp))\
                        """, realm.value(), realm.value(), id, id).list(tx, row -> new UserId(row.getString(1))));
    }

    /** With who reviews whom in this campaign already. */
    private Independence independence(Connection tx, UUID campaign, OrgChart chart) throws SQLException {
        Independence independence = new Independence(chart);
        Sql.of(
                        "SELECT reviewer_id, user_id FROM kw_review_item WHERE campaign_id = ? AND reviewer_id IS NOT"
                                + " NULL UNION SELECT added_id, user_id FROM kw_review_item WHERE campaign_id = ? AND added_id IS NOT"
                                + " NULL UNION SELECT a.reviewer_id, i.user_id FROM kw_review_answer a JOIN"
                                + " kw_review_item i ON i.campaign_id = a.campaign_id AND i.id = a.item_id WHERE"
                                + " a.campaign_id = ?",
                        campaign,
                        campaign,
                        campaign)
                .each(tx, row -> independence.with(new UserId(row.getString(1)), new UserId(row.getString(2))));
        return independence;
    }

    private record Assigned(Bundle bundle, Choice choice) {}

    /** Items {@code i} without a reviewer: what follows {@code FROM}, and its values. */
    private record Open(String from, @Nullable Object... values) {
        Sql ask(String before, String after, @Nullable Object... first) {
            return Sql.of(
                    before + from + after,
                    Stream.concat(Arrays.stream(first), Arrays.stream(values)).toArray());
        }
    }

    private record Columns(
            List<String> people,
            List<String> apps,
            List<String> roles,
            List<String> reviewers,
            List<String> fallbacks) {
        static Columns of(List<Assigned> part) {
            return new Columns(
                    column(part, one -> one.bundle().subject().value()),
                    column(part, one -> text(one.bundle().appOwner())),
                    column(part, one -> text(one.bundle().roleOwner())),
                    column(part, one -> one.choice().reviewer().value()),
                    column(part, one -> Boolean.toString(one.choice().fallback())));
        }

        private static List<String> column(List<Assigned> part, Function<Assigned, String> value) {
            return part.stream().map(value).toList();
        }
    }

    /** Gives every item of a stage that has no reviewer one; those nobody may review stay without. */
    void assign(Connection tx, UUID campaign, RealmId realm, int number, Stage stage, Instant now) throws SQLException {
        OrgChart chart = chart(tx, realm, now);
        String open =
                "kw_review_item i WHERE i.campaign_id = ? AND i.stage = ? AND i.state = 'OPEN' AND i.reviewer_id IS NULL";
        choose(
                tx,
                realm,
                new Open(open, campaign, number),
                stage,
                new Assignable(chart, independence(tx, campaign, chart)),
                part -> put(tx, campaign, realm, number, part));
    }

    /** Whom the frozen items of a campaign go to first, as {@link Snapshot#keep} takes it. */
    void choose(Connection tx, RealmId realm, Stage stage, Instant now) throws SQLException {
        OrgChart chart = chart(tx, realm, now);
        choose(
                tx,
                realm,
                new Open("kw_review_frozen i WHERE true"),
                stage,
                new Assignable(chart, new Independence(chart)),
                part -> Sql.of(
                                "INSERT INTO kw_review_chosen SELECT * FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::boolean[])",
                                part.people(),
                                part.apps(),
                                part.roles(),
                                part.reviewers(),
                                part.fallbacks())
                        .update(tx));
    }

    private record Assignable(OrgChart chart, Independence independence) {}

    /** Takes some choices while the next are made, so that never all of them are in memory. */
    private interface Taker {
        void take(Columns part) throws SQLException;
    }

    private static void choose(Connection tx, RealmId realm, Open items, Stage stage, Assignable by, Taker taker)
            throws SQLException {
        Assignment assignment = new Assignment(by.chart(), by.independence(), expressed(tx, realm, items, stage));
        List<Assigned> part = new ArrayList<>();
        items.ask(
                        "SELECT i.user_id, i.app_owner, i.role_owner, count(*) AS items, count(*) FILTER (WHERE i.risk = 'HIGH') AS high FROM ",
                        " GROUP BY i.user_id, i.app_owner, i.role_owner ORDER BY i.user_id, i.app_owner, i.role_owner")
                .each(tx, row -> {
                    Bundle bundle = new Bundle(
                            new UserId(row.getString("user_id")),
                            person(row.getString("app_owner")),
                            person(row.getString("role_owner")),
                            row.getInt("items"),
                            row.getInt("high"));
                    assignment
                            .assign(bundle, stage.reviewers())
                            .ifPresent(choice -> part.add(new Assigned(bundle, choice)));
                    if (part.size() == PART) {
                        taker.take(Columns.of(part));
                        part.clear();
                    }
                });
        taker.take(Columns.of(part));
    }

    /** With what everybody has of a stage, for whoever is asked because others do not answer (AR-12). */
    Assignment underWay(Connection tx, UUID campaign, RealmId realm, int stage, Instant now) throws SQLException {
        OrgChart chart = chart(tx, realm, now);
        Assignment assignment = new Assignment(chart, independence(tx, campaign, chart), Map.of());
        Sql.of("""
                        SELECT w.person, count(*) AS items, count(*) FILTER (WHERE i.risk = 'HIGH') AS high
                        FROM kw_review_item i CROSS JOIN LATERAL (VALUES (i.reviewer_id), (i.added_id)) w (person)
                        WHERE i.campaign_id = ? AND i.stage = ? AND i.state IN ('OPEN', 'DECIDED') AND w.person IS NOT NULL GROUP BY w.person\
                        """, campaign, stage)
                .each(
                        tx,
                        row -> assignment.with(
                                new UserId(row.getString("person")),
                                new Assignment.Load(row.getInt("items"), row.getInt("high"))));
        return assignment;
    }

    /** Whom the expressions of a stage name, for everybody it has items of without a reviewer. */
    private static Map<Expression, Map<UserId, List<UserId>>> expressed(
            Connection tx, RealmId realm, Open items, Stage stage) throws SQLException {
        Map<Expression, Map<UserId, List<UserId>>> found = new HashMap<>();
        for (ReviewerRule rule : stage.reviewers()) {
            Expression expression = rule.expression();
            if (expression != null) {
                Map<UserId, List<UserId>> named = new HashMap<>();
                question(expression, realm, items)
                        .each(
                                tx,
                                row -> named.computeIfAbsent(new UserId(row.getString(1)), none -> new ArrayList<>())
                                        .add(new UserId(row.getString(2))));
                found.put(expression, named);
            }
        }
        return found;
    }

    private static Sql question(Expression expression, RealmId realm, Open items) {
        String theirs = expression.theirs();
        String concerned =
                " WHERE a.name = ? AND trim(coalesce(a.value, '')) <> '' AND a.user_id IN (SELECT i.user_id FROM ";
        return theirs == null
                ? items.ask(
                        "SELECT DISTINCT a.user_id, u.id FROM user_attribute a JOIN user_entity u ON u.realm_id = ? AND"
                                + " (u.username = lower(trim(a.value)) OR u.id = trim(a.value))" + concerned,
                        ") ORDER BY 1, 2",
                        realm.value(),
                        expression.persons())
                : items.ask(
                        "SELECT DISTINCT a.user_id, u.id FROM user_attribute a JOIN user_attribute t ON t.name = ? AND"
                                + " trim(t.value) = trim(a.value) JOIN user_entity u ON u.id = t.user_id AND u.realm_id = ?"
                                + concerned,
                        ") ORDER BY 1, 2",
                        theirs,
                        realm.value(),
                        expression.persons());
    }

    private static void put(Connection tx, UUID campaign, RealmId realm, int stage, Columns part) throws SQLException {
        Sql.of(
                        """
                        UPDATE kw_review_item i SET reviewer_id = n.reviewer, on_fallback = n.fallback, version = i.version + 1
                        FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::boolean[]) AS n (person, app, role, reviewer, fallback)
                        WHERE i.realm_id = ? AND i.campaign_id = ? AND i.stage = ? AND i.state = 'OPEN' AND i.reviewer_id IS NULL AND i.user_id = n.person
                          AND coalesce(i.app_owner, '') = n.app AND coalesce(i.role_owner, '') = n.role\
                        """,
                        part.people(),
                        part.apps(),
                        part.roles(),
                        part.reviewers(),
                        part.fallbacks(),
                        realm.value(),
                        campaign,
                        stage)
                .update(tx);
    }

    private static @Nullable UserId person(@Nullable String id) {
        return id == null ? null : new UserId(id);
    }

    private static String text(@Nullable UserId id) {
        return id == null ? "" : id.value();
    }
}
