package health.keyward.audit.core;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a feed is doing.
 *
 * @param described kind, format, people and target in words
 * @param nextSeq first entry that has not been delivered
 * @param waiting entries that have not been delivered
 * @param oldestWaitingAt when the first of them was sequenced
 * @param sent entries delivered so far, repeated ones counted again
 * @param failures in a row
 * @param dueAt not before then is it tried again, after a failure
 * @param paused whether two administrators have switched its format off
 */
public record FeedState(
        String name,
        String described,
        long nextSeq,
        long waiting,
        @Nullable Instant oldestWaitingAt,
        long sent,
        int failures,
        @Nullable Instant dueAt,
        @Nullable Instant lastSuccessAt,
        @Nullable String lastError,
        @Nullable Instant lastErrorAt,
        boolean paused) {}
