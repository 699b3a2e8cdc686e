package health.keyward.contract.inactivity;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many accounts stand where, and what the next 90 days bring if nobody signs in.
 *
 * @param policyVersion 0 while no policy is active
 * @param accounts all accounts of the realm
 * @param steps one figure for each step but ACTIVE and DELETED
 * @param undelivered accounts whose chain waits for a warning that has not been delivered
 * @param days today and the 90 days that follow
 * @param lastRunAt end of the last run; null when there was none
 * @param overdue whether no run has ended for longer than it should
 * @param workflows names of Keycloak Workflows of the realm that disable or delete people too
 */
public record InactivitySummary(
        Instant at,
        long policyVersion,
        long accounts,
        List<Count> steps,
        long exempt,
        long onLeave,
        long undelivered,
        List<Day> days,
        @Nullable Instant lastRunAt,
        boolean overdue,
        List<String> workflows) {
    public InactivitySummary {
        steps = List.copyOf(steps);
        days = List.copyOf(days);
        workflows = List.copyOf(workflows);
    }

    public record Count(InactivityStep step, long accounts) {}

    /** What comes due that day. */
    public record Day(LocalDate day, long warn, long disable, long archive, long delete) {}
}
