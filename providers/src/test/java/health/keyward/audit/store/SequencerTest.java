package health.keyward.audit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.keyward.RealDatabase;
import health.keyward.audit.Entry;
import health.keyward.audit.Ledger;
import health.keyward.audit.Projection;
import health.keyward.audit.Recorded;
import health.keyward.audit.core.EventIds;
import health.keyward.kernel.Actor;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SequencerTest {
    private static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");

    private final Sequencer sequencer =
            new Sequencer(Clock.fixed(NOW, ZoneOffset.UTC), new LeafReader((tx, refs) -> Map.of()));
    private final List<Entry> projected = new ArrayList<>();
    private final Projection projection = (tx, batch) -> projected.addAll(batch);
    private DataSource database;

    @BeforeEach
    void aDatabaseOfItsOwn() {
        database = RealDatabase.fresh();
    }

    @Test
    void rows_enter_the_log_in_the_order_of_their_time_and_without_gaps() throws SQLException {
        arrives("b", 1, NOW.minusSeconds(1));
        arrives("a", 7, NOW.minusSeconds(2));
        arrives("a", 8, NOW);

        assertThat(round(1_000)).isEqualTo(3);

        assertThat(projected).extracting(Entry::seq).containsExactly(1L, 2L, 3L);
        assertThat(projected).extracting(Entry::nseq).containsExactly(7L, 1L, 8L);
        assertThat(count("kw_audit_inbox")).isZero();
    }

    @Test
    void a_later_round_goes_on_where_the_last_one_ended() throws SQLException {
        arrives("a", 1, NOW);
        round(1_000);
        arrives("a", 2, NOW.minusSeconds(60));
        round(1_000);

        assertThat(projected).extracting(Entry::seq).containsExactly(1L, 2L);
        assertThat(state().size()).isEqualTo(2);
    }

    @Test
    void what_was_recorded_reads_the_same_from_the_log() throws SQLException {
        Recorded change = new Recorded.Change(
                EventIds.fresh(),
                NOW,
                "hospital",
                Recorded.Source.ADMIN_EVENT,
                "UPDATE",
                "USER",
                "users/7",
                "7",
                "ada",
                Actor.NOBODY,
                List.of(new Recorded.FieldChange("User", "7", "firstName", "Ada", null)),
                null);
        insert("a", 1, NOW, Leaf.bytes(change));
        round(1_000);

        assertThat(projected).singleElement().extracting(Entry::recorded).isEqualTo(change);
    }

    @Test
    void a_projection_that_fails_undoes_the_whole_round() throws SQLException {
        arrives("a", 1, NOW);
        try (Connection tx = transaction()) {
            assertThatThrownBy(() -> sequencer.round(tx, 1_000, List.of((t, batch) -> {
                        throw new SQLException("full");
                    })))
                    .hasMessage("full");
            tx.rollback();
        }
        assertThat(count("kw_audit_inbox")).isOne();
        assertThat(count("kw_audit_log")).isZero();
    }

    @Test
    void a_leaf_nobody_can_read_is_kept_in_the_log_and_holds_nobody_up() throws SQLException {
        insert("a", 1, NOW.minusSeconds(1), new byte[] {9, 9, 9});
        arrives("a", 2, NOW);

        assertThat(round(1_000)).isEqualTo(2);

        assertThat(count("kw_audit_log")).isEqualTo(2);
        assertThat(projected).extracting(Entry::seq).containsExactly(2L);
    }

    @Test
    void two_sequencers_at_once_never_give_a_number_twice() throws Exception {
        arrives("a", 1, NOW);
        try (Connection first = transaction()) {
            sequencer.round(first, 1_000, List.of(projection));
            arrives("b", 1, NOW);
            CompletableFuture<Integer> second = CompletableFuture.supplyAsync(() -> {
                try {
                    return round(1_000);
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            first.commit();
            assertThat(second.get(30, TimeUnit.SECONDS)).isOne();
        }
        assertThat(count("kw_audit_log")).isEqualTo(2);
        assertThat(one("SELECT count(DISTINCT seq) FROM kw_audit_log")).isEqualTo(2);
        assertThat(state().size()).isEqualTo(2);
    }

    @Test
    void the_log_refuses_to_be_changed() throws SQLException {
        arrives("a", 1, NOW);
        round(1_000);

        for (String tampering :
                List.of("UPDATE kw_audit_log SET leaf = 'x'", "DELETE FROM kw_audit_log", "TRUNCATE kw_audit_log")) {
            try (Connection tx = transaction();
                    Statement statement = tx.createStatement()) {
                assertThatThrownBy(() -> statement.execute(tampering)).hasMessageContaining("append-only");
            }
        }
    }

    @Test
    void the_state_says_how_long_the_oldest_row_waits() throws SQLException {
        arrives("a", 1, NOW.minusSeconds(5));
        Ledger.State state = state();
        assertThat(state.waiting()).isOne();
        assertThat(state.oldestWaitingMillis()).isEqualTo(5_000);
    }

    private int round(int most) throws SQLException {
        try (Connection tx = transaction()) {
            int moved = sequencer.round(tx, most, List.of(projection));
            tx.commit();
            return moved;
        }
    }

    private void arrives(String boot, long nseq, Instant at) throws SQLException {
        insert(
                boot,
                nseq,
                at,
                Leaf.bytes(new Recorded.Look(
                        EventIds.fresh(), at, "hospital", Actor.NOBODY, "GET history/sign-ins", "", "ASKED", null)));
    }

    private void insert(String boot, long nseq, Instant at, byte[] leaf) throws SQLException {
        try (Connection tx = transaction();
                PreparedStatement insert = tx.prepareStatement("INSERT INTO kw_audit_inbox VALUES (?, ?, ?, ?)")) {
            insert.setString(1, boot);
            insert.setLong(2, nseq);
            insert.setObject(3, at.atOffset(ZoneOffset.UTC));
            insert.setBytes(4, leaf);
            insert.executeUpdate();
            tx.commit();
        }
    }

    private Ledger.State state() throws SQLException {
        try (Connection tx = transaction()) {
            return LedgerState.read(tx, NOW);
        }
    }

    private long count(String table) throws SQLException {
        return one("SELECT count(*) FROM " + table);
    }

    private long one(String query) throws SQLException {
        try (Connection tx = transaction();
                Statement statement = tx.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    private Connection transaction() throws SQLException {
        Connection tx = database.getConnection();
        tx.setAutoCommit(false);
        return tx;
    }
}
