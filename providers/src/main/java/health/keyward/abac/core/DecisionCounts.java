package health.keyward.abac.core;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * How decisions came out.
 *
 * @param effects how many of each
 * @param stepSeconds width of a bucket
 * @param rules of each reason, how often it was given and how many of these were refused; the most refusing first
 */
public record DecisionCounts(Map<String, Long> effects, long stepSeconds, List<Bucket> buckets, List<Rule> rules) {
    public DecisionCounts {
        effects = Map.copyOf(effects);
        buckets = List.copyOf(buckets);
        rules = List.copyOf(rules);
    }

    /** Effects of the decisions from a moment on; empty buckets are left out. */
    public record Bucket(Instant at, Map<String, Long> effects) {
        public Bucket {
            effects = Map.copyOf(effects);
        }
    }

    /** One reason, by its code. */
    public record Rule(String reason, long decisions, long refusals) {}

    public long total() {
        return effects.values().stream().mapToLong(Long::longValue).sum();
    }
}
