package health.keyward.history.core;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something a person should look at.
 *
 * @param link query of the list that shows it
 */
public record Attention(
        String code,
        long count,
        @Nullable String subject,
        @Nullable String link,
        Instant since) {}
