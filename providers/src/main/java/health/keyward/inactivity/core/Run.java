package health.keyward.inactivity.core;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One run of the engine over a realm.
 *
 * @param evaluated accounts looked at
 * @param halts why the circuit breaker stopped it
 * @param listHash SHA-256 of its list
 * @param eventId entry of the ledger that holds the hash
 */
public record Run(
        UUID id,
        Kind kind,
        State state,
        Instant startedAt,
        @Nullable Instant endedAt,
        long policyVersion,
        long evaluated,
        List<String> halts,
        @Nullable String listHash,
        @Nullable String eventId) {
    public Run {
        halts = List.copyOf(halts);
    }

    /** What its list begins with when it is hashed. */
    public String head() {
        return "keyward inactivity run 1\n" + id + "\t" + kind + "\t" + startedAt + "\t" + policyVersion + "\t"
                + evaluated + "\t" + String.join("; ", halts) + "\n";
    }

    public enum Kind {
        REAL,
        DRY
    }

    public enum State {
        OPEN,
        HALTED,
        DONE,
        CANCELLED
    }
}
