package health.keyward.contract.stepup;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Asks for an exception of a person or of a role.
 *
 * @param person user id; null when a role is meant
 * @param role name of a realm role; null when a person is meant
 * @param owner user id of who answers for it
 * @param reason 10 to 500 characters on one line
 * @param until at most 180 days from now
 */
public record NewFactorException(
        @Nullable String person, @Nullable String role, String owner, String reason, Instant until) {}
