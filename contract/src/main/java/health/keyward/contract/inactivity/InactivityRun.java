package health.keyward.contract.inactivity;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One run.
 *
 * @param evaluated accounts looked at
 * @param counts people on its list, by what was done and how it ended
 * @param halts why the circuit breaker stopped it
 * @param listHash SHA-256 of the list, 64 hex digits; null until it ended
 * @param eventId entry of the ledger that holds the hash; null until it ended and for dry runs
 */
public record InactivityRun(
        String id,
        InactivityRunKind kind,
        InactivityRunState state,
        Instant startedAt,
        @Nullable Instant endedAt,
        long policyVersion,
        long evaluated,
        List<Count> counts,
        List<String> halts,
        @Nullable String listHash,
        @Nullable String eventId) {
    public InactivityRun {
        counts = List.copyOf(counts);
        halts = List.copyOf(halts);
    }

    public record Count(InactivityAct act, InactivityItemState state, long people) {}
}
