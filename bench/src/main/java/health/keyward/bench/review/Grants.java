package health.keyward.bench.review;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/**
 * People of one realm with ten grants each, the same on both sides, made by the database from the number of the person: seven realm roles, a role of an app,
 * and two groups that give roles. Every ten have a lead, every ten leads another one, and who leads is a reviewer. Nobody is signed in.
 */
record Grants(int people) {
    static final int EACH = 10;
    static final String APP = "review-app";

    static final int DIRECT = 7;
    private static final int ROLES = 40;
    private static final int APP_ROLE = ROLES;
    /** Groups give roles of their own, so that nobody keeps by a group what they lose. */
    private static final int FIRST_OF_GROUPS = APP_ROLE + 1;

    private static final int GROUPS = 25;
    private static final int UNITS = 50;
    private static final String PERSON = id("person", "i");
    /** Whoever is the first of ten leads the other nine, and is led by the first of those ten groups. */
    private static final String LEAD =
            "'crowd-' || CASE WHEN i % 10 <> 1 THEN (i - 1) / 10 * 10 + 1 ELSE (i - 1) / 100 * 10 + 1 END";

    long items() {
        return (long) people * EACH;
    }

    /** A role of every tenth person, so that no unit loses everybody. */
    int denials() {
        return people / EACH;
    }

    static List<String> roles() {
        return IntStream.range(0, FIRST_OF_GROUPS + GROUPS)
                .filter(n -> n != APP_ROLE)
                .mapToObj(n -> "review-role-" + n)
                .toList();
    }

    static String person(int number) {
        return uuid("person", number);
    }

    /** The number of the role that this person is to lose. */
    static int denied(int number) {
        return number * DIRECT % ROLES;
    }

    static String role(int number) {
        return uuid("role", number);
    }

    /** What is held, as Keycloak keeps it. */
    void make(Connection tx, String realm) throws SQLException {
        things(tx, realm);
        run(
                tx,
                "INSERT INTO user_entity (id, realm_id, username, email_constraint, email_verified, enabled,"
                        + " not_before, created_timestamp) SELECT "
                        + PERSON + ", ?, 'crowd-' || i, " + PERSON + ", false, true, 0, 0 FROM generate_series(1, ?) i",
                realm,
                people);
        run(
                tx,
                "INSERT INTO user_attribute (id, user_id, name, value) SELECT md5(n || i)::uuid::text, " + PERSON
                        + ", n, v FROM generate_series(1, ?) i, LATERAL (VALUES ('manager', " + LEAD
                        + "), ('department', 'unit-' || i / 10 % " + UNITS + ")) a(n, v)",
                people);
        run(
                tx,
                "INSERT INTO user_role_mapping (role_id, user_id) SELECT "
                        + id("role", "((i * " + DIRECT + " + k) % " + ROLES + ")") + ", " + PERSON
                        + " FROM generate_series(1, ?) i, generate_series(0, " + (DIRECT - 1) + ") k",
                people);
        run(
                tx,
                "INSERT INTO user_role_mapping (role_id, user_id) SELECT " + id("role", "" + APP_ROLE) + ", " + PERSON
                        + " FROM generate_series(1, ?) i",
                people);
        run(
                tx,
                "INSERT INTO user_group_membership (group_id, user_id, membership_type) SELECT "
                        + id("group", "((i + k) % " + GROUPS + ")") + ", " + PERSON
                        + ", 'UNMANAGED' FROM generate_series(1, ?) i, (VALUES (0), (11)) g(k)",
                people);
    }

    private static void things(Connection tx, String realm) throws SQLException {
        run(
                tx,
                "INSERT INTO client (id, client_id, realm_id, enabled, not_before, protocol) VALUES (" + id("app", "0")
                        + ", ?, ?, true, 0, 'openid-connect')",
                APP,
                realm);
        run(
                tx,
                "INSERT INTO keycloak_role (id, client_realm_constraint, client_role, name, realm_id, realm) SELECT "
                        + id("role", "n") + ", r, false, 'review-role-' || n, r, r FROM generate_series(0, "
                        + (FIRST_OF_GROUPS + GROUPS - 1) + ") n, (SELECT ?::text) AS realm (r) WHERE n <> " + APP_ROLE,
                realm);
        run(
                tx,
                "INSERT INTO keycloak_role (id, client_realm_constraint, client_role, name, realm_id, client) SELECT "
                        + id("role", "" + APP_ROLE) + ", a, true, 'review-app-role', ?, a FROM (SELECT "
                        + id("app", "0")
                        + ") AS app (a)",
                realm);
        run(
                tx,
                "INSERT INTO keycloak_group (id, name, parent_group, realm_id) SELECT " + id("group", "n")
                        + ", 'review-group-' || n, ' ', ? FROM generate_series(0, " + (GROUPS - 1) + ") n",
                realm);
        run(
                tx,
                "INSERT INTO group_role_mapping (role_id, group_id) SELECT "
                        + id("role", "(" + FIRST_OF_GROUPS + " + (n + k) % " + GROUPS + ")") + ", " + id("group", "n")
                        + " FROM generate_series(0, " + (GROUPS - 1) + ") n, (VALUES (0), (13)) r(k)");
    }

    /** Who leads may review; the first of all is led by this administrator. */
    void reviewers(Connection tx, String realm, String administrator) throws SQLException {
        run(
                tx,
                "INSERT INTO user_role_mapping (role_id, user_id) SELECT r.id, " + PERSON
                        + " FROM keycloak_role r, generate_series(1, ?, 10) i WHERE r.realm_id = ? AND NOT"
                        + " r.client_role AND r.name = 'reviewer'",
                people,
                realm);
        run(tx, "UPDATE user_attribute SET value = ? WHERE name = 'manager' AND user_id = ?", administrator, person(1));
    }

    /**
     * Everything answered: those rights denied, the others kept. Written by the database, because what is asked is what becomes of answers.
     */
    void answers(Connection tx, String campaign) throws SQLException {
        run(
                tx,
                "UPDATE kw_review_item SET state = 'DECIDED', version = version + 1, decision = CASE WHEN (user_id,"
                        + " entitlement_id) IN (SELECT "
                        + PERSON + ", " + id("role", "(i * " + DIRECT + " % " + ROLES + ")")
                        + " FROM generate_series(10, ?, 10) i) THEN 'REVOKE' ELSE 'KEEP' END WHERE campaign_id ="
                        + " ?::uuid",
                people,
                campaign);
        run(
                tx,
                "INSERT INTO kw_review_answer (campaign_id, item_id, stage, reviewer_id, decision, reason, advised,"
                        + " bulk, opened_at, at) SELECT campaign_id, id, stage, reviewer_id, decision, 'for a bench',"
                        + " 'KEEP', false, now() - interval '1 minute', now() FROM kw_review_item WHERE campaign_id ="
                        + " ?::uuid",
                campaign);
    }

    static void run(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
        }
    }

    private static String id(String what, String number) {
        return "md5('review " + what + " ' || " + number + ")::uuid::text";
    }

    private static String uuid(String what, int number) {
        try {
            byte[] hash = MessageDigest.getInstance("MD5")
                    .digest(("review " + what + " " + number).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("this JDK has no MD5", missing);
        }
    }
}
