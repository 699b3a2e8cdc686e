package health.keyward.contract.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The numbers behind the sentence on top of a list. Counts are exact up to 1,000; beyond that {@code capped} is true and the number is 1,000.
 *
 * @param failedBefore failures in the window of the same length just before
 * @param failuresRoseAt start of the hour since which failures run at three times their earlier rate; null when they do not
 */
public record Summary(
        Instant from,
        Instant to,
        long success,
        long failed,
        long denied,
        long signOuts,
        long people,
        long failedBefore,
        @Nullable Instant failuresRoseAt,
        boolean capped) {}
