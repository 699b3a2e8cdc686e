package health.keyward.abac.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.keyward.RealDatabase;
import health.keyward.abac.core.DecisionFilter;
import health.keyward.abac.core.DecisionLine;
import health.keyward.audit.Recorded;
import health.keyward.audit.core.Entries;
import health.keyward.audit.core.EventIds;
import health.keyward.audit.core.KekRing;
import health.keyward.audit.core.Numbered;
import health.keyward.audit.store.Inbox;
import health.keyward.audit.store.KeyCabinet;
import health.keyward.audit.store.Lane;
import health.keyward.audit.store.LeafReader;
import health.keyward.audit.store.LeafWriter;
import health.keyward.audit.store.LogTable;
import health.keyward.audit.store.Looks;
import health.keyward.audit.store.Sequencer;
import health.keyward.kernel.RealmId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A decision on its whole way: committed, numbered, listed, read back; without a database none is made (AB-9). */
class RecordedDecisionsTest {
    private static final Clock CLOCK = Clock.fixed(Entries.AT.plusSeconds(1), ZoneOffset.UTC);

    @TempDir
    private Path folder;

    private final EventIds ids = new EventIds();
    private final List<Numbered> refused = new CopyOnWriteArrayList<>();
    private final DecisionProjection projection = new DecisionProjection(CLOCK);
    private DataSource database;
    private Lane lane;
    private KeyCabinet keys;
    private Looks writer;

    @BeforeEach
    void aDatabaseOfItsOwn() throws Exception {
        database = RealDatabase.fresh();
        Files.write(folder.resolve("kek-1"), new byte[32]);
        lane = new Lane(database::getConnection);
        keys = new KeyCabinet(KekRing.in(folder), CLOCK, () -> 1L, lane);
        keys.check();
        writer = writer(database::getConnection);
    }

    @AfterEach
    void end() {
        writer.close();
        lane.close();
    }

    @Test
    void what_was_awaited_is_listed_and_reads_the_same_from_the_log() throws SQLException {
        Recorded.Decision decision = Entries.decision("DENY", "app.role_not_listed");
        writer.add(ids.number(List.of(decision))).await();
        sequence();
        assertThat(lines()).extracting(DecisionLine::username).containsExactly("quinlan");
        assertThat(readBack()).isEqualTo(decision);
    }

    @Test
    void all_of_them_can_be_had_row_by_row_newest_first() throws SQLException {
        writer.add(ids.number(List.of(Entries.decision("PERMIT"), Entries.decision("DENY", "app.role_not_listed"))))
                .await();
        sequence();
        List<DecisionLine> all = new ArrayList<>();
        try (Connection tx = database.getConnection()) {
            tx.setAutoCommit(false);
            new DecisionReader(tx, new RealmId("hospital"))
                    .each(
                            new DecisionFilter(
                                    Entries.AT.minusSeconds(60),
                                    Entries.AT.plusSeconds(60),
                                    null,
                                    null,
                                    null,
                                    "app.role_not_listed",
                                    null,
                                    null),
                            all::add);
        }
        assertThat(all).extracting(DecisionLine::effect).containsExactly("DENY");
        assertThat(all)
                .isEqualTo(lines().stream()
                        .filter(line -> line.effect().equals("DENY"))
                        .toList());
    }

    @Test
    void without_the_key_of_the_person_only_the_outcome_is_left() throws SQLException {
        writer.add(ids.number(List.of(Entries.decision("DENY", "app.role_not_listed"))))
                .await();
        sequence();
        Recorded.Decision left;
        try (Connection tx = database.getConnection()) {
            left = (Recorded.Decision)
                    new LeafReader((t, refs) -> Map.of()).read(tx, leaves()).getFirst();
        }
        assertThat(left).isNotNull();
        assertThat(left.effect()).isEqualTo("DENY");
        assertThat(left.reasons()).containsExactly("app.role_not_listed");
        assertThat(left.input()).isNull();
        assertThat(left.inputHash()).isNull();
        assertThat(left.userId()).isNull();
    }

    @Test
    void a_server_killed_after_the_commit_leaves_the_row() throws SQLException {
        writer.add(ids.number(List.of(Entries.decision("PERMIT"))));
        writer.add(ids.number(List.of(Entries.decision("PERMIT")))).await();
        writer.close();
        sequence();
        assertThat(lines()).hasSize(2);
        assertThat(refused).isEmpty();
    }

    @Test
    void without_a_database_nothing_is_decided() {
        writer.close();
        writer = writer(() -> {
            throw new SQLException("no space left on device");
        });
        List<Numbered> rows = ids.number(List.of(Entries.decision("PERMIT"), Entries.decision("PERMIT")));
        assertThatThrownBy(writer.add(rows)::await).isInstanceOf(IllegalStateException.class);
        assertThat(refused).isEqualTo(rows);
    }

    private Looks writer(Lane.Source source) {
        return new Looks("keyward-decisions", source, new Inbox(new LeafWriter(keys)), new Looks.Ending() {
            @Override
            public void committed() {}

            @Override
            public void refused(Numbered row) {
                refused.add(row);
            }
        });
    }

    private void sequence() throws SQLException {
        try (Connection tx = database.getConnection()) {
            tx.setAutoCommit(false);
            new Sequencer(CLOCK, new LeafReader(keys::byRef)).round(tx, 1_000, List.of(projection));
            tx.commit();
        }
    }

    private List<DecisionLine> lines() throws SQLException {
        try (Connection tx = database.getConnection()) {
            return new DecisionReader(tx, new RealmId("hospital"))
                    .page(
                            new DecisionFilter(
                                    Entries.AT.minusSeconds(60),
                                    Entries.AT.plusSeconds(60),
                                    null,
                                    null,
                                    null,
                                    null,
                                    null,
                                    null),
                            null,
                            10);
        }
    }

    private Recorded readBack() throws SQLException {
        try (Connection tx = database.getConnection()) {
            return new LeafReader(keys::byRef).read(tx, leaves()).getFirst();
        }
    }

    private List<byte[]> leaves() throws SQLException {
        try (Connection tx = database.getConnection()) {
            return List.of(new LogTable(tx).at(1).orElseThrow().leaf());
        }
    }
}
