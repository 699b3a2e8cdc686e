package health.keyward.contract.review;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Items, one after the other. */
public record ReviewItemPage(
        List<ReviewItem> rows, @Nullable String next) {
    public ReviewItemPage {
        rows = List.copyOf(rows);
    }
}
