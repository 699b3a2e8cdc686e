package health.keyward.contract.audit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Signed checkpoints of the present epoch, the newest first.
 *
 * @param next value of {@code below} for the page after this one; null when there is none
 */
public record LedgerCheckpoints(List<Row> rows, @Nullable Long next) {
    public LedgerCheckpoints {
        rows = List.copyOf(rows);
    }

    /**
     * One checkpoint.
     *
     * @param note the signed note with its cosignatures
     * @param signatures how many it carries, the log's own included
     */
    public record Row(long size, Instant at, int signatures, String note) {}
}
