package health.keyward.contract.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Sends what a feed has sent once more. Either {@code fromSeq} or {@code from} is given.
 *
 * @param fromSeq the first entry to send again, from 1
 * @param from entries that were sequenced then or later
 * @param reason why; it becomes part of the evidence, so it names no patient; 10 to 500 characters
 */
public record FeedReplay(
        @Nullable Long fromSeq,
        @Nullable Instant from,
        @Nullable String reason) {}
