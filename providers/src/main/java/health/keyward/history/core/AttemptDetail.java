package health.keyward.history.core;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything known about one attempt. */
public record AttemptDetail(
        Attempt row,
        @Nullable String error,
        List<String> amr,
        @Nullable Instant authenticatedAt,
        @Nullable String userAgent,
        @Nullable String correlationId,
        List<String> reached,
        Map<String, String> details,
        String boot,
        long nseq) {}
