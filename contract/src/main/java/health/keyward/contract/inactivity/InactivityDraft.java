package health.keyward.contract.inactivity;

import java.time.Instant;
import java.util.List;

/** Policies somebody would like to activate. {@code after} is the version they are to follow. */
public record InactivityDraft(long after, Instant baseline, List<InactivityPolicy> policies) {
    public InactivityDraft {
        policies = List.copyOf(policies);
    }
}
