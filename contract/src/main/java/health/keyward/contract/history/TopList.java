package health.keyward.contract.history;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Failed attempts grouped by one thing, most first; what was denied by right is no failure and not counted. */
public record TopList(List<Top> rows) {
    /**
     * @param key what to filter by
     * @param people how many different people or names were tried
     */
    public record Top(
            String key,
            @Nullable String label,
            long count,
            long people,
            Instant first,
            Instant last,
            boolean unknownName) {}
}
