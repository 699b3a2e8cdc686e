package health.keyward.contract.abac;

import java.time.Instant;
import java.util.List;

/**
 * How the decisions of a stretch of time came out.
 *
 * @param total all of them
 * @param offers refusals with an offer of emergency access
 * @param stepSeconds width of a bucket
 * @param rules by reason, the most refusing first
 */
public record DecisionSummary(
        Instant from,
        Instant to,
        long total,
        long permits,
        long stepUps,
        long offers,
        long denies,
        long stepSeconds,
        List<Bucket> buckets,
        List<Rule> rules) {
    public DecisionSummary {
        buckets = List.copyOf(buckets);
        rules = List.copyOf(rules);
    }

    /** From {@code at} on; buckets without decisions are left out. */
    public record Bucket(Instant at, long permits, long stepUps, long offers, long denies) {}

    /**
     * A reason by its code.
     *
     * @param decisions that gave it
     * @param refusals those of them that were refused
     */
    public record Rule(String reason, long decisions, long refusals) {}
}
