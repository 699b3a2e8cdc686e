package health.keyward.contract.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the ledger is doing.
 *
 * @param size entries in the log
 * @param waiting rows in the inbox, not yet in the log
 * @param oldestWaitingMillis age of the oldest of them, milliseconds; 0 when none waits
 * @param sequencedAt when the sequencer last finished a round on any node
 */
public record LedgerHealth(
        long size,
        long waiting,
        long oldestWaitingMillis,
        @Nullable Instant newestEntryAt,
        @Nullable Instant sequencedAt) {}
