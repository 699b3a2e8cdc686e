package health.keyward.bench.data;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;

/**
 * A year at a hospital: days and nights, busy and quiet apps, wards behind a few addresses and homes behind many, one sign-in in twelve a failure; and on the
 * last day an hour in which somebody sprays passwords over all people, 86 of 10,000 events, for such a day is when the list of failures is asked. Every
 * value is worked out from the number of the event, so that Keycloak's table and Keyward's hold the same.
 *
 * @param events how many
 * @param until when the last of them happened
 */
public record EventData(long events, Instant until) {
    private static final int FEWEST_PEOPLE = 10_000;
    private static final String SOURCE = """
            SELECT i, at, type, failed, error, cause, kind, CASE WHEN failed THEN 'PASSWORD' WHEN kind = 'SIGN_IN' THEN method ELSE 'UNKNOWN' END AS method,
              CASE WHEN error = 'user_not_found' THEN NULL ELSE '00000000-0000-4000-8000-' || lpad(to_hex(person), 12, '0') END AS user_id,
              CASE WHEN error = 'user_not_found' THEN NULL ELSE 'person-' || person END AS username,
              CASE WHEN error = 'user_not_found' THEN substr(md5('name' || person), 1, 16) END AS unknown_name,
              'app-' || app AS client_id, address, md5('session' || (i / 3))::uuid::text AS session_id
            FROM (
              SELECT i, person, app, address, method, type, failed,
                CASE WHEN NOT failed THEN NULL WHEN e < 0.62 THEN 'invalid_user_credentials' WHEN e < 0.85 THEN 'user_not_found'
                     WHEN e < 0.96 THEN 'user_temporarily_disabled' ELSE 'access_denied' END AS error,
                CASE WHEN NOT failed THEN 'NONE' WHEN e < 0.62 THEN 'WRONG_PASSWORD' WHEN e < 0.85 THEN 'UNKNOWN_USER' WHEN e < 0.96 THEN 'LOCKED'
                     ELSE 'NO_RIGHT' END AS cause,
                CASE WHEN type IN ('LOGIN', 'LOGIN_ERROR') THEN 'SIGN_IN' WHEN type = 'LOGOUT' THEN 'SIGN_OUT'
                     WHEN type = 'CODE_TO_TOKEN' THEN 'TOKEN' ELSE 'FACTOR' END AS kind,
                t + interval '1 second' * 3600 * 3 * sin(2 * pi() * extract(epoch FROM t) / 86400) AS at
              FROM (
                SELECT i, %1$s * power(u1, 1.5) AS p, floor(%1$s * power(u1, 1.5))::bigint AS person, floor(30 * power(u2, 2.5))::int AS app,
                  CASE WHEN u3 < 0.8 THEN '10.' || floor(4 * power(u4, 2))::int || '.' || floor(20 * u5)::int || '.1'
                       ELSE '100.' || 64 + floor(60 * u4)::int || '.' || floor(250 * u5)::int || '.' || 1 + floor(3 * u1)::int END AS address,
                  CASE WHEN u6 < 0.85 THEN 'PASSWORD_OTP' WHEN u6 < 0.98 THEN 'SSO' ELSE 'PASSKEY' END AS method, u5 AS e,
                  CASE WHEN u6 < 0.46 THEN 'LOGIN' WHEN u6 < 0.78 THEN 'CODE_TO_TOKEN' WHEN u6 < 0.91 THEN 'LOGOUT' WHEN u6 < 0.99 THEN 'LOGIN_ERROR'
                       ELSE 'UPDATE_PASSWORD' END AS type,
                  u6 >= 0.91 AND u6 < 0.99 AS failed,
                  ?::timestamptz - interval '3 hours' - CASE WHEN i > %2$s THEN (%2$s + %3$s - i) * (interval '1 hour' / %3$s)
                    ELSE (%2$s - i) * (interval '364 days' / %2$s) END AS t
                FROM (SELECT i, u(i, 1) AS u1, u(i, 2) AS u2, CASE WHEN i > %2$s THEN 0.9 ELSE u(i, 3) END AS u3, u(i, 4) AS u4, u(i, 5) AS u5,
                        CASE WHEN i > %2$s THEN 0.95 ELSE u(i, 6) END AS u6
                      FROM generate_series(?::bigint, ?::bigint) i) a) b) c
            """;
    private static final String RANDOM = """
            CREATE OR REPLACE FUNCTION pg_temp.u(i bigint, n bigint) RETURNS double precision LANGUAGE sql IMMUTABLE
            RETURN (hashint8extended(i, n) & 1073741823) / 1073741824.0
            """;
    private static final String STOCK = """
            INSERT INTO event_entity (id, realm_id, client_id, event_time, type, error, user_id, ip_address, session_id, details_json)
            SELECT md5('event' || i)::uuid::text, ?, client_id, (extract(epoch FROM at) * 1000)::bigint, type, error, user_id, address, session_id,
              json_build_object('auth_method', 'openid-connect', 'redirect_uri', 'https://' || client_id || '.hospital.example/signed-in',
                'code_id', session_id, 'username', username)::text
            FROM (%s) s
            """;
    private static final String OURS = """
            INSERT INTO kw_history_event (at, seq, nseq, boot, event_id, realm_id, kind, type, outcome, cause, method, protocol, error, user_id, username,
              person_name, unit, unknown_name, client_id, acr, amr, address, user_agent, device, session_id, correlation_id, details)
            SELECT at, i, i, 'bench', md5('event' || i)::uuid, ?, kind, type,
              CASE WHEN NOT failed THEN 'SUCCESS' WHEN cause = 'NO_RIGHT' THEN 'DENIED' ELSE 'FAILED' END, cause, method, 'OIDC', error, user_id, username,
              CASE WHEN user_id IS NOT NULL THEN 'Bench ' || username END, CASE WHEN user_id IS NOT NULL THEN 'Ward ' || i %% 40 END, unknown_name,
              client_id, CASE WHEN NOT failed THEN 'mfa' END, '{}', address::inet, 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
              'Firefox on Linux', session_id, session_id,
              jsonb_build_object('redirect_uri', 'https://' || client_id || '.hospital.example/signed-in')
            FROM (%s) s
            """;
    private static final int AT_A_TIME = 100_000;

    public long people() {
        return Math.max(FEWEST_PEOPLE, events / 100);
    }

    private long sprayed() {
        return Math.max(1, events * 86 / 10_000);
    }

    public Instant from() {
        return until.minusSeconds(364L * 86_400 + 7 * 3_600);
    }

    /** Writes Keycloak's own table. */
    public void toStock(Connection connection, String realmId) throws SQLException {
        fill(connection, STOCK, realmId);
        run(connection, "VACUUM (ANALYZE) event_entity");
    }

    /** Writes Keyward's read models, counts and people included. */
    public void toKeyward(Connection connection, String realmId) throws SQLException {
        run(
                connection,
                "SELECT kw_month(t, m) FROM unnest(ARRAY['kw_history_event', 'kw_history_change', 'kw_history_tally']) t,"
                        + " generate_series(date_trunc('month', timestamptz '" + from() + "', 'UTC'), timestamptz '"
                        + until
                        + "' + interval '1 month', interval '1 month') m");
        fill(connection, OURS, realmId);
        try (PreparedStatement people = connection.prepareStatement(
                "INSERT INTO kw_history_person (realm_id, user_id, username, name, unit, present, first_seen)"
                        + " SELECT ?, '00000000-0000-4000-8000-' || lpad(to_hex(i), 12, '0'), 'person-' || i, 'Bench person-' || i, 'Ward', true, now()"
                        + " FROM generate_series(0, ?) i ON CONFLICT DO NOTHING")) {
            people.setString(1, realmId);
            people.setLong(2, people() - 1);
            people.execute();
        }
        try (PreparedStatement count =
                connection.prepareStatement("SELECT kw_history_recount(?, ?::timestamptz, ?::timestamptz)")) {
            count.setString(1, realmId);
            count.setString(2, from().toString());
            count.setString(3, until.toString());
            count.execute();
        }
        run(connection, "VACUUM (ANALYZE) kw_history_event, kw_history_tally, kw_history_person");
    }

    /** Bytes of a table with everything that belongs to it, partitions included. */
    public static long size(Connection connection, String table) throws SQLException {
        try (PreparedStatement ask = connection.prepareStatement(
                "SELECT coalesce((SELECT sum(pg_total_relation_size(relid)) FROM pg_partition_tree(t)), pg_total_relation_size(t)) FROM to_regclass(?) t")) {
            ask.setString(1, table);
            try (ResultSet row = ask.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private void fill(Connection connection, String statement, String realmId) throws SQLException {
        run(connection, RANDOM);
        String source = SOURCE.replace("u(i, ", "pg_temp.u(i, ")
                .formatted(Long.toString(people()), Long.toString(events - sprayed()), Long.toString(sprayed()));
        try (PreparedStatement insert = connection.prepareStatement(statement.formatted(source))) {
            for (long first = 1; first <= events; first += AT_A_TIME) {
                insert.setString(1, realmId);
                insert.setString(2, until.toString());
                insert.setLong(3, first);
                insert.setLong(4, Math.min(events, first + AT_A_TIME - 1));
                insert.executeUpdate();
            }
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
