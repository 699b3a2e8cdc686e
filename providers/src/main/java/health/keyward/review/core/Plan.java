package health.keyward.review.core;

import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What starts by itself (AR-15). It is not changed: another one takes its place.
 *
 * @param definition of a campaign, or of a small review of whoever something happened to
 * @param last campaign it started; null before the first
 */
public record Plan(
        UUID id,
        RealmId realm,
        Definition definition,
        Starts starts,
        UserId createdBy,
        String createdName,
        Instant createdAt,
        @Nullable UUID last) {
    private static final int LONGEST_DAYS = 1_100;

    /** When. */
    public sealed interface Starts {
        /** Every so many days. */
        record Every(int days, Instant next) implements Starts {
            public Every {
                if (days < 1 || days > LONGEST_DAYS) {
                    throw new IllegalArgumentException("a campaign is repeated every 1 to " + LONGEST_DAYS + " days");
                }
            }

            /** In the same steps; those that were missed are not made up for. */
            public Instant after(Instant now) {
                Instant at = next;
                while (!at.isAfter(now)) {
                    at = at.plus(Duration.ofDays(days));
                }
                return at;
            }
        }

        /** When something happens to somebody. */
        record When(Set<Cause> causes) implements Starts {
            public When {
                causes = Set.copyOf(causes);
                if (causes.isEmpty()) {
                    throw new IllegalArgumentException("small reviews begin by themselves after something");
                }
            }
        }
    }
}
