package health.keyward.history.core;

import java.time.Instant;
import java.util.List;

/**
 * What an action did.
 *
 * @param id 32 hex digits
 */
public record ActionReceipt(String id, Instant at, String action, String subject, String reason, List<String> lines) {
    public ActionReceipt {
        lines = List.copyOf(lines);
    }
}
