package health.keyward.contract.inactivity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reports that somebody leaves; either user name or number.
 *
 * @param externalId number the personnel office knows the person by
 * @param lastMoment null for now
 */
public record NewInactivityLeaver(
        @Nullable String username,
        @Nullable String externalId,
        @Nullable Instant lastMoment,
        String reason) {}
