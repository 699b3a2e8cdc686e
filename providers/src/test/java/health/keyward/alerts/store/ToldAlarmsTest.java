package health.keyward.alerts.store;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.RealDatabase;
import health.keyward.alerts.core.Alarm;
import health.keyward.alerts.core.Alarm.Key;
import health.keyward.alerts.core.Alarm.Over;
import health.keyward.alerts.core.Alarm.Raised;
import health.keyward.audit.store.Findings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From what stands in the tables of the ledger to what is said, on a real PostgreSQL. */
class ToldAlarmsTest {
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

    private DataSource database;

    @BeforeEach
    void aDatabaseOfItsOwn() {
        database = RealDatabase.fresh();
    }

    @Test
    void a_failed_check_is_told_once_and_its_end_once() {
        run("INSERT INTO kw_audit_check (whole, state, asked_at, finished_at, damage, bad_entry, detail) VALUES"
                + " (true, 'BAD', '2026-11-28T11:59:00Z', '2026-11-28T11:59:30Z', 'MISSING', 42, 'the entry is not"
                + " in the log')");
        List<Alarm> first = round();
        assertThat(first)
                .singleElement()
                .isInstanceOfSatisfying(
                        Raised.class,
                        raised -> assertThat(raised.finding().detail())
                                .isEqualTo("entry 42: the entry is not in the log"));
        assertThat(round()).as("also after a restart: the table remembers").isEmpty();
        run("INSERT INTO kw_audit_check (whole, state, asked_at, finished_at) VALUES (true, 'RUNNING', now(), NULL)");
        assertThat(round()).as("a run that goes on ends nothing").isEmpty();
        run("INSERT INTO kw_audit_check (whole, state, asked_at, finished_at) VALUES (true, 'GOOD', now(), now())");
        assertThat(round()).containsExactly(new Over(new Key("self-check", ""), Instant.parse("2026-11-28T11:59:30Z")));
        assertThat(round()).isEmpty();
    }

    @Test
    void a_log_that_must_not_be_signed_is_told_and_told_again_when_it_is_for_another_cause() {
        run("UPDATE kw_audit_signer SET state = 'ROLLED_BACK', detail = 'the folder remembers 900', since = now()");
        assertThat(codes()).containsExactly("rolled-back");
        run("UPDATE kw_audit_signer SET state = 'FORKED', detail = 'the folder remembers another root'");
        assertThat(round())
                .hasSize(2)
                .anySatisfy(alarm -> assertThat(alarm).isInstanceOf(Raised.class))
                .anySatisfy(alarm -> assertThat(alarm.key()).isEqualTo(new Key("rolled-back", "")));
    }

    @Test
    void damage_is_not_over_when_a_check_of_what_came_later_is_good() {
        String run =
                "INSERT INTO kw_audit_check (whole, state, asked_at, finished_at, epoch, since, size, damage) VALUES ";
        run(run + "(true, 'BAD', now(), now(), 1, 0, 300, 'MISSING')");
        assertThat(codes()).containsExactly("self-check");
        run(run + "(false, 'GOOD', now(), now(), 1, 200, 310, NULL)");
        assertThat(round()).as("the entries of before were not read again").isEmpty();
        run(run + "(true, 'GOOD', now(), now(), 1, 0, 320, NULL)");
        assertThat(round()).singleElement().isInstanceOf(Over.class);
        run(run + "(false, 'BAD', now(), now(), 1, 320, 330, 'MISSING')");
        assertThat(codes()).containsExactly("self-check");
        run(run + "(false, 'GOOD', now(), now(), 2, 0, 5, NULL)");
        assertThat(round()).as("a new epoch was opened").singleElement().isInstanceOf(Over.class);
    }

    @Test
    void a_drill_that_the_checks_did_not_name_is_told_until_one_was_named() {
        run("INSERT INTO kw_audit_drill (at, size, tried, missed) VALUES (now(), 9, '{cut-tail}', '{}')");
        assertThat(round()).isEmpty();
        run("INSERT INTO kw_audit_drill (at, size, tried, missed) VALUES (now(), 9, '{cut-tail}', '{cut-tail:"
                + " SOUND}')");
        assertThat(codes()).containsExactly("tamper-drill");
        assertThat(round()).isEmpty();
        run("INSERT INTO kw_audit_drill (at, size, tried, missed) VALUES (now(), 9, '{cut-tail}', '{}')");
        assertThat(round()).singleElement().isInstanceOf(Over.class);
    }

    @Test
    void gaps_silence_and_moved_clocks_are_told() {
        run("INSERT INTO kw_audit_source (boot, highest, watched, state, beat_at, seen_at, gap_at) VALUES"
                + " ('n1', 9, true, 'LIVE', '2026-11-28T11:59:00Z', '2026-11-28T11:59:00Z', '2026-11-28T11:58:00Z')");
        run("INSERT INTO kw_audit_source (boot, highest, watched, state, beat_at, seen_at, told_at) VALUES"
                + " ('n2', 9, true, 'SILENT', '2026-11-28T11:50:00Z', '2026-11-28T11:50:00Z', '2026-11-28T11:55:00Z')");
        run("INSERT INTO kw_audit_source (boot, highest, watched, state, beat_at, seen_at, jump_millis, jumped_at)"
                + " VALUES ('n3', 9, true, 'LIVE', '2026-11-28T11:59:00Z', '2026-11-28T11:59:00Z', 7000,"
                + " '2026-11-28T11:59:00Z')");
        assertThat(codes()).containsExactlyInAnyOrder("gap", "silent-node", "clock-jump");
        run("UPDATE kw_audit_source SET gap_at = '2026-11-28T11:59:50Z' WHERE boot = 'n1'");
        assertThat(codes()).as("another gap of the same server").containsExactly("gap");
    }

    @Test
    void what_could_not_be_told_is_told_with_the_next_look() throws Exception {
        run("UPDATE kw_audit_signer SET state = 'FORKED', detail = 'x', since = now()");
        try (Connection tx = connect()) {
            assertThat(ToldAlarms.round(tx, Findings.read(tx, NOON), NOON)).hasSize(1);
            tx.rollback();
        }
        assertThat(round()).hasSize(1);
    }

    @Test
    void of_two_nodes_that_look_at_once_one_tells() throws Exception {
        run("UPDATE kw_audit_signer SET state = 'FORKED', detail = 'x', since = now()");
        try (Connection tx = connect()) {
            assertThat(ToldAlarms.round(tx, Findings.read(tx, NOON), NOON)).hasSize(1);
            CompletableFuture<List<Alarm>> other = CompletableFuture.supplyAsync(this::round);
            while (number("SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'kw_alert'::regclass") == 0) {
                LockSupport.parkNanos(10_000_000L);
            }
            tx.commit();
            assertThat(other.get(60, TimeUnit.SECONDS)).isEmpty();
        }
    }

    private List<String> codes() {
        return round().stream().map(alarm -> alarm.key().code()).toList();
    }

    private List<Alarm> round() {
        try (Connection tx = connect()) {
            List<Alarm> alarms = ToldAlarms.round(tx, Findings.read(tx, NOON), NOON);
            tx.commit();
            return alarms;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void run(String sql) {
        try (Connection tx = connect();
                Statement statement = tx.createStatement()) {
            statement.execute(sql);
            tx.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private long number(String sql) throws SQLException {
        try (Connection tx = connect();
                Statement statement = tx.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    private Connection connect() throws SQLException {
        Connection connection = database.getConnection();
        connection.setAutoCommit(false);
        return connection;
    }
}
