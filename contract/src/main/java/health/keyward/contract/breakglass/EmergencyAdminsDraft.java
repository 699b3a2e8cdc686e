package health.keyward.contract.breakglass;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A register to be proposed.
 *
 * @param after number of the version it was made from; 0 when there is none
 * @param reason why, 3 to 300 characters
 */
public record EmergencyAdminsDraft(
        int after,
        @Nullable List<EmergencyAdmin> accounts,
        @Nullable String reason) {}
