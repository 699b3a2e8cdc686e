package health.keyward.history.core;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One attempt, sign-out or other act, as a list shows it. Names are those of that time. */
public record Attempt(
        String id,
        Instant at,
        long seq,
        Kind kind,
        String type,
        Outcome outcome,
        Cause cause,
        @Nullable String userId,
        @Nullable String username,
        @Nullable String personName,
        @Nullable String unit,
        @Nullable String unknownName,
        @Nullable String clientId,
        Protocol protocol,
        Method method,
        @Nullable String acr,
        @Nullable String address,
        @Nullable String device,
        @Nullable String sessionId,
        boolean synthetic) {
    public Cursor place() {
        return new Cursor(at, seq);
    }
}
