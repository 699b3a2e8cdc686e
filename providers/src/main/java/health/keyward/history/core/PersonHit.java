package health.keyward.history.core;

import org.jspecify.annotations.Nullable;

/** Somebody who was searched for. */
public record PersonHit(
        String userId,
        String username,
        @Nullable String name,
        @Nullable String unit,
        boolean exists) {}
