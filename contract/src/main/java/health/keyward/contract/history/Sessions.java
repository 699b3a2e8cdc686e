package health.keyward.contract.history;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sessions of a person that are open now. */
public record Sessions(List<OpenSession> rows) {
    public record OpenSession(
            String sessionId,
            Instant startedAt,
            Instant lastSeenAt,
            @Nullable String address,
            @Nullable String device,
            @Nullable String acr,
            boolean offline,
            List<String> apps) {}
}
