package health.keyward.contract.breakglass;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A decision or an app's event that carries the grant's id.
 *
 * @param kind {@code DECISION} or {@code APP}
 * @param eventId its id in the log, 32 hex digits
 * @param app client id
 * @param what the action that was asked about, or the codes of the event
 * @param outcome the decision's effect, or what the app says of it
 */
public record BreakGlassCaseUse(
        String kind, String eventId, Instant at, @Nullable String app, String what, String outcome) {}
