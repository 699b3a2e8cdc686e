package health.keyward.review.core;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody has to take away in another system, because Keycloak cannot (AR-2).
 *
 * @param doneAt when it was seen that it is gone; null while it is open
 * @param doneBy user name of whoever said so
 */
public record Task(
        Item item,
        Instant openedAt,
        @Nullable Instant doneAt,
        @Nullable String doneBy) {}
