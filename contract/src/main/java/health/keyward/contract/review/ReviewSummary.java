package health.keyward.contract.review;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What waits for the caller. */
public record ReviewSummary(
        long open, long highRisk, long decided, @Nullable Instant nextDue, List<Campaign> campaigns) {
    public ReviewSummary {
        campaigns = List.copyOf(campaigns);
    }

    public record Campaign(
            String id, String name, int stage, @Nullable Instant dueAt, long open, long decided) {}
}
