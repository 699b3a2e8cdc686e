package health.keyward.contract.inactivity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of a run's list.
 *
 * @param username as the person is called today; null when gone
 * @param detail what was seen when it was done, or why it was not; short, for example {@code sessions=2 enabled=false}
 */
public record InactivityRunPerson(
        String runId,
        String userId,
        @Nullable String username,
        InactivityStep from,
        InactivityAct act,
        @Nullable InactivityCause cause,
        String policy,
        InactivityItemState state,
        @Nullable String detail,
        @Nullable Instant at) {}
