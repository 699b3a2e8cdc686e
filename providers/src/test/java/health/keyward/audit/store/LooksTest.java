package health.keyward.audit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.keyward.RealDatabase;
import health.keyward.audit.Ledger;
import health.keyward.audit.Recorded;
import health.keyward.audit.core.EventIds;
import health.keyward.audit.core.KekRing;
import health.keyward.audit.core.Numbered;
import health.keyward.kernel.Actor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever looks waits for the record, not for the connection of somebody else. */
class LooksTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T03:00:00Z"), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    private final EventIds ids = new EventIds();
    private final AtomicInteger commits = new AtomicInteger();
    private final List<Numbered> refused = new CopyOnWriteArrayList<>();
    private DataSource database;
    private Lane lane;
    private Looks looks;

    @BeforeEach
    void aDatabaseOfItsOwn() throws IOException {
        database = RealDatabase.fresh();
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) 1);
        Files.write(folder.resolve("kek-1"), key);
        lane = new Lane(database::getConnection);
        looks = new Looks("keyward-looks", database::getConnection, inbox(), new Ending());
    }

    @AfterEach
    void end() {
        looks.close();
        lane.close();
    }

    @Test
    void a_look_is_in_the_database_when_it_has_been_awaited() {
        looks.add(look()).await();
        assertThat(number("SELECT count(*) FROM kw_audit_inbox")).isOne();
        assertThat(refused).isEmpty();
    }

    @Test
    void looks_that_come_together_share_a_commit() throws SQLException {
        try (Connection other = database.getConnection();
                Statement holds = other.createStatement()) {
            other.setAutoCommit(false);
            holds.execute("LOCK TABLE kw_audit_inbox IN ACCESS EXCLUSIVE MODE");
            List<Ledger.Recording> waiting =
                    IntStream.range(0, 50).mapToObj(i -> looks.add(look())).toList();
            other.rollback();
            waiting.forEach(Ledger.Recording::await);
        }
        assertThat(number("SELECT count(*) FROM kw_audit_inbox")).isEqualTo(50);
        assertThat(commits).hasValueLessThan(50);
    }

    @Test
    void one_that_cannot_be_written_does_not_spoil_the_others() throws SQLException {
        Numbered twice = look();
        looks.add(twice).await();
        try (Connection other = database.getConnection();
                Statement holds = other.createStatement()) {
            other.setAutoCommit(false);
            holds.execute("LOCK TABLE kw_audit_inbox IN ACCESS EXCLUSIVE MODE");
            Ledger.Recording good = looks.add(look());
            Ledger.Recording bad = looks.add(twice);
            Ledger.Recording alsoGood = looks.add(look());
            other.rollback();
            good.await();
            alsoGood.await();
            assertThatThrownBy(bad::await).isInstanceOf(IllegalStateException.class);
        }
        assertThat(refused).containsExactly(twice);
        assertThat(number("SELECT count(*) FROM kw_audit_inbox")).isEqualTo(3);
    }

    @Test
    void rows_of_one_call_are_written_together_or_not_at_all() {
        Numbered twice = look();
        looks.add(twice).await();
        Numbered good = look();
        Numbered alsoGood = look();

        looks.add(List.of(good, alsoGood)).await();
        assertThat(number("SELECT count(*) FROM kw_audit_inbox")).isEqualTo(3);

        Numbered undone = look();
        assertThatThrownBy(looks.add(List.of(undone, twice))::await).isInstanceOf(IllegalStateException.class);
        assertThat(refused).containsExactly(undone, twice);
        assertThat(number("SELECT count(*) FROM kw_audit_inbox")).isEqualTo(3);
    }

    @Test
    void a_row_that_nobody_waits_for_any_more_is_not_written() throws SQLException {
        Numbered late;
        try (Connection other = database.getConnection();
                Statement holds = other.createStatement()) {
            other.setAutoCommit(false);
            holds.execute("LOCK TABLE kw_audit_inbox IN ACCESS EXCLUSIVE MODE");
            looks.add(look());
            untilSomebodyWaitsForALock();
            late = look();
            Thread.currentThread().interrupt();
            assertThatThrownBy(looks.add(late)::await).isInstanceOf(IllegalStateException.class);
            assertThat(Thread.interrupted()).isTrue();
            other.rollback();
        }
        looks.add(look()).await();
        assertThat(refused).containsExactly(late);
        assertThat(number("SELECT count(*) FROM kw_audit_inbox")).isEqualTo(2);
    }

    @Test
    void a_connection_that_died_meanwhile_is_opened_anew() {
        looks.add(look()).await();
        number("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
        looks.add(look()).await();
        assertThat(number("SELECT count(*) FROM kw_audit_inbox")).isEqualTo(2);
    }

    @Test
    void without_a_database_nothing_is_looked_at() {
        looks.close();
        looks = new Looks(
                "keyward-looks",
                () -> {
                    throw new SQLException("no database");
                },
                inbox(),
                new Ending());
        Numbered lost = look();
        assertThatThrownBy(looks.add(lost)::await).isInstanceOf(IllegalStateException.class);
        assertThat(refused).containsExactly(lost);
    }

    @Test
    void a_server_that_goes_down_takes_no_look_any_more() {
        looks.close();
        assertThatThrownBy(looks.add(look())::await).isInstanceOf(IllegalStateException.class);
    }

    private void untilSomebodyWaitsForALock() {
        for (int i = 0; i < 1_000 && number("SELECT count(*) FROM pg_locks WHERE NOT granted") == 0; i++) {
            LockSupport.parkNanos(10_000_000);
        }
    }

    private Inbox inbox() {
        KeyCabinet keys = new KeyCabinet(KekRing.in(folder), CLOCK, () -> 1L, lane);
        keys.check();
        return new Inbox(new LeafWriter(keys));
    }

    private Numbered look() {
        return ids.number(List.of(new Recorded.Look(
                        EventIds.fresh(),
                        CLOCK.instant(),
                        "r1",
                        Actor.NOBODY,
                        "GET history/sign-ins",
                        "person=ada",
                        "ASKED",
                        null)))
                .getFirst();
    }

    private long number(String sql) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private final class Ending implements Looks.Ending {
        @Override
        public void committed() {
            commits.incrementAndGet();
        }

        @Override
        public void refused(Numbered row) {
            refused.add(row);
        }
    }
}
