package health.keyward.bench.login;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;

/**
 * People of one realm, every tenth of whom has not signed in for a hundred days and has left: the same on both sides, made by the database from the number of
 * the person. What says so is an attribute, because Keycloak's Workflows know no last sign-in.
 */
record Population(long people, Instant now) {
    static final int EVENTS_EACH = 20;

    private static final String PERSON = "md5('bench person ' || i)::uuid::text";
    private static final String LAST =
            "CASE WHEN i % 10 = 0 THEN interval '100 days' ELSE (i % 40) * interval '1 day' END";

    long stale() {
        return people / 10;
    }

    /** Accounts and attributes, as Keycloak keeps them. */
    void accounts(Connection tx, String realm) throws SQLException {
        run(
                tx,
                "INSERT INTO user_entity (id, realm_id, username, email_constraint, email_verified, enabled, not_before, created_timestamp) SELECT "
                        + PERSON + ", ?, 'crowd-' || i, " + PERSON + ", false, true, 0, ? FROM generate_series(1, ?) i",
                realm,
                now.minusSeconds(400L * 86_400).toEpochMilli(),
                people);
        run(
                tx,
                "INSERT INTO user_attribute (id, user_id, name, value) SELECT md5(n || i)::uuid::text, " + PERSON
                        + ", n, v FROM generate_series(10, ?, 10) i, (VALUES ('employment_end', '2026-01-01'), ('stale', 'yes')) a(n, v)",
                people);
    }

    /** What Keyward keeps of sign-ins. */
    void signIns(Connection tx, String realm) throws SQLException {
        run(
                tx,
                "INSERT INTO kw_history_last_sign_in (realm_id, user_id, at, seq) SELECT ?, " + PERSON
                        + ", ?::timestamptz - " + LAST + ", i FROM generate_series(1, ?) i",
                realm,
                now.toString(),
                people);
    }

    /** What Keycloak keeps of sign-ins. */
    void events(Connection tx, String realm) throws SQLException {
        run(
                tx,
                "INSERT INTO event_entity (id, realm_id, type, user_id, client_id, ip_address, session_id, event_time) SELECT"
                        + " md5('event ' || i || ' ' || e)::uuid::text, ?, 'LOGIN', " + PERSON
                        + ", 'bench-app', '10.0.0.1', md5('session ' || i || ' ' || e)::uuid::text,"
                        + " (extract(epoch FROM ?::timestamptz - " + LAST + " - e * interval '7 days') * 1000)::bigint"
                        + " FROM generate_series(1, ?) i, generate_series(0, " + (EVENTS_EACH - 1) + ") e",
                realm,
                now.toString(),
                people);
    }

    static void analyse(Connection connection, String tables) throws SQLException {
        run(connection, "VACUUM (ANALYZE) " + tables);
    }

    private static void run(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
        }
    }
}
