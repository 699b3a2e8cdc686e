package health.keyward.contract.history;

import java.time.Instant;
import java.util.List;

/**
 * Attempts over time.
 *
 * @param stepSeconds width of a bucket
 */
public record Histogram(long stepSeconds, List<Bucket> buckets) {
    /** @param start inclusive start, on a round time */
    public record Bucket(Instant start, long success, long failed, long denied) {}
}
