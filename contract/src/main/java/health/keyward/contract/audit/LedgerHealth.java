package health.keyward.contract.audit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the ledger is doing.
 *
 * @param size entries in the log, of all epochs
 * @param waiting rows in the inbox, not yet in the log
 * @param oldestWaitingMillis age of the oldest of them, milliseconds; 0 when none waits
 * @param sequencedAt when the sequencer last finished a round on any node
 * @param state {@code RED} when the evidence is damaged or must not be signed, {@code DEGRADED} when something about it does not work
 * @param reasons why it is not {@code GREEN}
 * @param origin name of the log in its present epoch, as checkpoints carry it
 * @param epochSize entries of the present epoch
 * @param vkeys public keys the log was signed with, the first one first
 * @param anchors places outside that keep checkpoints; empty when none is configured
 * @param check the newest run of the self-check
 * @param clocks how far the clock of each server was off when it last asked its time server; empty when none is configured
 * @param spool what waits on the disk of the server that answers, because the database would not take it
 */
public record LedgerHealth(
        long size,
        long waiting,
        long oldestWaitingMillis,
        @Nullable Instant newestEntryAt,
        @Nullable Instant sequencedAt,
        State state,
        List<Reason> reasons,
        int epoch,
        String origin,
        long epochSize,
        @Nullable Long lastCheckpointSize,
        @Nullable Instant lastCheckpointAt,
        List<String> vkeys,
        List<Anchor> anchors,
        @Nullable LedgerCheck check,
        List<Clock> clocks,
        Spool spool) {
    public LedgerHealth {
        reasons = List.copyOf(reasons);
        vkeys = List.copyOf(vkeys);
        anchors = List.copyOf(anchors);
        clocks = List.copyOf(clocks);
    }

    /** Worst reason there is. */
    public enum State {
        GREEN,
        DEGRADED,
        RED
    }

    /**
     * One thing that is not as it should be.
     *
     * @param code {@code rolled-back}, {@code forked}, {@code self-check}, {@code not-compared}, {@code checkpoint-late}, {@code sequencer-late},
     *     {@code anchor}, {@code gap}, {@code silent-node}, {@code clock-jump}, {@code clock-off}, {@code clock-unknown}, {@code check-late},
     *     {@code feed-late}, {@code feed-paused}, {@code tamper-drill}, {@code spool-waiting} or {@code spool-full}
     * @param detail in words; names no person
     */
    public record Reason(
            String code,
            State state,
            String detail,
            @Nullable Instant since) {}

    /**
     * A place outside the database that keeps checkpoints.
     *
     * @param size of the newest checkpoint it has
     * @param trouble what went wrong last; null while all is well
     */
    public record Anchor(
            String name,
            long size,
            @Nullable Instant keptAt,
            @Nullable String trouble,
            @Nullable Instant troubleSince) {}

    /**
     * What one run of a server last heard from its time server.
     *
     * @param offsetMillis how far the time server is ahead of that server's clock
     */
    public record Clock(String boot, long offsetMillis, Instant askedAt) {}

    /**
     * Failed attempts that wait for the database.
     *
     * @param mostBytes from that size on, administrators may change nothing
     * @param oldestAt since when the oldest file waits
     */
    public record Spool(
            int files, long bytes, long mostBytes, @Nullable Instant oldestAt) {}
}
