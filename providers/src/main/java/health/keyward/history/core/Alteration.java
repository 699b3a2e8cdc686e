package health.keyward.history.core;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One change, as a list shows it. */
public record Alteration(
        String id,
        Instant at,
        long seq,
        String operation,
        String area,
        String target,
        @Nullable String targetUserId,
        @Nullable String targetUsername,
        @Nullable String actorId,
        @Nullable String actorName,
        @Nullable String actorRealm,
        @Nullable String clientId,
        @Nullable String address,
        String source,
        int fields,
        boolean synthetic) {
    public Cursor place() {
        return new Cursor(at, seq);
    }
}
