package health.keyward.contract.review;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How carefully somebody reviewed (AR-10).
 *
 * @param medianSeconds from opening an item to answering it
 * @param longestStreak of the same answer, one after the other
 * @param against answers against the recommendation
 * @param requeued items that the next stage looks at again
 * @param score 0 to 100
 * @param findings codes: {@code FAST}, {@code FAST_HIGH_RISK}, {@code STREAK}, {@code NEVER_AGAINST}
 */
public record ReviewerQuality(
        String reviewerId,
        @Nullable String username,
        long answers,
        long open,
        long medianSeconds,
        long bulk,
        long fastHighRisk,
        long longestStreak,
        long against,
        long requeued,
        int score,
        List<String> findings) {
    public ReviewerQuality {
        findings = List.copyOf(findings);
    }
}
