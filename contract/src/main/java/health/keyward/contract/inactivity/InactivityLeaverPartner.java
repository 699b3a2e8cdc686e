package health.keyward.contract.inactivity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A partner at whose app somebody had access who left.
 *
 * @param dueAt by when it has to be told: a day after the last moment, or after the report when that came later
 * @param toldAt when its mail was delivered; null while it was not
 */
public record InactivityLeaverPartner(
        String client, Instant dueAt, @Nullable Instant toldAt, boolean overdue) {}
