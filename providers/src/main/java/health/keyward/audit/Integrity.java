package health.keyward.audit;

import health.keyward.kernel.RealmId;
import java.time.Instant;
import java.util.List;

/** Whether the ledger still proves itself. For whoever has to raise the alarm when it does not (AL-7). */
public interface Integrity {
    /** What stands against it now, each once. Asking costs a few short reads. */
    List<Finding> findings();

    /** Realms whose system administrators keep the evidence: the one that was configured, or else all. */
    List<RealmId> keepers();

    /**
     * One thing that stands against it.
     *
     * @param code as in {@code health.keyward.contract.audit.LedgerHealth}, for example {@code self-check}
     * @param subject which one of several; empty where there is only one
     * @param detail in words, the same as long as nothing changes; names no person
     * @param lasting true for a state that ends when it is put right, false for something that happened
     */
    record Finding(String code, String subject, String detail, Instant since, boolean lasting) {}
}
