package health.keyward.contract.review;

import java.util.List;

/**
 * A place to start from, by risk (AR-18). The fallback reviewer is missing in its stages: add one.
 *
 * @param name {@code privileged}, {@code sensitive} or {@code standard}
 * @param everyDays how often such a review is due
 */
public record ReviewTemplate(
        String name,
        int everyDays,
        List<ReviewStage> stages,
        ReviewTruth truth,
        ReviewNoAnswer lowNoAnswer,
        ReviewNoAnswer elevatedNoAnswer,
        ReviewNoAnswer highNoAnswer,
        boolean bulkKeep) {
    public ReviewTemplate {
        stages = List.copyOf(stages);
    }
}
