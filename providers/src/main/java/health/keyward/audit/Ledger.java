package health.keyward.audit;

import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What happened, provably. The door of the room. */
public interface Ledger {
    /**
     * Records, in a transaction of its own and before this returns, that sensitive data is about to be handed out (LH-3).
     *
     * @param what the operation, for example {@code GET history/sign-ins}
     * @param question the filters, as a query string
     * @throws RuntimeException if it cannot be recorded; then nothing may be handed out
     */
    default void looked(RealmId realm, Actor actor, String what, String question) {
        looking(realm, actor, what, question).await();
    }

    /** Begins to record the same, so that the answer can be read meanwhile. Nothing may be handed out before it has been awaited. */
    Recording looking(RealmId realm, Actor actor, String what, String question);

    /**
     * Begins to record decisions, all in one transaction of their own that others may share. No answer may leave before it has been awaited: not being able to
     * record is a refusal.
     */
    Recording deciding(List<Recorded.Decision> decisions);

    /**
     * Records decisions that let somebody go on, in the caller's transaction: what comes of them and their record are there together or not at all. Where it
     * is rolled back they are recorded by themselves, for they were made.
     */
    void decided(List<Recorded.Decision> decisions);

    /**
     * One entry with what may be opened of it, for a room that explains what it had recorded. Nothing is recorded by this: say that somebody
     * {@linkplain #looked looks} first.
     *
     * @param seq number of the entry
     */
    Optional<Entry> entry(long seq);

    /**
     * Several, as {@link #entry} gives one, in the order of their numbers and opened together; those that are not there are left out. For a job: who started it
     * was recorded.
     *
     * @param seqs numbers of entries
     */
    List<Entry> entries(List<Long> seqs);

    /**
     * The same, read together with their keys and opened by whoever wants them, on whatever thread; what is no entry is empty. Not to be kept: who is erased
     * meanwhile is not known to it.
     *
     * @param seqs numbers of entries
     * @param without sealed fields that are not needed; they are left out
     */
    List<Supplier<Optional<Entry>>> sealedEntries(List<Long> seqs, Set<String> without);

    /** Something that is being recorded in a transaction of its own. */
    @FunctionalInterface
    interface Recording {
        /** @throws RuntimeException if it cannot be recorded; then nothing may be handed out */
        void await();
    }

    /** Records how an export ended. */
    void exported(RealmId realm, Actor actor, String what, String question, long rows, boolean whole);

    /**
     * Records an act of the admin API, in the caller's transaction and together with what it changes.
     *
     * @param reason why, in the actor's words
     */
    void changed(
            RealmId realm,
            Actor actor,
            String operation,
            String area,
            String target,
            @Nullable String targetUserId,
            String reason);

    /**
     * Records what a room did, in the caller's transaction: both are there or neither is.
     *
     * @param act its id may be empty and is then made up
     * @return id of the entry, 32 hex digits
     */
    String acted(Recorded.Act act);

    /**
     * Signs a statement of another room with the log's key, as a C2SP signed note whose first line is the log's origin and the kind, so that it can
     * never be taken for a checkpoint.
     *
     * @param kind a word in lower case, for example {@code export}
     * @param statement lines, each with its line end
     */
    String signed(String kind, String statement);

    /** The newest signed checkpoint, when it covers the log up to that entry; empty as long as the signer has not got there. */
    Optional<String> checkpointCovering(long entry);

    /** How the ledger is doing. */
    State state();

    /** See {@code health.keyward.contract.audit.LedgerHealth}. */
    record State(
            long size,
            long waiting,
            long oldestWaitingMillis,
            @Nullable Instant newestEntryAt,
            @Nullable Instant sequencedAt) {}
}
