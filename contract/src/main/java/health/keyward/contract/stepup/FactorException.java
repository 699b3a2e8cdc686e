package health.keyward.contract.stepup;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody, or everybody with a role, who need not hold a phishing-resistant factor for a while. Names are those of today; null when the person is gone.
 *
 * @param personId who is excepted; null when a role is
 * @param role name of the excepted role; null when a person is
 * @param ownerId who answers for it
 * @param reason in the words of who allowed it
 * @param endedAt when it was ended early; null otherwise
 */
public record FactorException(
        String id,
        @Nullable String personId,
        @Nullable String person,
        @Nullable String role,
        String ownerId,
        @Nullable String owner,
        String reason,
        String allowedById,
        @Nullable String allowedBy,
        Instant allowedAt,
        Instant until,
        @Nullable Instant endedAt,
        @Nullable String endedById,
        @Nullable String endReason,
        State state) {
    public enum State {
        STANDING,
        /** Its time is over; who was excepted counts as not covered again. */
        EXPIRED,
        /** Before its time, by an administrator. */
        ENDED
    }
}
