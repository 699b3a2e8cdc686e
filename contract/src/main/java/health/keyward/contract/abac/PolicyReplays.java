package health.keyward.contract.abac;

import java.util.List;

/** Replays, newest first, without what turned. */
public record PolicyReplays(List<PolicyReplay> rows) {
    public PolicyReplays {
        rows = List.copyOf(rows);
    }
}
