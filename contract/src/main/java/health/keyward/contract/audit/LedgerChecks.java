package health.keyward.contract.audit;

import java.util.List;

/** The newest runs of the self-check, the newest first. */
public record LedgerChecks(List<LedgerCheck> rows) {
    public LedgerChecks {
        rows = List.copyOf(rows);
    }
}
