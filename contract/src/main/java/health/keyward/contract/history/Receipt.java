package health.keyward.contract.history;

import java.time.Instant;
import java.util.List;

/**
 * What an action did.
 *
 * @param id 32 hex digits
 * @param lines one line per thing done or not done, for a person
 */
public record Receipt(String id, Instant at, String action, String subject, String reason, List<String> lines) {}
