package health.keyward.history.core;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far an export has come.
 *
 * @param place the last row that is in the file; null before the first
 * @param lowest least number of an entry in the file; null while there is none
 * @param highest greatest number of an entry in the file
 * @param sha256 of the whole file, 64 hex digits; null until it is done
 */
public record ExportState(
        ExportOrder order,
        Phase phase,
        long rows,
        long bytes,
        @Nullable Cursor place,
        @Nullable Long lowest,
        @Nullable Long highest,
        @Nullable String sha256,
        @Nullable Instant endedAt) {
    /** {@code CUT}: done, and not whole, because more matched than one export holds. */
    public enum Phase {
        WAITING,
        RUNNING,
        DONE,
        CUT,
        FAILED,
        CANCELLED;

        /** Whether there is a file. */
        public boolean hasFile() {
            return this == DONE || this == CUT;
        }
    }
}
