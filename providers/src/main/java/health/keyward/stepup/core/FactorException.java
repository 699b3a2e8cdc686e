package health.keyward.stepup.core;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person, or everybody with a role, who need not hold a phishing-resistant factor until some day. Ids only: nothing here names anybody.
 *
 * @param role name of the role when it was excepted
 * @param owner who answers for it
 * @param ended null unless it was ended early
 */
public record FactorException(
        UUID id,
        @Nullable String personId,
        @Nullable String roleId,
        @Nullable String role,
        String owner,
        String reason,
        String allowedBy,
        Instant allowedAt,
        Instant until,
        @Nullable Ended ended) {
    public record Ended(String by, Instant at, String reason) {}

    public boolean stands(Instant now) {
        return ended == null && now.isBefore(until);
    }
}
