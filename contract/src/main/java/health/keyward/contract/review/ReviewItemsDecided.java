package health.keyward.contract.review;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of each. {@code why} is a code as a single answer would be refused with. */
public record ReviewItemsDecided(List<Row> rows) {
    public ReviewItemsDecided {
        rows = List.copyOf(rows);
    }

    public record Row(String id, boolean done, @Nullable String why) {}
}
