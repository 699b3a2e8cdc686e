package health.keyward.contract.review;

import java.util.List;

/** What one campaign leaves to do in other systems; what is open comes first. */
public record ReviewTasks(List<ReviewTask> tasks) {
    public ReviewTasks {
        tasks = List.copyOf(tasks);
    }
}
