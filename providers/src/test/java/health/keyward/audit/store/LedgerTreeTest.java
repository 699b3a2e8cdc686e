package health.keyward.audit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.keyward.RealDatabase;
import health.keyward.audit.Projection;
import health.keyward.audit.core.Hash;
import health.keyward.audit.core.NaiveTree;
import health.keyward.audit.core.Proofs;
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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The tree in the database, on a real PostgreSQL. */
class LedgerTreeTest {
    private static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");

    private final Sequencer sequencer =
            new Sequencer(Clock.fixed(NOW, ZoneOffset.UTC), new LeafReader((tx, refs) -> java.util.Map.of()));
    private final Marks marks = new TestMarks(Clock.fixed(NOW, ZoneOffset.UTC));
    private DataSource database;

    @BeforeEach
    void aDatabaseOfItsOwn() {
        database = RealDatabase.fresh();
    }

    @Test
    void the_head_is_the_rfc_9162_root_over_the_log() throws SQLException {
        for (int round = 1; round <= 5; round++) {
            arrive("a", (round - 1) * 130 + 1, round * 130);
            round(1_000);
            assertThat(head().root()).isEqualTo(naiveRoot(0, round * 130));
            assertThat(head().size()).isEqualTo(round * 130L);
        }
        assertThat(one("SELECT count(*) FROM kw_audit_tile WHERE level = 0 AND width = 256"))
                .isEqualTo(2);
        assertThat(one("SELECT width FROM kw_audit_tile WHERE level = 0 AND idx = 2"))
                .isEqualTo(650 - 512);
    }

    @Test
    void the_root_of_every_earlier_size_can_still_be_proven() throws SQLException {
        arrive("a", 1, 700);
        round(1_000);
        try (Connection tx = transaction()) {
            for (int size : List.of(1, 2, 255, 256, 257, 512, 699, 700)) {
                assertThat(new Proofs(size, new Tiles(tx, 1)).root()).isEqualTo(naiveRoot(0, size));
            }
        }
    }

    @Test
    void entries_of_the_first_release_are_taken_into_the_tree_before_anything_is_added() throws SQLException {
        arrive("a", 1, 600);
        round(1_000);
        Hash root = naiveRoot(0, 600);
        asIfThereHadNeverBeenATree();
        arrive("a", 601, 601);

        assertThat(round(1_000)).isEqualTo(600);
        assertThat(head().root()).isEqualTo(root);
        assertThat(round(1_000)).isOne();
        assertThat(head().root()).isEqualTo(naiveRoot(0, 601));
    }

    @Test
    void an_empty_log_has_the_empty_root_after_the_first_round() throws SQLException {
        assertThat(round(10)).isZero();
        assertThat(head().root()).isEqualTo(naiveRoot(0, 0));
    }

    @Test
    void a_head_that_moved_under_the_sequencer_undoes_the_round() throws SQLException {
        arrive("a", 1, 3);
        round(1_000);
        arrive("a", 4, 5);
        Projection rival = (tx, batch) -> {
            try (Statement move = tx.createStatement()) {
                move.execute("UPDATE kw_audit_head SET size = size + 1");
            }
        };
        try (Connection tx = transaction()) {
            assertThatThrownBy(() -> sequencer.round(tx, 10, List.of(rival)))
                    .hasMessageContaining("another sequencer has moved the head");
            tx.rollback();
        }
        assertThat(one("SELECT count(*) FROM kw_audit_log")).isEqualTo(3);
        assertThat(one("SELECT count(*) FROM kw_audit_inbox")).isEqualTo(2);
    }

    @Test
    void sequencers_that_run_at_once_without_a_lock_make_one_history() throws Exception {
        arrive("a", 1, 400);
        int workers = 4;
        CountDownLatch together = new CountDownLatch(workers);
        List<CompletableFuture<Integer>> all = new ArrayList<>();
        for (int i = 0; i < workers; i++) {
            all.add(CompletableFuture.supplyAsync(() -> untilEmpty(together), command -> new Thread(command).start()));
        }
        int moved = 0;
        for (CompletableFuture<Integer> one : all) {
            moved += one.get(60, TimeUnit.SECONDS);
        }
        assertThat(moved).isEqualTo(400);
        assertThat(one("SELECT count(DISTINCT seq) FROM kw_audit_log")).isEqualTo(400);
        assertThat(one("SELECT max(seq) FROM kw_audit_log")).isEqualTo(400);
        assertThat(head().root()).isEqualTo(naiveRoot(0, 400));
    }

    private int untilEmpty(CountDownLatch together) {
        together.countDown();
        try {
            together.await(30, TimeUnit.SECONDS);
            int moved = 0;
            while (one("SELECT count(*) FROM kw_audit_inbox") > 0) {
                moved += round(17);
            }
            return moved;
        } catch (SQLException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void tiles_whose_bytes_were_changed_take_no_further_entry() throws SQLException {
        arrive("a", 1, 5);
        round(10);
        asTheOwner("UPDATE kw_audit_tile SET hashes = set_byte(hashes, 39, get_byte(hashes, 39) # 1)");
        arrive("a", 6, 6);
        try (Connection tx = transaction()) {
            assertThatThrownBy(() -> sequencer.round(tx, 10, List.of()))
                    .hasMessageContaining("do not lead to its head");
        }
    }

    @Test
    void numbers_and_times_grow_together_when_the_clock_goes_back() throws SQLException {
        arrive("a", 1, 1);
        round(10);
        arrive("a", 2, 2);
        try (Connection tx = transaction()) {
            new Sequencer(
                            Clock.fixed(NOW.minusSeconds(3_600), ZoneOffset.UTC),
                            new LeafReader((t, refs) -> java.util.Map.of()))
                    .round(tx, 10, List.of());
            tx.commit();
        }
        assertThat(one("SELECT count(DISTINCT seq_at) FROM kw_audit_log")).isOne();
    }

    @Test
    void log_tiles_and_checkpoints_refuse_to_be_changed_by_the_servers_own_role() throws SQLException {
        arrive("a", 1, 300);
        round(1_000);
        asTheOwner("INSERT INTO kw_audit_checkpoint VALUES (1, 300, 'note', now())");
        asTheOwner("INSERT INTO kw_audit_cosignature VALUES (1, 300, 'line', now())");
        asTheOwner("INSERT INTO kw_audit_epoch VALUES (1, 'o', 1, 300, '\\x00', now(), 'why')");
        for (String table : List.of(
                "kw_audit_log",
                "kw_audit_log_y2026m11",
                "kw_audit_tile",
                "kw_audit_checkpoint",
                "kw_audit_cosignature",
                "kw_audit_epoch")) {
            refused("DELETE FROM " + table);
            refused("TRUNCATE " + table);
        }
        refused("UPDATE kw_audit_log SET leaf = 'x'");
        refused("UPDATE kw_audit_log_y2026m11 SET nseq = 7");
        refused("UPDATE kw_audit_checkpoint SET note = 'x'");
        refused("UPDATE kw_audit_cosignature SET line = 'x'");
        refused("UPDATE kw_audit_epoch SET reason = 'x'");
    }

    @Test
    void a_full_tile_never_changes_and_a_partial_one_only_grows() throws SQLException {
        arrive("a", 1, 300);
        round(1_000);
        for (String tampering : List.of(
                "SET hashes = set_byte(hashes, 0, get_byte(hashes, 0) # 1) WHERE width = 256",
                "SET hashes = set_byte(hashes, 0, get_byte(hashes, 0) # 1) WHERE width < 256",
                "SET width = width - 1, hashes = substring(hashes FOR 32 * (width - 1)) WHERE width > 1",
                "SET width = width + 1, hashes = decode(repeat('00', 32 * (width + 1)), 'hex') WHERE width < 256",
                "SET idx = idx + 7",
                "SET epoch = 2")) {
            refused("UPDATE kw_audit_tile " + tampering);
        }
        asTheOwnerPlain("UPDATE kw_audit_tile SET width = width + 1, hashes = hashes || decode(repeat('00', 32), 'hex')"
                + " WHERE level = 0 AND idx = 1");
    }

    private void refused(String tampering) throws SQLException {
        try (Connection tx = transaction();
                Statement statement = tx.createStatement()) {
            assertThatThrownBy(() -> statement.execute(tampering))
                    .as(tampering)
                    .hasMessageMatching("(?s).*(append-only|only grows).*");
        }
    }

    /** What somebody can do who may switch triggers off. */
    private void asTheOwner(String tampering) throws SQLException {
        asTheOwnerPlain("SET LOCAL session_replication_role = replica; " + tampering);
    }

    private void asTheOwnerPlain(String statement) throws SQLException {
        try (Connection tx = transaction();
                Statement run = tx.createStatement()) {
            run.execute(statement);
            tx.commit();
        }
    }

    private void asIfThereHadNeverBeenATree() throws SQLException {
        asTheOwner("DELETE FROM kw_audit_tile; UPDATE kw_audit_head SET root = NULL");
    }

    private Hash naiveRoot(int from, int to) throws SQLException {
        List<byte[]> leaves = new ArrayList<>();
        try (Connection tx = transaction();
                Statement ask = tx.createStatement();
                ResultSet row = ask.executeQuery("SELECT leaf FROM kw_audit_log ORDER BY seq")) {
            while (row.next()) {
                leaves.add(row.getBytes(1));
            }
        }
        return Hash.of(NaiveTree.mth(leaves.subList(from, to)));
    }

    private Head head() throws SQLException {
        try (Connection tx = transaction()) {
            return Head.read(tx);
        }
    }

    private int round(int most) throws SQLException {
        try (Connection tx = transaction()) {
            int moved = sequencer.round(tx, most, List.of());
            tx.commit();
            return moved;
        }
    }

    private void arrive(String boot, int from, int to) throws SQLException {
        try (Connection tx = transaction();
                PreparedStatement insert = tx.prepareStatement("INSERT INTO kw_audit_inbox VALUES (?, ?, ?, ?)")) {
            for (int nseq = from; nseq <= to; nseq++) {
                insert.setString(1, boot);
                insert.setLong(2, nseq);
                insert.setObject(3, NOW.atOffset(ZoneOffset.UTC));
                insert.setBytes(4, marks.mark("HEARTBEAT", Map.of()).leaf());
                insert.addBatch();
            }
            insert.executeBatch();
            tx.commit();
        }
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
