package health.keyward.example.saml;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers message ids until they have expired anyway: one assertion opens one session (SAML profiles 4.1.4.5). */
final class ReplayCache {
    private final ConcurrentHashMap<String, Instant> seen = new ConcurrentHashMap<>();
    private final Clock clock;

    ReplayCache(Clock clock) {
        this.clock = clock;
    }

    /**
     * Whether the id is met for the first time; from now on it is known.
     *
     * @param until when the message itself is no longer valid, after which it needs no remembering
     */
    boolean firstTime(String id, Instant until) {
        Instant now = clock.instant();
        seen.values().removeIf(end -> end.isBefore(now));
        return seen.putIfAbsent(id, until) == null;
    }

    int size() {
        return seen.size();
    }
}
