package health.keyward.contract.audit;

import java.util.List;

/** The epochs of the log, the first one first; the last one goes on. */
public record LedgerEpochs(List<Row> rows) {
    public LedgerEpochs {
        rows = List.copyOf(rows);
    }

    /**
     * One epoch.
     *
     * @param firstEntry number of its first entry
     * @param size entries
     */
    public record Row(int epoch, String origin, long firstEntry, long size) {}
}
