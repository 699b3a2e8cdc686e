package health.keyward.contract.history;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** People whose user name, name or mail starts with the text. */
public record PersonHits(List<Hit> rows) {
    public record Hit(
            String userId,
            String username,
            @Nullable String name,
            @Nullable String unit,
            boolean exists) {}
}
