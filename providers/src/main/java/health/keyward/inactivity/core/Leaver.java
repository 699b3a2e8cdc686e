package health.keyward.inactivity.core;

import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who leaves: shut out everywhere within an hour of the last moment, or of the report when that came later (IN-15).
 *
 * @param reportedBy id of the person, or of the client, that said so
 * @param lastMoment from when on the person may not get in
 * @param server address of the server as whoever reported it reached it; apps are told in its name
 * @param held why the account was not disabled; null when nothing held it
 * @param detail what was seen when it was tried last
 * @param outAt when the account was disabled
 * @param alarmedAt when system administrators were told that it is late
 */
public record Leaver(
        UUID id,
        RealmId realm,
        UserId person,
        Source source,
        String reportedBy,
        Instant reportedAt,
        Instant lastMoment,
        String reason,
        String server,
        State state,
        @Nullable Held held,
        @Nullable String detail,
        @Nullable Instant outAt,
        @Nullable Instant alarmedAt,
        @Nullable Cancelled cancelled) {
    /** After that, wherever there is still access it is late. */
    public static final Duration LIMIT = Duration.ofMinutes(60);
    /** Within that, partners that gave the person access are told. */
    public static final Duration PARTNERS_TOLD = Duration.ofHours(24);
    /** Longest time ahead, and back, that a last moment may be. */
    public static final Duration FURTHEST = Duration.ofDays(366);

    /** Who said so. */
    public enum Source {
        STAFF,
        FEED
    }

    /** Where it stands. */
    public enum State {
        WAITING,
        OUT,
        /** It was a mistake, or the person came back to work. */
        CANCELLED
    }

    /** Who took it back. */
    public record Cancelled(Instant at, String by, String reason) {}

    public Instant deadline() {
        return began().plus(LIMIT);
    }

    public Instant partnersDueAt() {
        return began().plus(PARTNERS_TOLD);
    }

    private Instant began() {
        return lastMoment.isAfter(reportedAt) ? lastMoment : reportedAt;
    }

    /** Whether the account should be shut and was not in time. */
    public boolean lateAt(Instant now) {
        Instant until = outAt == null ? now : outAt;
        return state != State.CANCELLED && until.isAfter(deadline());
    }

    public static Optional<String> fault(Instant lastMoment, Instant now) {
        return lastMoment.isAfter(now.plus(FURTHEST)) || lastMoment.isBefore(now.minus(FURTHEST))
                ? Optional.of("The last moment is within a year.")
                : Optional.empty();
    }
}
