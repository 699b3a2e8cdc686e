package health.keyward.audit.store;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.RealDatabase;
import health.keyward.audit.Recorded;
import health.keyward.audit.core.Anchors;
import health.keyward.audit.core.EventIds;
import health.keyward.audit.core.Origin;
import health.keyward.audit.core.SigningKey;
import health.keyward.kernel.Actor;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The drill a server holds itself (AL-14), and the year it is reported in; on a real PostgreSQL. */
class TamperDrillTest {
    private static final String EVERYTHING = """
        SELECT (SELECT count(*) || '/' || sum(octet_length(leaf)) || '/' || md5(string_agg(leaf, ''::bytea ORDER BY seq)) FROM kw_audit_log),
               (SELECT string_agg(h::text, ',') FROM kw_audit_head h),
               (SELECT md5(string_agg(t::text, ',' ORDER BY level, idx)) FROM kw_audit_tile t),
               (SELECT string_agg(size::text || note, ',' ORDER BY size) FROM kw_audit_checkpoint),
               (SELECT count(*) FROM kw_audit_check), (SELECT count(*) FROM kw_audit_inbox), current_setting('search_path'),
               (SELECT count(*) FROM pg_class WHERE relpersistence = 't' AND relname LIKE 'kw%')\
        """;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-21T03:00:00Z"));
    private final Sequencer sequencer = new Sequencer(clock, new LeafReader((tx, refs) -> Map.of()));
    private final Marks marks = new TestMarks(clock);
    private Transactions db;
    private Signer signer;
    private long arrived;

    @BeforeEach
    void aLogOfItsOwn() throws GeneralSecurityException {
        db = new TestTransactions(RealDatabase.fresh());
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Origin origin = new Origin("audit.example.org/keyward");
        signer = new Signer(
                origin,
                List.of(new SigningKey(origin.name(), pair.getPrivate(), pair.getPublic())),
                Anchors.NONE,
                Duration.ofSeconds(1),
                marks,
                clock);
    }

    @Test
    void each_tampering_is_named_and_the_ledger_itself_is_as_it_was() {
        arrive(700);
        signer.round(db);
        List<String> before = everything();
        TamperDrill.Result result = db.run(new TamperDrill(clock)::run).orElseThrow();
        assertThat(result.size()).isEqualTo(700);
        assertThat(result.tried())
                .containsExactly(
                        "untouched",
                        "changed-field",
                        "deleted-middle",
                        "cut-tail",
                        "inserted",
                        "reordered",
                        "duplicated",
                        "rolled-back",
                        "rewritten",
                        "wrong-key");
        assertThat(result.missed()).isEmpty();
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void a_drill_leaves_what_the_same_connection_does_next_to_the_real_tables() throws SQLException {
        arrive(100);
        signer.round(db);
        db.run(tx -> {
            for (int i = 0; i < 12; i++) {
                assertThat(Head.read(tx).size()).isEqualTo(100);
            }
            for (int drill = 0; drill < 3; drill++) {
                assertThat(new TamperDrill(clock).run(tx).orElseThrow().missed())
                        .isEmpty();
                assertThat(Head.read(tx).size()).isEqualTo(100);
                assertThat(Checks.newest(tx, 10)).isEmpty();
            }
            return tx;
        });
    }

    @Test
    void a_long_log_is_drilled_on_its_newest_entries() {
        arrive(TamperDrill.MOST + 500);
        TamperDrill.Result result = db.run(new TamperDrill(clock)::run).orElseThrow();
        assertThat(result.size()).isEqualTo(TamperDrill.MOST);
        assertThat(result.missed()).isEmpty();
    }

    @Test
    void a_check_that_sees_nothing_is_found_out() {
        arrive(100);
        TamperDrill blind = new TamperDrill(
                clock,
                database -> database.run(tx -> tx.createStatement()
                        .executeUpdate("UPDATE kw_audit_check SET state = 'GOOD', finished_at = now()")));
        assertThat(db.run(blind::run).orElseThrow().missed())
                .containsExactly(
                        "changed-field: SOUND",
                        "deleted-middle: SOUND",
                        "cut-tail: SOUND",
                        "inserted: SOUND",
                        "reordered: SOUND",
                        "duplicated: SOUND");
    }

    @Test
    void a_log_of_a_few_entries_has_no_drill() {
        arrive(TamperDrill.FEWEST - 1);
        assertThat(db.run(new TamperDrill(clock)::run)).isEmpty();
    }

    @Test
    void what_a_drill_found_is_kept_and_an_entry_of_the_log() {
        db.run(tx -> Drills.keep(
                tx,
                new TamperDrill.Result(9, List.of("cut-tail", "inserted"), List.of("inserted: SOUND")),
                marks,
                clock.instant()));
        assertThat(db.run(TestMarks::waiting))
                .containsExactly("TAMPER_DRILL found=1 missed=inserted: SOUND size=9 tried=2");
        assertThat(db.run(Drills::last).map(held -> held.result().missed()))
                .isEqualTo(Optional.of(List.of("inserted: SOUND")));
    }

    @Test
    void a_year_is_counted_while_entries_are_numbered() {
        arrive(10);
        signer.round(db);
        clock.advance(Duration.ofSeconds(40));
        arrive(10);
        signer.round(db);
        says("HEARTBEAT", Map.of("clockOffsetMillis", "-7000"));
        says("HEARTBEAT", Map.of("clockOffsetMillis", "12"));
        says("GAP", Map.of("boot", "b", "numbers", "3"));
        comes(look("ASKED"));
        comes(look("FINISHED"));
        comes(look("CUT"));
        LogYear year = db.run(tx -> LogYear.read(tx, 2026));
        assertThat(year.firstSeq()).isOne();
        assertThat(year.lastSeq()).isEqualTo(db.run(tx -> Head.read(tx).size()));
        assertThat(year.checkpoints()).isEqualTo(2);
        assertThat(year.longestGapMillis()).isEqualTo(40_000);
        assertThat(year.times("mark.HEARTBEAT")).isEqualTo(2);
        assertThat(year.times("mark.GAP")).isOne();
        assertThat(year.counted().get(Tally.CLOCK_OFFSET)).isEqualTo(new Tally.Count(2, 7_000));
        assertThat(year.times("look")).isOne();
        assertThat(year.times("export.FINISHED")).isOne();
        assertThat(year.times("export.CUT")).isOne();
        LogYear other = db.run(tx -> LogYear.read(tx, 2025));
        assertThat(other.counted()).isEmpty();
        assertThat(other.firstSeq()).isZero();
        assertThat(other.checkpoints()).isZero();
    }

    private Recorded look(String phase) {
        return new Recorded.Look(
                EventIds.fresh(), clock.instant(), "r", Actor.NOBODY, "GET audit/export", "", phase, null);
    }

    private void says(String type, Map<String, String> facts) {
        comes(new Recorded.Mark(EventIds.fresh(), clock.instant(), "", type, facts));
    }

    private void arrive(int many) {
        insert(Stream.generate(() -> new Recorded.Undone(
                        EventIds.fresh(), clock.instant(), "r", "LOGIN", "u7", "person", "app", "192.0.2.7"))
                .limit(many)
                .toList());
        db.run(tx -> sequencer.round(tx, many, List.of()));
    }

    private void comes(Recorded recorded) {
        insert(List.of(recorded));
        db.run(tx -> sequencer.round(tx, 100, List.of()));
    }

    private void insert(List<? extends Recorded> all) {
        db.run(tx -> {
            try (PreparedStatement insert =
                    tx.prepareStatement("INSERT INTO kw_audit_inbox (boot, nseq, at, leaf) VALUES ('b', ?, ?, ?)")) {
                for (Recorded recorded : all) {
                    arrived++;
                    insert.setLong(1, arrived);
                    insert.setObject(2, clock.instant().atOffset(ZoneOffset.UTC));
                    insert.setBytes(3, Leaf.bytes(recorded));
                    insert.addBatch();
                }
                return insert.executeBatch();
            }
        });
    }

    private List<String> everything() {
        return db.run((Connection tx) -> {
            List<String> row = new ArrayList<>();
            try (Statement ask = tx.createStatement();
                    ResultSet answer = ask.executeQuery(EVERYTHING)) {
                answer.next();
                for (int column = 1; column <= answer.getMetaData().getColumnCount(); column++) {
                    row.add(answer.getString(column));
                }
            }
            return row;
        });
    }
}
