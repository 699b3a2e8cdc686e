package health.keyward.audit.store;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.RealDatabase;
import health.keyward.audit.Projection;
import health.keyward.audit.Recorded;
import health.keyward.audit.core.Anchors;
import health.keyward.audit.core.EventIds;
import health.keyward.audit.core.Origin;
import health.keyward.audit.core.SigningKey;
import health.keyward.history.store.HistoryProjection;
import health.keyward.kernel.Actor;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the self-check finds when somebody with the database in their hands changes it; on a real PostgreSQL. */
class CheckerTest {
    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-21T03:00:00Z"));
    private final Sequencer sequencer = new Sequencer(clock, new LeafReader((tx, refs) -> java.util.Map.of()));
    private final Marks marks = new TestMarks(clock);
    private final Checker checker = new Checker(marks, clock);
    private final List<Projection> projections = List.of(new HistoryProjection(clock));
    private long arrived;
    private Transactions db;
    private Signer signer;

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
        arrive(300);
        signer.round(db);
    }

    @Test
    void a_log_that_was_left_alone_is_good_and_is_not_read_twice() {
        assertThat(check(false).state()).isEqualTo(Checks.State.GOOD);
        arrive(20);
        Checks.Run second = check(false);
        assertThat(second.state()).isEqualTo(Checks.State.GOOD);
        assertThat(second.from()).isEqualTo(300);
        assertThat(second.done()).isEqualTo(second.size()).isEqualTo(321);
        assertThat(check(true).from()).isZero();
    }

    @Test
    void the_first_check_comes_by_itself_and_then_one_every_hour() {
        checker.round(db, projections);
        checker.round(db, projections);
        assertThat(runs()).hasSize(1);
        clock.advance(Checker.EVERY.minusMillis(1));
        checker.round(db, projections);
        assertThat(runs()).hasSize(1);
        clock.advance(Duration.ofMillis(1));
        checker.round(db, projections);
        assertThat(runs()).hasSize(2);
    }

    @Test
    void a_changed_entry_is_named() {
        tamper("UPDATE kw_audit_log SET leaf = set_byte(leaf, 19, get_byte(leaf, 19) # 1) WHERE seq = 271");
        found(Damage.Kind.ENTRY, 271L);
    }

    @Test
    void a_deleted_entry_is_named() {
        tamper("DELETE FROM kw_audit_log WHERE seq = 42");
        found(Damage.Kind.MISSING, 42L);
    }

    @Test
    void a_deleted_tail_is_named() {
        tamper("DELETE FROM kw_audit_log WHERE seq > 290");
        found(Damage.Kind.MISSING, 291L);
    }

    @Test
    void two_entries_that_changed_places_are_named() {
        tamper("UPDATE kw_audit_log SET seq = 0 WHERE seq = 10; UPDATE kw_audit_log SET seq = 10 WHERE seq = 11;"
                + "UPDATE kw_audit_log SET seq = 11 WHERE seq = 0");
        found(Damage.Kind.ENTRY, 10L);
    }

    @Test
    void an_entry_that_stands_twice_is_named() {
        tamper("INSERT INTO kw_audit_log SELECT seq, seq_at + interval '1 second', boot, nseq, leaf FROM kw_audit_log"
                + " WHERE seq = 7");
        found(Damage.Kind.MISSING, 7L);
    }

    @Test
    void a_changed_tile_is_found_although_the_entries_are_right() {
        tamper("UPDATE kw_audit_tile SET hashes = set_byte(hashes, 0, get_byte(hashes, 0) # 1) WHERE level = 1");
        assertThat(check(true).damage()).isEqualTo(Damage.Kind.TILE.name());
    }

    @Test
    void a_changed_head_is_found() {
        tamper("UPDATE kw_audit_head SET root = decode(repeat('00', 32), 'hex')");
        assertThat(check(true).damage()).isEqualTo(Damage.Kind.ROOT.name());
    }

    @Test
    void tiles_changed_after_a_good_check_are_found_without_reading_everything_again() {
        check(true);
        tamper("UPDATE kw_audit_tile SET hashes = set_byte(hashes, 0, get_byte(hashes, 0) # 1) WHERE level = 0 AND idx"
                + " = 1");
        assertThat(check(false).damage()).isEqualTo(Damage.Kind.TILE.name());
    }

    @Test
    void an_entry_with_tile_and_head_rewritten_contradicts_the_signed_checkpoint() {
        tamper("UPDATE kw_audit_log SET leaf = set_byte(leaf, 19, get_byte(leaf, 19) # 1) WHERE seq = 299;"
                + "DELETE FROM kw_audit_tile; UPDATE kw_audit_head SET root = NULL");
        db.run(tx -> sequencer.round(tx, 1, List.of()));
        assertThat(check(true).damage()).isEqualTo(Damage.Kind.CHECKPOINT.name());
    }

    @Test
    void a_row_that_people_see_and_that_says_otherwise_is_named() {
        tamper("UPDATE kw_history_change SET client_id = 'another-app' WHERE seq = 33");
        found(Damage.Kind.READ_MODEL, 33L);
    }

    @Test
    void a_row_that_people_no_longer_see_is_named() {
        tamper("DELETE FROM kw_history_change WHERE seq = 34");
        found(Damage.Kind.READ_MODEL, 34L);
    }

    @Test
    void a_month_that_the_read_models_have_let_go_is_not_missed() {
        tamper("DROP TABLE kw_history_change_y2026m11");
        assertThat(check(true).state()).isEqualTo(Checks.State.GOOD);
    }

    @Test
    void a_failure_is_an_entry_of_the_log_and_so_is_the_first_good_check_after_it() {
        tamper("UPDATE kw_history_change SET client_id = 'another-app' WHERE seq = 33");
        check(true);
        tamper("UPDATE kw_history_change SET client_id = 'app' WHERE seq = 33");
        check(true);
        check(true);
        assertThat(db.run(TestMarks::waiting))
                .filteredOn(mark -> mark.startsWith("SELF_CHECK"))
                .containsExactly("SELF_CHECK outcome=READ_MODEL size=300", "SELF_CHECK outcome=GOOD size=300");
    }

    @Test
    void a_run_that_a_server_left_behind_is_said_to_have_stopped() {
        check(true);
        tamper("UPDATE kw_audit_check SET state = 'RUNNING', finished_at = NULL");
        assertThat(check(true).state()).isEqualTo(Checks.State.GOOD);
        assertThat(runs()).extracting(Checks.Run::state).containsExactly(Checks.State.GOOD, Checks.State.STOPPED);
    }

    private void found(Damage.Kind kind, Long entry) {
        Checks.Run run = check(true);
        assertThat(run.state()).isEqualTo(Checks.State.BAD);
        assertThat(run.damage()).isEqualTo(kind.name());
        assertThat(run.badEntry()).isEqualTo(entry);
    }

    private Checks.Run check(boolean full) {
        db.run(tx -> {
            Checks.request(tx, full, clock.instant());
            return full;
        });
        checker.round(db, projections);
        return runs().getFirst();
    }

    private List<Checks.Run> runs() {
        return db.run(tx -> Checks.newest(tx, 10));
    }

    private void arrive(int more) {
        db.run(tx -> {
            try (PreparedStatement insert =
                    tx.prepareStatement("INSERT INTO kw_audit_inbox VALUES ('test', ?, ?, ?)")) {
                for (int i = 0; i < more; i++) {
                    arrived++;
                    Instant at = clock.instant().plusNanos(arrived * 1_000_000);
                    insert.setLong(1, arrived);
                    insert.setObject(2, at.atOffset(ZoneOffset.UTC));
                    insert.setBytes(
                            3,
                            Leaf.bytes(new Recorded.Look(
                                    EventIds.fresh(),
                                    at,
                                    "hospital",
                                    new Actor("hospital", "u1", "ada", "app", "s1", "10.0.0.1"),
                                    "GET history/sign-ins",
                                    "",
                                    "ASKED",
                                    null)));
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            return sequencer.round(tx, 10_000, projections);
        });
    }

    private void tamper(String statement) {
        db.run(tx -> {
            try (Statement run = tx.createStatement()) {
                run.execute("SET LOCAL session_replication_role = replica; " + statement);
            }
            return statement;
        });
    }
}
