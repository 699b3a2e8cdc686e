package health.keyward.contract.review;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The same answer for up to 100 items. {@code REVOKE} always; {@code KEEP} for low risk only, where nothing speaks for revoking (AR-9). */
public record DecideReviewItems(
        ReviewDecision decision, List<Ref> items, @Nullable String reason) {
    public DecideReviewItems {
        items = List.copyOf(items);
    }

    public record Ref(String id, long version) {}
}
