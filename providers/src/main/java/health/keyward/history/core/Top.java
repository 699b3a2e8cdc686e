package health.keyward.history.core;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Failed attempts that share one thing. */
public record Top(
        String key,
        @Nullable String label,
        long count,
        long people,
        Instant first,
        Instant last,
        boolean unknownName) {}
