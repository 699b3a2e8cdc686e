package health.keyward.contract.review;

import java.util.List;

/** Takes revocations back that wait for their day to pass (AR-13). */
public record UndoReview(List<String> items, String reason) {
    public UndoReview {
        items = List.copyOf(items);
    }
}
