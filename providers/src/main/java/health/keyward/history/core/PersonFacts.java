package health.keyward.history.core;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the history knows about a person, also when the account is gone (SD-4). */
public record PersonFacts(
        String userId,
        String username,
        @Nullable String name,
        @Nullable String unit,
        @Nullable String mail,
        boolean present,
        @Nullable Instant lastSignIn,
        @Nullable Instant lastNonInteractive,
        @Nullable Instant lastFailure,
        long failuresLast24h) {}
