package health.keyward.stepup.store;

import health.keyward.kernel.RealmId;
import health.keyward.stepup.core.Coverage;
import health.keyward.stepup.core.CoverageQuestion;
import health.keyward.stepup.core.CoveredPerson;
import health.keyward.stepup.core.CoveredRole;
import health.keyward.stepup.core.DataClass;
import health.keyward.stepup.core.Headcount;
import health.keyward.stepup.core.Held;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Counts people by the factors they hold, from Keycloak's own tables, in one question for everybody: asking the model person by person would take minutes.
 * Counted are people who may sign in, with every realm role they have: given to them, to a group of theirs or one above it, or inside another role. Not
 * counted are people of a user storage that Keycloak keeps no row of.
 */
public final class Census {
    /** Realm roles but those Keycloak gives everybody. */
    private static final String ROLES = """
        SELECT r.id, r.name, (SELECT min(a.value) FROM role_attribute a WHERE a.role_id = r.id AND a.name = 'keyward.sensitivity') AS said
        FROM keycloak_role r WHERE r.realm_id = ? AND NOT r.client_role AND r.name NOT IN ('offline_access', 'uma_authorization')
          AND r.id IS DISTINCT FROM (SELECT default_role FROM realm WHERE id = r.realm_id)
        """;

    /** Who holds which of the roles: role and person, each pair once. Bound: ids of the roles. */
    private static final String HELD = """
        WITH RECURSIVE giving (role, holder) AS (
          SELECT id, id FROM unnest(?::text[]) id
          UNION SELECT l.role, c.composite FROM giving l JOIN composite_role c ON c.child_role = l.holder
        ), inside (role, grp) AS (
          SELECT l.role, g.group_id FROM giving l JOIN group_role_mapping g ON g.role_id = l.holder
          UNION SELECT w.role, k.id FROM inside w JOIN keycloak_group k ON k.parent_group = w.grp
        ), held (role, user_id) AS MATERIALIZED (
          SELECT l.role, m.user_id FROM giving l JOIN user_role_mapping m ON m.role_id = l.holder
          UNION SELECT w.role, m.user_id FROM inside w JOIN user_group_membership m ON m.group_id = w.grp
        )\
        """;

    /** The people among them and how they stand. Bound: types of factors twice, realm and instant, realm. */
    private static final String PEOPLE = """
        , best (user_id, factor) AS (
          SELECT user_id, max(CASE WHEN type = ANY (?::text[]) THEN 2 ELSE 1 END) FROM credential WHERE type = ANY (?::text[]) GROUP BY user_id
        ), standing AS (
          SELECT person_id, role_id, until FROM kw_stepup_exception WHERE realm_id = ? AND until > ? AND ended_at IS NULL
        ), excepted (user_id, until) AS (
          SELECT user_id, max(until) FROM (
            SELECT person_id AS user_id, until FROM standing WHERE person_id IS NOT NULL
            UNION ALL SELECT h.user_id, s.until FROM standing s JOIN held h ON h.role = s.role_id) e
          GROUP BY user_id
        ), person AS (
          SELECT u.id, u.username, u.first_name, u.last_name, coalesce(b.factor, 0) AS factor, e.until,
            u.federation_link IS NOT NULL OR EXISTS (SELECT FROM federated_identity f WHERE f.user_id = u.id) AS elsewhere
          FROM user_entity u LEFT JOIN best b ON b.user_id = u.id LEFT JOIN excepted e ON e.user_id = u.id
          WHERE u.realm_id = ? AND u.enabled AND u.service_account_client_link IS NULL
        )\
        """;

    private static final int FETCH = 500;

    private static final String FIGURES =
            "count(*), count(*) FILTER (WHERE factor = 2), count(*) FILTER (WHERE factor = 1), count(*) FILTER (WHERE"
                    + " factor = 0), count(*) FILTER (WHERE factor < 2 AND until IS NOT NULL), count(*) FILTER (WHERE"
                    + " factor = 0 AND elsewhere)";

    private static final String COUNT = HELD + PEOPLE + " SELECT h.role, " + FIGURES
            + " FROM held h JOIN person p ON p.id = h.user_id GROUP BY h.role UNION ALL SELECT NULL, " + FIGURES
            + " FROM person p WHERE p.id IN (SELECT user_id FROM held WHERE role = ANY (?::text[]))";

    /** The page is cut first, and what is told of each is gathered for its people only. Bound besides: roles, factors, unit twice, excepted twice, place, most, roles. */
    private static final String LIST = HELD + PEOPLE + """
        , page AS MATERIALIZED (
          SELECT p.* FROM person p
          WHERE p.id IN (SELECT user_id FROM held WHERE role = ANY (?::text[])) AND p.factor = ANY (?::int[])
            AND (?::text IS NULL OR EXISTS (SELECT FROM user_attribute a WHERE a.user_id = p.id AND a.name = 'department' AND a.value ILIKE ?))
            AND (?::boolean IS NULL OR (p.until IS NOT NULL) = ?) AND (p.username, p.id) > (?, ?)
          ORDER BY p.username, p.id LIMIT ?
        )
        SELECT p.id, p.username, nullif(trim(concat_ws(' ', p.first_name, p.last_name)), '') AS name, p.factor, p.elsewhere, p.until, h.roles,
          (SELECT min(a.value) FROM user_attribute a WHERE a.user_id = p.id AND a.name = 'department') AS unit
        FROM page p JOIN (SELECT h.user_id, array_agg(h.role) AS roles FROM held h JOIN page ON page.id = h.user_id
          WHERE h.role = ANY (?::text[]) GROUP BY h.user_id) h ON h.user_id = p.id
        ORDER BY p.username, p.id\
        """;

    public List<CoveredRole> roles(Connection tx, RealmId realm) throws SQLException {
        try (PreparedStatement ask = tx.prepareStatement(ROLES)) {
            ask.setString(1, realm.value());
            List<CoveredRole> found = new ArrayList<>();
            try (ResultSet row = ask.executeQuery()) {
                while (row.next()) {
                    String said = row.getString("said");
                    found.add(new CoveredRole(
                            row.getString("id"), row.getString("name"), DataClass.of(said), DataClass.isKnown(said)));
                }
            }
            return found;
        }
    }

    /** Roles that nobody holds are left out. */
    public Coverage count(Connection tx, RealmId realm, Instant now) throws SQLException {
        List<CoveredRole> roles = roles(tx, realm);
        try (PreparedStatement ask = tx.prepareStatement(COUNT)) {
            int next = people(tx, ask, roles, realm, now);
            ask.setArray(
                    next,
                    text(
                            tx,
                            roles.stream()
                                    .filter(role -> role.touches() == DataClass.PHI)
                                    .map(CoveredRole::id)
                                    .toArray()));
            Map<String, Headcount> counted = new HashMap<>();
            Headcount all = Headcount.NOBODY;
            try (ResultSet row = ask.executeQuery()) {
                while (row.next()) {
                    if (row.getString(1) == null) {
                        all = headcount(row);
                    } else {
                        counted.put(row.getString(1), headcount(row));
                    }
                }
            }
            return new Coverage(
                    all,
                    roles.stream()
                            .filter(role -> counted.containsKey(role.id()))
                            .map(role -> new Coverage.OfRole(role, Objects.requireNonNull(counted.get(role.id()))))
                            .toList());
        }
    }

    /** Takes people one after the other, so that it need not hold them all. */
    @FunctionalInterface
    public interface Taker {
        void take(CoveredPerson person);
    }

    /** In the order of user names. */
    public List<CoveredPerson> list(
            Connection tx,
            RealmId realm,
            CoverageQuestion question,
            CoveredPerson.@Nullable Place after,
            int most,
            Instant now)
            throws SQLException {
        List<CoveredPerson> found = new ArrayList<>();
        each(tx, realm, question, after, most, now, found::add);
        return found;
    }

    /** The same for everybody, read from the database piece by piece. */
    public void all(Connection tx, RealmId realm, CoverageQuestion question, Instant now, Taker taker)
            throws SQLException {
        each(tx, realm, question, null, Integer.MAX_VALUE, now, taker);
    }

    private void each(
            Connection tx,
            RealmId realm,
            CoverageQuestion question,
            CoveredPerson.@Nullable Place after,
            int most,
            Instant now,
            Taker taker)
            throws SQLException {
        List<CoveredRole> roles = roles(tx, realm);
        try (PreparedStatement ask = tx.prepareStatement(LIST)) {
            ask.setFetchSize(FETCH);
            int next = people(tx, ask, roles, realm, now);
            ask.setArray(next++, text(tx, question.roles().toArray()));
            ask.setArray(
                    next++,
                    tx.createArrayOf(
                            "int4",
                            question.factors().stream().map(Census::number).toArray()));
            ask.setString(next++, question.unit());
            ask.setString(next++, question.unit() == null ? null : startsWith(question.unit()));
            ask.setObject(next++, question.excepted());
            ask.setObject(next++, question.excepted());
            ask.setString(next++, after == null ? "" : after.username());
            ask.setString(next++, after == null ? "" : after.userId());
            ask.setInt(next++, most);
            ask.setArray(next, text(tx, question.roles().toArray()));
            try (ResultSet row = ask.executeQuery()) {
                while (row.next()) {
                    taker.take(person(row, roles));
                }
            }
        }
    }

    /** Binds what {@link #HELD} and {@link #PEOPLE} ask for; answers the next free place. */
    private static int people(Connection tx, PreparedStatement ask, List<CoveredRole> roles, RealmId realm, Instant now)
            throws SQLException {
        List<String> factors = new ArrayList<>(Held.PHISHING_RESISTANT.types());
        factors.addAll(Held.SECOND_FACTOR.types());
        ask.setArray(1, text(tx, roles.stream().map(CoveredRole::id).toArray()));
        ask.setArray(2, text(tx, Held.PHISHING_RESISTANT.types().toArray()));
        ask.setArray(3, text(tx, factors.toArray()));
        ask.setString(4, realm.value());
        ask.setObject(5, now.atOffset(ZoneOffset.UTC));
        ask.setString(6, realm.value());
        return 7;
    }

    private static CoveredPerson person(ResultSet row, List<CoveredRole> roles) throws SQLException {
        List<String> held = Arrays.asList((String[]) row.getArray("roles").getArray());
        OffsetDateTime until = row.getObject("until", OffsetDateTime.class);
        return new CoveredPerson(
                row.getString("id"),
                row.getString("username"),
                row.getString("name"),
                row.getString("unit"),
                roles.stream()
                        .filter(role -> held.contains(role.id()))
                        .map(CoveredRole::name)
                        .sorted()
                        .toList(),
                held(row.getInt("factor")),
                row.getBoolean("elsewhere"),
                until == null ? null : until.toInstant());
    }

    private static Headcount headcount(ResultSet row) throws SQLException {
        return new Headcount(
                row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5), row.getLong(6), row.getLong(7));
    }

    private static int number(Held held) {
        return switch (held) {
            case PHISHING_RESISTANT -> 2;
            case SECOND_FACTOR -> 1;
            case NONE -> 0;
        };
    }

    private static Held held(int number) {
        return switch (number) {
            case 2 -> Held.PHISHING_RESISTANT;
            case 1 -> Held.SECOND_FACTOR;
            default -> Held.NONE;
        };
    }

    private static java.sql.Array text(Connection tx, Object... values) throws SQLException {
        return tx.createArrayOf("text", values);
    }

    /** A text as the start of a LIKE pattern, in which it stands for itself. */
    private static String startsWith(String prefix) {
        return prefix.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }
}
