package health.keyward.audit.core;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What waits in a spool.
 *
 * @param mostBytes from that size on, administrators may change nothing
 * @param oldestAt since when the oldest file waits
 */
public record SpoolState(
        int files, long bytes, long mostBytes, @Nullable Instant oldestAt) {
    /** Past the stated size (AL-11). */
    public boolean full() {
        return bytes >= mostBytes;
    }
}
