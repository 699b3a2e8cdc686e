package health.keyward.history.store;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.RealDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** The read models forget whole months, and nobody has to wait for it (LH-12; Keycloak issue 20073 is one long DELETE that stopped sign-ins). */
class ExpiryTest {
    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private final DataSource database = RealDatabase.fresh();
    private final Expiry expiry = new Expiry(12);

    @Test
    void months_beyond_the_term_go_and_the_others_stay() throws Exception {
        months();
        try (Connection tx = open()) {
            assertThat(expiry.round(tx, NOW)).isZero();
            tx.commit();
            assertThat(exists(tx, "kw_history_event_y2025m10")).isFalse();
            assertThat(exists(tx, "kw_history_change_y2025m10")).isFalse();
            assertThat(exists(tx, "kw_history_tally_y2025m10")).isFalse();
            assertThat(exists(tx, "kw_history_event_y2025m11")).isTrue();
        }
    }

    @Test
    void a_month_somebody_writes_to_stays_until_the_next_round_and_nobody_deadlocks() throws Exception {
        months();
        try (Connection writer = open();
                Connection tx = open()) {
            insert(writer, "2025-10-03T00:00:00Z");
            assertThat(expiry.round(tx, NOW)).isPositive();
            tx.commit();
            assertThat(exists(tx, "kw_history_event_y2025m10")).isTrue();
            insert(writer, "2025-10-04T00:00:00Z");
            writer.commit();
            assertThat(expiry.round(tx, NOW)).isZero();
            tx.commit();
            assertThat(exists(tx, "kw_history_event_y2025m10")).isFalse();
        }
    }

    @Test
    void a_sign_in_is_taken_in_while_a_month_is_being_dropped() throws Exception {
        months();
        try (Connection dropper = open();
                Connection signIn = open()) {
            assertThat(expiry.round(dropper, NOW)).isZero();
            try (var statement = signIn.createStatement()) {
                statement.execute("SET LOCAL lock_timeout = '1ms'");
                statement.execute("INSERT INTO kw_audit_inbox (boot, nseq, at, leaf) VALUES ('b', 1, now(), 'x')");
            }
            signIn.commit();
            dropper.commit();
        }
    }

    private void months() throws SQLException {
        try (Connection tx = open();
                var statement = tx.createStatement()) {
            statement.execute("SELECT kw_month(t, m) FROM unnest(ARRAY['kw_history_event', 'kw_history_change',"
                    + " 'kw_history_tally']) t, generate_series('2025-10-01'::timestamptz,"
                    + " '2025-12-01'::timestamptz, interval '1 month') m");
            tx.commit();
        }
    }

    private static void insert(Connection tx, String at) throws SQLException {
        try (var statement = tx.prepareStatement(
                "INSERT INTO kw_history_event (at, seq, nseq, boot, event_id, realm_id, kind, type, outcome, cause,"
                        + " method, protocol) VALUES (?::timestamptz, 1, 1, 'b', gen_random_uuid(), 'r', 'SIGN_IN',"
                        + " 'LOGIN', 'SUCCESS', 'NONE', 'PASSWORD', 'OIDC')")) {
            statement.setString(1, at);
            statement.execute();
        }
    }

    private Connection open() throws SQLException {
        Connection connection = database.getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    private static boolean exists(Connection tx, String table) throws SQLException {
        try (var statement = tx.prepareStatement("SELECT EXISTS (SELECT FROM pg_class WHERE relname = ?)")) {
            statement.setString(1, table);
            try (var row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }
}
