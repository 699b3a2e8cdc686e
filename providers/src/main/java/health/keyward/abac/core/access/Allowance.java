package health.keyward.abac.core.access;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** How many questions each asker may still put: a bucket of {@code burst} that fills again by {@code perSecond}. Of one node. */
public final class Allowance {
    private final double perSecond;
    private final double burst;
    private final LongSupplier nanos;
    private final Map<String, Bucket> buckets = new ConcurrentHashMap<>();

    public Allowance(int perSecond, int burst, LongSupplier nanos) {
        if (perSecond < 1 || burst < 1) {
            throw new IllegalArgumentException("an allowance is at least one question");
        }
        this.perSecond = perSecond;
        this.burst = burst;
        this.nanos = nanos;
    }

    /** @return 0 when that many questions were granted; otherwise the seconds after which asking again makes sense */
    public int take(String asker, int questions) {
        long now = nanos.getAsLong();
        return buckets.computeIfAbsent(asker, fresh -> new Bucket(burst, now)).take(Math.min(questions, burst), now);
    }

    private final class Bucket {
        private double left;
        private long at;

        Bucket(double left, long at) {
            this.left = left;
            this.at = at;
        }

        synchronized int take(double wanted, long now) {
            if (now - at > 0) {
                left = Math.min(burst, left + (now - at) / 1e9 * perSecond);
                at = now;
            }
            if (left >= wanted) {
                left -= wanted;
                return 0;
            }
            return (int) Math.max(1, Math.ceil((wanted - left) / perSecond));
        }
    }
}
