package health.keyward.contract.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One run of the self-check: every entry hashed again, the tree made again and compared, the read models compared with the log.
 *
 * @param full whether from the first entry of the epoch; else from where the last good run ended
 * @param from entries that were taken as good
 * @param size entries there were when it began
 * @param done entries that have been checked, {@code from} included
 * @param damage for a bad run its class, for example {@code ENTRY}, {@code TILE}, {@code ROOT}, {@code CHECKPOINT}, {@code MISSING}, {@code TIME} or
 *     {@code READ_MODEL}
 * @param badEntry number of the first entry that is not right, where one can be named
 */
public record LedgerCheck(
        long id,
        boolean full,
        State state,
        Instant askedAt,
        @Nullable Instant finishedAt,
        int epoch,
        long from,
        long size,
        long done,
        @Nullable String damage,
        @Nullable Long badEntry,
        @Nullable String detail) {
    /** How far it is and how it ended; {@code STOPPED} when the server went down in it. */
    public enum State {
        ASKED,
        RUNNING,
        GOOD,
        BAD,
        STOPPED
    }
}
