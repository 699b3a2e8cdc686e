package health.keyward.contract.inactivity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What clients are held to.
 *
 * @param version 0 while none was activated
 * @param unusedDays after how many days without use a client is disabled; 0 for never
 * @param noticeDays how many days before that its owner is told
 * @param halt what waits for two administrators; null when nothing does
 */
public record InactivityServicePolicy(
        long version,
        int unusedDays,
        int noticeDays,
        @Nullable Instant activatedAt,
        @Nullable String activatedBy,
        @Nullable String reason,
        @Nullable InactivityServiceHalt halt) {}
