package health.keyward.audit.store;

import health.keyward.audit.Projection;
import health.keyward.audit.core.Anchors;
import health.keyward.audit.core.Anchors.Newest;
import health.keyward.audit.core.Anchors.Told;
import health.keyward.audit.core.Checkpoint;
import health.keyward.audit.core.Hash;
import health.keyward.audit.core.Origin;
import health.keyward.audit.core.Proofs;
import health.keyward.audit.core.SignedNote;
import health.keyward.audit.core.SigningKey;
import health.keyward.audit.core.Standing;
import health.keyward.audit.core.TreeHead;
import health.keyward.audit.store.SigningState.State;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Signs the head of the log once it is durable, and tells the anchors (AL-2, AL-3). Before that it compares the head with everything that is remembered
 * of the log, here and outside; what does not lead on from it is not signed.
 */
public final class Signer {
    /** So many new entries are signed at the next opportunity. */
    public static final int MANY = 1_000;

    static final Duration RETRY = Duration.ofMinutes(1);

    private final Origin origin;
    private final List<SigningKey> keys;
    private final Anchors anchors;
    private final Duration every;
    private final Clock clock;
    private final Marks marks;
    private final KeyChanges keyChanges;
    private @Nullable TreeHead signedHere;
    private @Nullable Instant toldAt;
    private boolean compared;
    private boolean troubled;
    private int refusedEpoch;
    private @Nullable Instant unsoundAt;
    private int unsoundEpoch;

    /**
     * @param keys the current one first; while keys change, the one before it second
     * @param every how long something new waits at most, when there is little of it
     */
    public Signer(Origin origin, List<SigningKey> keys, Anchors anchors, Duration every, Marks marks, Clock clock) {
        this.origin = origin;
        this.keys = List.copyOf(keys);
        this.anchors = anchors;
        this.every = every;
        this.clock = clock;
        this.marks = marks;
        this.keyChanges = new KeyChanges(this.keys.getFirst().vkey(), marks);
    }

    /**
     * Goes on after a roll-back, in a new epoch that begins by saying why.
     *
     * @return number of the epoch; empty when there was no roll-back to explain
     */
    public OptionalInt resume(Transactions db, String reason, Sequencer sequencer, List<Projection> projections) {
        List<Newest> answers = anchors.newest(origin.name());
        return db.run(tx -> {
            if (!new SigningState(tx).read().state().refuses()) {
                return OptionalInt.empty();
            }
            return OptionalInt.of(LogEpoch.open(tx, origin, answers, reason, marks, sequencer, projections));
        });
    }

    private record Seen(Head head, Optional<Checkpoints.Kept> last) {}

    /** One look at the log; at most one new checkpoint. */
    public void round(Transactions db) {
        Seen seen = db.run(tx -> {
            Head head = Head.read(tx);
            return new Seen(head, new Checkpoints(tx).newest(head.epoch()));
        });
        Hash root = seen.head.root();
        if (root == null || seen.head.size() == 0) {
            return;
        }
        TreeHead head = new TreeHead(origin.of(seen.head.epoch()), seen.head.size(), root);
        boolean due = due(seen);
        if (!due && compared && !(troubled && retry())) {
            return;
        }
        if (unsoundAt != null && unsoundAt.plus(RETRY).isAfter(clock.instant()) && unsoundEpoch == seen.head.epoch()) {
            return;
        }
        if (seen.head.epoch() != refusedEpoch && sound(db, seen, head)) {
            SignedNote note = due
                    ? sign(db, seen.head, head)
                    : seen.last.map(Checkpoints.Kept::note).orElseThrow();
            tell(db, seen.head.epoch(), due ? head : Checkpoint.head(note), note);
        }
    }

    private boolean due(Seen seen) {
        if (seen.last.isEmpty()) {
            return true;
        }
        long fresh = seen.head.size() - seen.last.get().size();
        Instant last = seen.last.get().at();
        return fresh >= MANY || fresh < 0 || (fresh > 0 && !last.plus(every).isAfter(clock.instant()));
    }

    private boolean retry() {
        return toldAt == null || !toldAt.plus(RETRY).isAfter(clock.instant());
    }

    private boolean sound(Transactions db, Seen seen, TreeHead head) {
        List<Newest> answers = new ArrayList<>(anchors.newest(origin.name()));
        compared |= answers.isEmpty() || answers.stream().anyMatch(Newest.Remembered.class::isInstance);
        answers.add(new Newest.Remembered("this server", Optional.ofNullable(signedHere)));
        answers.add(new Newest.Remembered("the database", seen.last.map(kept -> Checkpoint.head(kept.note()))));
        Standing standing = db.run(tx -> {
            Tiles tiles = new Tiles(tx, seen.head.epoch());
            Standing found = Standing.of(origin, head, size -> new Proofs(size, tiles).root(), answers);
            report(new SigningState(tx), found);
            return found;
        });
        unsoundAt = standing instanceof Standing.Sound ? null : clock.instant();
        unsoundEpoch = seen.head.epoch();
        return compared && standing instanceof Standing.Sound;
    }

    private void report(SigningState state, Standing found) throws SQLException {
        Instant now = clock.instant();
        switch (found) {
            case Standing.Sound sound -> state.write(compared ? State.SIGNING : State.UNCOMPARED, "", now);
            case Standing.RolledBack back ->
                state.write(
                        State.ROLLED_BACK,
                        back.anchor() + " remembers " + words(back.remembered()) + ", the log has "
                                + words(back.here()),
                        now);
            case Standing.Forked fork ->
                state.write(
                        State.FORKED,
                        fork.anchor() + " remembers " + words(fork.remembered())
                                + ", the log has another root at that size",
                        now);
        }
    }

    private static String words(TreeHead head) {
        return head.size() + " entries of " + head.origin();
    }

    private SignedNote sign(Transactions db, Head at, TreeHead head) {
        SignedNote note = Checkpoint.signed(head, keys);
        db.run(tx -> {
            new Checkpoints(tx).keep(at.epoch(), head.size(), note, clock.instant());
            keyChanges.record(tx, clock.instant());
            return note;
        });
        signedHere = head;
        return note;
    }

    private void tell(Transactions db, int epoch, TreeHead head, SignedNote note) {
        toldAt = clock.instant();
        List<Told> answers = anchors.publish(
                head,
                note.whole(),
                from -> db.run(tx -> new Proofs(head.size(), new Tiles(tx, epoch)).consistency(from)));
        troubled = answers.stream().anyMatch(answer -> !(answer instanceof Told.Kept));
        if (answers.isEmpty()) {
            return;
        }
        db.run(tx -> {
            Instant now = clock.instant();
            SigningState state = new SigningState(tx);
            state.told(epoch, head.size(), answers, now);
            for (Told answer : answers) {
                if (answer instanceof Told.Kept kept) {
                    new Checkpoints(tx).cosign(epoch, head.size(), kept.cosignatures(), now);
                } else if (answer instanceof Told.Refused refused) {
                    refusedEpoch = epoch;
                    state.write(State.FORKED, refused.anchor() + " refuses the checkpoint: " + refused.why(), now);
                }
            }
            return answers.size();
        });
    }
}
