package health.keyward.contract.history;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of changes, newest first; {@code next} is null at the end. */
public record ChangePage(
        List<ChangeRow> rows,
        @Nullable String next,
        @Nullable String top) {}
