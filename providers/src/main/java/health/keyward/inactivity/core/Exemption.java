package health.keyward.inactivity.core;

import health.keyward.kernel.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody whose account is left alone for a while (IN-8, IN-9).
 *
 * @param owner who answers for it
 * @param blocks whether a leave keeps the person from signing in
 */
public record Exemption(
        UUID id,
        Kind kind,
        UserId person,
        String reason,
        UserId owner,
        Instant from,
        Instant until,
        boolean blocks,
        UserId proposedBy,
        UserId approvedBy,
        Instant approvedAt,
        @Nullable Ended ended) {
    /** Never for ever. */
    public static final Duration LONGEST = Duration.ofDays(180);

    public static final Duration LONGEST_LEAVE = Duration.ofDays(731);

    public enum Kind {
        EXEMPTION,
        LEAVE
    }

    public record Ended(Instant at, UserId by, String reason) {}

    /** What speaks against such a one, in a sentence; empty when nothing does. */
    public static Optional<String> fault(
            Kind kind, UserId person, UserId owner, Instant from, Instant until, boolean blocks, Instant now) {
        if (owner.equals(person)) {
            return Optional.of("Nobody answers for their own exemption; name somebody else as owner.");
        }
        if (!until.isAfter(from) || !until.isAfter(now)) {
            return Optional.of("It ends in the future, after it began.");
        }
        if (kind == Kind.EXEMPTION && until.isAfter(now.plus(LONGEST))) {
            return Optional.of("An exemption lasts 180 days at most. Ask for it again then, if it is still needed.");
        }
        if (until.isAfter(now.plus(LONGEST_LEAVE))) {
            return Optional.of("A leave lasts two years at most.");
        }
        return blocks && kind == Kind.EXEMPTION
                ? Optional.of("Only a leave can keep a person from signing in.")
                : Optional.empty();
    }

    public boolean standsAt(Instant now) {
        return ended == null && !now.isBefore(from) && now.isBefore(until);
    }
}
