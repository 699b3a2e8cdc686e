package health.keyward.contract.notice;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One notice on one way.
 *
 * @param audience {@code role:NAME}, {@code person:USER-ID} or {@code client:CLIENT-ID}, the partner that runs that app
 * @param attempts made since it was made, or since somebody last asked for another try
 * @param dueAt when it is tried next; only while it waits
 * @param latencyMillis from the thing to the delivery, milliseconds
 * @param lastError why the last attempt failed, in a few words
 */
public record NoticeRow(
        String id,
        String topic,
        NoticeChannel channel,
        String audience,
        NoticeState state,
        int attempts,
        Instant madeAt,
        @Nullable Instant dueAt,
        @Nullable Instant deliveredAt,
        @Nullable Long latencyMillis,
        @Nullable String lastError) {}
