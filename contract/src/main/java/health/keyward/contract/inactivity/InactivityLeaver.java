package health.keyward.contract.inactivity;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who leaves (IN-15).
 *
 * @param username names are those of today, null when the person is gone
 * @param reportedBy id of the person, or of the client, that said so
 * @param deadline an hour after the last moment, or after the report when that came later
 * @param overdue whether the account, or access to some app, outlives the deadline
 * @param held why the account was not disabled although it is time
 * @param detail what was seen when it was tried last
 * @param apps where the person had access when the account was disabled
 * @param partners who is told that the person has left
 */
public record InactivityLeaver(
        String id,
        String userId,
        @Nullable String username,
        Source source,
        String reportedBy,
        @Nullable String reportedByName,
        Instant reportedAt,
        Instant lastMoment,
        Instant deadline,
        String reason,
        State state,
        boolean overdue,
        @Nullable InactivityHeld held,
        @Nullable String detail,
        @Nullable Instant disabledAt,
        @Nullable Instant cancelledAt,
        @Nullable String cancelReason,
        List<InactivityLeaverApp> apps,
        List<InactivityLeaverPartner> partners) {
    public InactivityLeaver {
        apps = List.copyOf(apps);
        partners = List.copyOf(partners);
    }

    public enum Source {
        STAFF,
        FEED
    }

    /** {@code ENDING}: the account is disabled, and at some app access has not ended yet. */
    public enum State {
        WAITING,
        HELD,
        ENDING,
        ENDED,
        CANCELLED
    }
}
