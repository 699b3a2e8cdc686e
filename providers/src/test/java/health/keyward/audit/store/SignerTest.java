package health.keyward.audit.store;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.RealDatabase;
import health.keyward.audit.Projection;
import health.keyward.audit.Recorded;
import health.keyward.audit.core.Anchors;
import health.keyward.audit.core.Checkpoint;
import health.keyward.audit.core.Hash;
import health.keyward.audit.core.Merkle;
import health.keyward.audit.core.Origin;
import health.keyward.audit.core.SignedNote;
import health.keyward.audit.core.SigningKey;
import health.keyward.audit.core.TreeHead;
import health.keyward.audit.store.SigningState.State;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Signing, and the refusal to sign a history that others remember differently; on a real PostgreSQL. */
class SignerTest {
    private static final Origin ORIGIN = new Origin("audit.example.org/keyward");
    private static final Duration EVERY = Duration.ofSeconds(10);

    private final SettableClock clock = new SettableClock(Instant.parse("2026-11-21T03:00:00Z"));
    private final Sequencer sequencer = new Sequencer(clock, new LeafReader((tx, refs) -> java.util.Map.of()));
    private final SigningKey key = key();
    private final Memory anchor = new Memory("directory /anchor");
    private final Marks marks = new TestMarks(clock);
    private int arrived;
    private DataSource database;
    private Transactions db;

    @BeforeEach
    void aDatabaseOfItsOwn() {
        database = RealDatabase.fresh();
        db = new TestTransactions(database);
    }

    @Test
    void the_head_is_signed_kept_and_handed_to_the_anchors() {
        arrive(5);
        signer(anchor).round(db);

        Checkpoints.Kept kept = newest();
        assertThat(key.vkey().signed(kept.note())).isTrue();
        assertThat(Checkpoint.head(kept.note())).isEqualTo(new TreeHead(ORIGIN.name(), 5, head().root()));
        assertThat(anchor.notes).containsExactly(kept.note().whole());
        assertThat(state().state()).isEqualTo(State.SIGNING);
    }

    @Test
    void nothing_new_is_not_signed_again_and_something_new_waits_its_time() {
        Signer signer = signer(anchor);
        arrive(5);
        signer.round(db);
        clock.advance(Duration.ofHours(1));
        signer.round(db);
        assertThat(checkpoints()).hasSize(1);

        arrive(1);
        signer.round(db);
        assertThat(checkpoints()).hasSize(2);
        arrive(1);
        clock.advance(EVERY.minusMillis(1));
        signer.round(db);
        assertThat(checkpoints()).hasSize(2);
        clock.advance(Duration.ofMillis(1));
        signer.round(db);
        assertThat(checkpoints()).hasSize(3);
    }

    @Test
    void a_thousand_new_entries_do_not_wait() {
        Signer signer = signer(anchor);
        arrive(1);
        signer.round(db);
        arrive(Signer.MANY);
        signer.round(db);
        assertThat(checkpoints()).hasSize(2);
    }

    @Test
    void the_first_key_and_every_change_of_key_are_entries_of_the_log() {
        arrive(1);
        signer(anchor).round(db);
        assertThat(waitingMarks()).containsExactly("KEY from= to=" + key.vkey().text());
        arrive(0);
        SigningKey next = key();
        Signer both = new Signer(ORIGIN, List.of(next, key), anchor, EVERY, marks, clock);
        clock.advance(EVERY);
        both.round(db);

        assertThat(waitingMarks())
                .containsExactly(
                        "KEY from=" + key.vkey().text() + " to=" + next.vkey().text());
        SignedNote note = newest().note();
        assertThat(next.vkey().signed(note)).isTrue();
        assertThat(key.vkey().signed(note)).isTrue();
        assertThat(keys()).containsExactly(key.vkey().text(), next.vkey().text());
    }

    @Test
    void a_log_that_is_behind_its_anchor_is_not_signed() {
        anchor.remembers = new TreeHead(ORIGIN.name(), 6, Merkle.empty());
        arrive(5);
        signer(anchor).round(db);

        assertThat(checkpoints()).isEmpty();
        assertThat(state().state()).isEqualTo(State.ROLLED_BACK);
        assertThat(state().detail())
                .isEqualTo("directory /anchor remembers 6 entries of " + ORIGIN.name() + ", the log has 5 entries of "
                        + ORIGIN.name());
    }

    @Test
    void a_log_that_leads_elsewhere_than_its_anchor_is_not_signed() {
        anchor.remembers = new TreeHead(ORIGIN.name(), 3, Merkle.empty());
        arrive(5);
        signer(anchor).round(db);
        assertThat(checkpoints()).isEmpty();
        assertThat(state().state()).isEqualTo(State.FORKED);
    }

    @Test
    void a_log_that_was_put_back_is_noticed_by_the_server_that_signed_it_even_without_anchors() {
        Signer signer = signer(Anchors.NONE);
        arrive(3);
        Head then = head();
        arrive(3);
        signer.round(db);
        putBack(then);
        arrive(1);
        clock.advance(EVERY);
        signer.round(db);
        assertThat(state().state()).isEqualTo(State.ROLLED_BACK);
        assertThat(checkpoints()).isEmpty();
    }

    @Test
    void a_newer_epoch_elsewhere_is_a_roll_back_and_an_older_one_is_history() {
        arrive(5);
        anchor.remembers = new TreeHead(ORIGIN.of(2), 1, Merkle.empty());
        signer(anchor).round(db);
        assertThat(state().state()).isEqualTo(State.ROLLED_BACK);
    }

    @Test
    void another_logs_checkpoint_means_nothing_here() {
        arrive(5);
        anchor.remembers = new TreeHead("other.example/log", 99, Merkle.empty());
        signer(anchor).round(db);
        assertThat(checkpoints()).hasSize(1);
    }

    @Test
    void anchors_of_which_none_answers_at_the_start_hold_the_signature_back() {
        anchor.silent = true;
        arrive(5);
        Signer signer = signer(anchor);
        signer.round(db);
        assertThat(checkpoints()).isEmpty();
        assertThat(state().state()).isEqualTo(State.UNCOMPARED);

        anchor.silent = false;
        signer.round(db);
        assertThat(checkpoints()).hasSize(1);
        anchor.silent = true;
        arrive(1);
        clock.advance(EVERY);
        signer.round(db);
        assertThat(checkpoints()).hasSize(2);
    }

    @Test
    void an_anchor_that_refuses_ends_the_signing() {
        Signer signer = signer(anchor);
        anchor.refuses = true;
        arrive(5);
        signer.round(db);
        arrive(5);
        clock.advance(EVERY);
        signer.round(db);
        assertThat(checkpoints()).hasSize(1);
        assertThat(state().state()).isEqualTo(State.FORKED);
        assertThat(anchors())
                .singleElement()
                .satisfies(a -> assertThat(a.trouble()).startsWith("refused"));
    }

    @Test
    void an_anchor_that_fails_is_told_again_after_a_minute_and_keeps_nobody_from_signing() {
        Signer signer = signer(anchor);
        anchor.fails = true;
        arrive(5);
        signer.round(db);
        assertThat(anchors()).singleElement().satisfies(a -> {
            assertThat(a.trouble()).isEqualTo("disk full");
            assertThat(a.troubleSince()).isEqualTo(clock.instant());
        });
        anchor.fails = false;
        signer.round(db);
        assertThat(anchor.notes).isEmpty();
        clock.advance(Signer.RETRY);
        signer.round(db);
        assertThat(anchor.notes).hasSize(1);
        assertThat(checkpoints()).hasSize(1);
        assertThat(anchors())
                .singleElement()
                .satisfies(a -> assertThat(a.trouble()).isNull());
    }

    @Test
    void cosignatures_are_kept_below_the_logs_own_signature() {
        anchor.cosignature = "\u2014 witness.example/w1 AAAAAAAAAAA=";
        arrive(2);
        signer(anchor).round(db);
        assertThat(newest().note().lines())
                .hasSize(2)
                .last()
                .extracting(SignedNote.Line::text)
                .isEqualTo(anchor.cosignature);
    }

    @Test
    void an_anchor_gets_the_proof_that_the_log_only_grew() {
        arrive(3);
        Signer signer = signer(anchor);
        signer.round(db);
        arrive(4);
        clock.advance(EVERY);
        anchor.asksGrowthFrom = 3;
        signer.round(db);
        assertThat(anchor.growth).isNotEmpty();
    }

    @Test
    void after_a_roll_back_the_log_goes_on_in_an_epoch_that_says_why() throws Exception {
        arrive(5);
        Signer before = signer(anchor);
        before.round(db);
        SignedNote last = newest().note();
        anchor.remembers = new TreeHead(ORIGIN.name(), 9, Merkle.empty());
        arrive(2);
        clock.advance(EVERY);
        Signer signer = signer(anchor);
        signer.round(db);
        Head recovered = head();
        List<Recorded> first = new ArrayList<>();

        assertThat(resume(
                        signer,
                        "restored the dump of Friday",
                        (tx, batch) -> batch.forEach(entry -> first.add(entry.recorded()))))
                .hasValue(2);

        assertThat(head().epoch()).isEqualTo(2);
        assertThat(head().firstSeq()).isEqualTo(recovered.nextSeq());
        assertThat(head().size()).isOne();
        assertThat(first).singleElement().isInstanceOfSatisfying(Recorded.Mark.class, mark -> {
            assertThat(mark.type()).isEqualTo("EPOCH");
            assertThat(mark.facts())
                    .containsEntry("epoch", "2")
                    .containsEntry("previousCheckpoint", last.whole())
                    .containsEntry("recoveredSize", "5")
                    .containsEntry("closedSize", Long.toString(recovered.size()))
                    .containsEntry("closedRoot", recovered.root().base64())
                    .containsEntry("reason", "restored the dump of Friday")
                    .containsEntry("approval", "a-1");
        });
        signer.round(db);
        Checkpoints.Kept second = db.run(tx -> new Checkpoints(tx).newest(2)).orElseThrow();
        assertThat(Checkpoint.head(second.note())).isEqualTo(new TreeHead(ORIGIN.of(2), 1, head().root()));
        assertThat(state().state()).isEqualTo(State.SIGNING);
        assertThat(db.run(LogEpoch::all))
                .containsExactly(new LogEpoch(1, 1, recovered.size()), new LogEpoch(2, recovered.nextSeq(), 1));
    }

    @Test
    void the_new_epoch_is_newer_than_any_that_an_anchor_remembers() {
        anchor.remembers = new TreeHead(ORIGIN.of(4), 9, Merkle.empty());
        arrive(5);
        Signer signer = signer(anchor);
        signer.round(db);
        assertThat(resume(signer, "why", (tx, batch) -> {})).hasValue(5);
    }

    @Test
    void a_log_that_is_sound_gets_no_new_epoch() {
        arrive(5);
        Signer signer = signer(anchor);
        signer.round(db);
        assertThat(resume(signer, "why not", (tx, batch) -> {})).isEmpty();
        assertThat(head().epoch()).isOne();
    }

    private OptionalInt resume(Signer signer, String why, Projection projection) {
        return db.run(tx -> signer.resume(tx, new LogEpoch.Reason(why, "a-1"), marks, sequencer, List.of(projection)));
    }

    private Signer signer(Anchors anchors) {
        return new Signer(ORIGIN, List.of(key), anchors, EVERY, marks, clock);
    }

    /** @param more entries; 0 numbers what waits */
    private void arrive(int more) {
        db.run(tx -> {
            try (PreparedStatement insert =
                    tx.prepareStatement("INSERT INTO kw_audit_inbox VALUES ('test', ?, ?, ?)")) {
                for (int i = 0; i < more; i++) {
                    arrived++;
                    insert.setLong(1, arrived);
                    insert.setObject(2, clock.instant().atOffset(ZoneOffset.UTC));
                    insert.setBytes(3, marks.mark("HEARTBEAT", Map.of()).leaf());
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            return sequencer.round(tx, 10_000, List.of());
        });
    }

    /** A restore: the head, the tiles and the checkpoints of then. */
    private void putBack(Head then) {
        db.run(tx -> {
            try (Statement tamper = tx.createStatement()) {
                tamper.execute("SET LOCAL session_replication_role = replica");
                tamper.execute("DELETE FROM kw_audit_log WHERE seq >= " + then.nextSeq());
                tamper.execute("DELETE FROM kw_audit_inbox");
                tamper.execute("DELETE FROM kw_audit_checkpoint");
                tamper.execute("UPDATE kw_audit_tile SET width = " + then.size() + ", hashes = substring(hashes FOR "
                        + 32 * then.size() + ")");
            }
            Head.locked(tx).moveTo(tx, then);
            return then;
        });
    }

    private Head head() {
        return db.run(Head::read);
    }

    private Checkpoints.Kept newest() {
        return db.run(tx -> new Checkpoints(tx).newest(1)).orElseThrow();
    }

    private List<Checkpoints.Kept> checkpoints() {
        return db.run(tx -> new Checkpoints(tx).page(1, Long.MAX_VALUE, 100));
    }

    private SigningState.Finding state() {
        return db.run(tx -> new SigningState(tx).read());
    }

    private List<SigningState.AnchorState> anchors() {
        return db.run(tx -> new SigningState(tx).anchors());
    }

    private List<String> keys() {
        return db.run(KeyChanges::all);
    }

    private List<String> waitingMarks() {
        return db.run(tx -> TestMarks.waiting(tx));
    }

    private static SigningKey key() {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            return new SigningKey(ORIGIN.name(), pair.getPrivate(), pair.getPublic());
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An anchor that remembers what the test says. */
    private static final class Memory implements Anchors {
        private final String name;
        private final List<String> notes = new ArrayList<>();
        private TreeHead remembers;
        private boolean silent;
        private boolean refuses;
        private boolean fails;
        private String cosignature;
        private long asksGrowthFrom;
        private List<Hash> growth = List.of();

        private Memory(String name) {
            this.name = name;
        }

        @Override
        public List<Newest> newest(String origin) {
            return List.of(
                    silent
                            ? new Newest.Silent(name, "no route")
                            : new Newest.Remembered(name, Optional.ofNullable(remembers)));
        }

        @Override
        public List<Told> publish(TreeHead head, String note, Growth growth) {
            if (refuses) {
                return List.of(new Told.Refused(name, "another history", Optional.empty()));
            }
            if (fails) {
                return List.of(new Told.Failed(name, "disk full"));
            }
            this.growth = growth.since(asksGrowthFrom);
            notes.add(note);
            return List.of(new Told.Kept(name, cosignature == null ? List.of() : List.of(cosignature)));
        }
    }
}
