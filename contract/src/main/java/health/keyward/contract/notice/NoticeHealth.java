package health.keyward.contract.notice;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the outbox of the realm is doing.
 *
 * @param waiting notices not delivered yet
 * @param oldestWaitingMillis age of the oldest of them, milliseconds; 0 when none waits
 * @param failed notices that were given up
 */
public record NoticeHealth(
        long waiting,
        long oldestWaitingMillis,
        long failed,
        @Nullable Instant lastDeliveredAt) {}
