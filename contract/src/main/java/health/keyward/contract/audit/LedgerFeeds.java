package health.keyward.contract.audit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The feeds to other systems, by name. */
public record LedgerFeeds(List<Row> rows) {
    public LedgerFeeds {
        rows = List.copyOf(rows);
    }

    /**
     * How a feed is doing.
     *
     * @param described format, target and what it says about people, in words
     * @param nextSeq first entry that has not been delivered
     * @param waiting entries that have not been delivered
     * @param oldestWaitingMillis age of the first of them, milliseconds; 0 when none waits
     * @param sent entries delivered so far, repeated ones counted again
     * @param failures in a row; 0 when the last delivery went well
     * @param dueAt not before then is it tried again, after a failure
     * @param paused whether two administrators have switched this format off; it goes on where it stopped when they switch it on
     * @param lastError in words, without anything of what was sent
     */
    public record Row(
            String name,
            String described,
            long nextSeq,
            long waiting,
            long oldestWaitingMillis,
            long sent,
            int failures,
            @Nullable Instant dueAt,
            @Nullable Instant lastSuccessAt,
            @Nullable String lastError,
            @Nullable Instant lastErrorAt,
            boolean paused) {}
}
