package health.keyward.contract.review;

import java.util.List;

/** Plans in force, oldest first. */
public record ReviewPlans(List<ReviewPlan> rows) {
    public ReviewPlans {
        rows = List.copyOf(rows);
    }
}
