package health.keyward.audit.store;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.RealDatabase;
import health.keyward.audit.Projection;
import health.keyward.audit.Recorded;
import health.keyward.audit.Retention.Foresight;
import health.keyward.audit.Retention.Outcome;
import health.keyward.audit.Retention.Why;
import health.keyward.audit.core.Anchors;
import health.keyward.audit.core.EventIds;
import health.keyward.audit.core.Numbered;
import health.keyward.audit.core.Origin;
import health.keyward.audit.core.RetentionRules;
import health.keyward.audit.core.SigningKey;
import health.keyward.history.store.HistoryProjection;
import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
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
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Old months leave a real log, and everything that reads it from the first entry on knows what became of them. */
class DisposalTest {
    private static final YearMonth JUNE = YearMonth.of(2016, 6);
    private static final long OLD = 300 + 100 + 50;

    private final SettableClock clock = new SettableClock(Instant.parse("2015-03-10T03:00:00Z"));
    private final Sequencer sequencer = new Sequencer(clock, new LeafReader((tx, refs) -> java.util.Map.of()));
    private final Marks marks = new TestMarks(clock);
    private final Checker checker = new Checker(marks, clock);
    private final List<Projection> projections = List.of(new HistoryProjection(clock));
    private final EventIds ids = new EventIds();
    private long arrived;
    private DataSource database;
    private Transactions db;
    private Signer signer;

    /** 300 entries of March 2015, 100 of April, 50 of May 2016, 40 of November 2026. */
    @BeforeEach
    void aLogOfElevenYears() throws GeneralSecurityException {
        database = RealDatabase.fresh();
        db = new TestTransactions(database);
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Origin origin = new Origin("audit.example.org/keyward");
        signer = new Signer(
                origin,
                List.of(new SigningKey(origin.name(), pair.getPrivate(), pair.getPublic())),
                Anchors.NONE,
                Duration.ofSeconds(1),
                (type, facts) -> marks.mark("KEY", facts),
                clock);
        arrive(300);
        signer.round(db);
        run("DELETE FROM kw_audit_inbox");
        to("2015-04-10T03:00:00Z");
        arrive(100);
        signer.round(db);
        to("2016-05-10T03:00:00Z");
        arrive(50);
        to("2026-11-21T03:00:00Z");
        arrive(40);
        signer.round(db);
    }

    @Test
    void whole_months_go_with_a_mark_that_covers_the_epoch_from_its_first_entry() {
        assertThat(dispose(YearMonth.of(2015, 4))).isEqualTo(new Outcome.Done(300));
        assertThat(dispose(JUNE)).isEqualTo(new Outcome.Done(150));
        assertThat(number("SELECT min(seq) FROM kw_audit_log")).isEqualTo(OLD + 1);
        assertThat(number("SELECT count(*) FROM pg_class WHERE relname IN ('kw_audit_log_y2015m03',"
                        + " 'kw_audit_log_y2016m05', 'kw_history_change_y2015m03')"))
                .isZero();
        arrive(1);
        assertThat(db.<List<RetentionMarks.Row>>run(RetentionMarks::disposals))
                .extracting(row -> row.mark().facts().get("from") + "-"
                        + row.mark().facts().get("to") + " "
                        + row.mark().facts().get("approval"))
                .containsExactly("1-451 a-1", "1-301 a-1");
        assertThat(dispose(JUNE)).isEqualTo(new Outcome.Refused(Why.NOTHING_OLD_ENOUGH));
    }

    @Test
    void what_would_go_is_said_before() {
        assertThat(foresee(JUNE))
                .isInstanceOfSatisfying(
                        Foresight.Clear.class,
                        clear -> assertThat(clear.facts())
                                .containsEntry("from", "1")
                                .containsEntry("to", "451")
                                .containsEntry("entries", "450")
                                .containsEntry("firstMonth", "2015-03")
                                .containsEntry("lastMonth", "2016-05"));
        assertThat(foresee(YearMonth.of(2015, 3))).isEqualTo(new Foresight.Against(Why.NOTHING_OLD_ENOUGH));
        assertThat(foresee(YearMonth.of(2020, 12))).isEqualTo(new Foresight.Against(Why.YOUNGER_THAN_THE_FLOOR));
        run("INSERT INTO kw_audit_settings (version, retention_years) VALUES (1, 11)");
        assertThat(foresee(JUNE)).isEqualTo(new Foresight.Against(Why.YOUNGER_THAN_THE_FLOOR));
        assertThat(dispose(JUNE)).isEqualTo(new Outcome.Refused(Why.YOUNGER_THAN_THE_FLOOR));
        assertThat(foresee(YearMonth.of(2015, 4))).isInstanceOf(Foresight.Clear.class);
    }

    @Test
    void a_log_with_a_hole_that_a_mark_explains_is_good_from_the_first_entry_on() {
        check(true, Checks.State.GOOD);
        dispose(JUNE);
        assertThat(check(true, Checks.State.GOOD).done())
                .as("the mark still waits")
                .isEqualTo(490);
        arrive(5);
        Checks.Run full = check(true, Checks.State.GOOD);
        assertThat(full.from()).isZero();
        assertThat(full.done()).isEqualTo(full.size()).isEqualTo(490 + 1 + 5);
        arrive(3);
        check(false, Checks.State.GOOD);
    }

    @Test
    void a_server_that_starts_after_a_disposal_goes_on_numbering_and_signing() {
        dispose(JUNE);
        Sequencer fresh = new Sequencer(clock, new LeafReader((tx, refs) -> java.util.Map.of()));
        long before = db.run(Head::read).size();
        int moved = db.run(tx -> fresh.round(tx, 100, projections));
        assertThat(moved).isPositive();
        assertThat(db.run(Head::read).size()).isGreaterThan(before);
        clock.advance(Duration.ofMinutes(1));
        signer.round(db);
        assertThat(db.run(tx -> new Checkpoints(tx).newest(1)).orElseThrow().size())
                .isEqualTo(db.run(Head::read).size());
        check(true, Checks.State.GOOD);
    }

    @Test
    void a_month_that_went_without_a_mark_is_missing() {
        check(true, Checks.State.GOOD);
        run("DROP TABLE kw_audit_log_y2015m03");
        assertThat(check(true, Checks.State.BAD).badEntry()).isEqualTo(1);
        assertThat(check(false, Checks.State.BAD).badEntry())
                .as("although it was good before")
                .isEqualTo(1);
    }

    @Test
    void a_month_that_went_without_a_mark_after_one_that_has_a_mark_is_missing() {
        dispose(YearMonth.of(2015, 4));
        run("DROP TABLE kw_audit_log_y2015m04");
        Checks.Run run = check(true, Checks.State.BAD);
        assertThat(run.damage()).isEqualTo(Damage.Kind.MISSING.name());
        assertThat(run.badEntry()).isEqualTo(301);
    }

    @Test
    void a_mark_with_another_root_explains_nothing() {
        run("DROP TABLE kw_audit_log_y2015m03");
        db.run(tx -> {
            mark(
                    tx,
                    new Recorded.Mark(
                            EventIds.fresh(),
                            clock.instant(),
                            "",
                            "DISPOSAL",
                            java.util.Map.of(
                                    "from", "1",
                                    "to", "301",
                                    "root", java.util.Base64.getEncoder().encodeToString(new byte[32]),
                                    "approval", "a-1")));
            return true;
        });
        arrive(1);
        assertThat(check(true, Checks.State.BAD).badEntry()).isEqualTo(1);
    }

    @Test
    void entries_that_were_changed_are_not_got_rid_of_by_disposing_of_them() {
        tamper("UPDATE kw_audit_log SET leaf = set_byte(leaf, 19, get_byte(leaf, 19) # 1) WHERE seq = 271");
        assertThat(dispose(JUNE)).isEqualTo(new Outcome.Refused(Why.NOT_SOUND));
        tamper("DELETE FROM kw_audit_tile WHERE level = 0 AND idx = 0");
        assertThat(dispose(JUNE)).as("no tile to compare with").isEqualTo(new Outcome.Refused(Why.NOT_SOUND));
        assertThat(number("SELECT count(*) FROM kw_audit_log WHERE seq = 271")).isOne();
    }

    @Test
    void nothing_goes_from_a_log_that_refuses_to_be_signed_or_has_no_tree_yet() {
        tamper("UPDATE kw_audit_signer SET state = 'ROLLED_BACK'");
        assertThat(dispose(JUNE)).isEqualTo(new Outcome.Refused(Why.NOT_SOUND));
        tamper("UPDATE kw_audit_signer SET state = 'SIGNING'; UPDATE kw_audit_head SET root = NULL");
        assertThat(dispose(JUNE))
                .as("old entries are still being taken in")
                .isEqualTo(new Outcome.Refused(Why.NOT_SOUND));
        assertThat(number("SELECT min(seq) FROM kw_audit_log")).isOne();
    }

    @Test
    void a_hold_anywhere_and_a_feed_that_is_behind_stop_it() {
        run("INSERT INTO kw_audit_feed (name, active, described, next_seq) VALUES ('siem', true, 'cef', 450)");
        assertThat(dispose(JUNE)).isEqualTo(new Outcome.Refused(Why.NOT_YET_DELIVERED));
        run("UPDATE kw_audit_feed SET next_seq = 451");
        db.run(tx -> new Holds(clock, this::mark).place(tx, new RealmId("r1"), Optional.empty(), "case 3", "a-1"));
        assertThat(dispose(JUNE)).isEqualTo(new Outcome.Refused(Why.ON_HOLD));
        db.run(tx -> new Holds(clock, this::mark).release(tx, new RealmId("r1"), Optional.empty(), "a-1"));
        assertThat(dispose(JUNE)).isEqualTo(new Outcome.Done(OLD));
    }

    @Test
    void somebody_who_reads_the_log_is_not_waited_for() throws SQLException {
        try (Connection reader = database.getConnection();
                Statement ask = reader.createStatement()) {
            reader.setAutoCommit(false);
            ask.executeQuery("SELECT count(*) FROM kw_audit_log").close();
            assertThat(dispose(JUNE)).isEqualTo(new Outcome.Refused(Why.BEING_READ));
        }
        assertThat(dispose(JUNE)).isEqualTo(new Outcome.Done(OLD));
    }

    @Test
    void an_export_begins_where_the_log_begins_and_has_every_tile() throws Exception {
        dispose(JUNE);
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        long entries = db.run(tx -> {
            LogEpoch epoch = LogEpoch.all(tx).getLast();
            long first = LogExport.minimumIndex(tx, epoch);
            assertThat(first).isEqualTo(OLD);
            try {
                return new LogExport(tx, epoch, new Checkpoints(tx).newest(1).orElseThrow(), zip).write("{}", first);
            } catch (IOException e) {
                throw new SQLException(e);
            }
        });
        assertThat(entries).isEqualTo(40);
        List<String> names = new ArrayList<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip.toByteArray()))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                names.add(entry.getName());
            }
        }
        assertThat(names)
                .contains("tile/0/000", "tile/0/001.p/234", "tile/entries/001.p/234")
                .doesNotContain("tile/entries/000");
    }

    private Outcome dispose(YearMonth before) {
        try (Connection tx = database.getConnection()) {
            tx.setAutoCommit(false);
            Outcome outcome = new Disposal(clock, this::mark).dispose(tx, before, "a-1");
            if (outcome instanceof Outcome.Done) {
                tx.commit();
            } else {
                tx.rollback();
            }
            return outcome;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private Foresight foresee(YearMonth before) {
        return db.run(tx -> Disposal.foresee(
                tx, new RetentionRules(clock, KeptSettings.read(tx).retentionYears()), before));
    }

    private Numbered mark(Connection tx, Recorded.Mark mark) throws SQLException {
        Numbered numbered = ids.number(List.of(mark)).getFirst();
        insert(tx, numbered.boot(), numbered.nseq(), mark);
        return numbered;
    }

    private Checks.Run check(boolean full, Checks.State wanted) {
        db.run(tx -> {
            Checks.request(tx, full, clock.instant());
            return full;
        });
        checker.round(db, projections);
        Checks.Run run = db.run(tx -> Checks.newest(tx, 1)).getFirst();
        assertThat(run.state()).as(run.words()).isEqualTo(wanted);
        return run;
    }

    private void arrive(int more) {
        db.run(tx -> {
            for (int i = 0; i < more; i++) {
                arrived++;
                Instant at = clock.instant().plusNanos(arrived * 1_000_000);
                insert(
                        tx,
                        "test",
                        arrived,
                        new Recorded.Look(
                                EventIds.fresh(),
                                at,
                                "hospital",
                                new Actor("hospital", "u1", "ada", "app", "s1", "10.0.0.1"),
                                "GET history/sign-ins",
                                "",
                                "ASKED",
                                null));
            }
            return sequencer.round(tx, 10_000, projections);
        });
    }

    private static void insert(Connection tx, String boot, long nseq, Recorded recorded) throws SQLException {
        try (PreparedStatement insert = tx.prepareStatement("INSERT INTO kw_audit_inbox VALUES (?, ?, ?, ?)")) {
            insert.setString(1, boot);
            insert.setLong(2, nseq);
            insert.setObject(3, recorded.at().atOffset(ZoneOffset.UTC));
            insert.setBytes(4, Leaf.bytes(recorded));
            insert.executeUpdate();
        }
    }

    private void to(String instant) {
        clock.advance(Duration.between(clock.instant(), Instant.parse(instant)));
    }

    private void tamper(String statement) {
        run("BEGIN; SET LOCAL session_replication_role = replica; " + statement + "; COMMIT");
    }

    private void run(String sql) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }

    private long number(String sql) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new AssertionError(sql, e);
        }
    }
}
