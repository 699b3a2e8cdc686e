package health.keyward.inactivity.core;

import health.keyward.inactivity.Dormancy.Step;
import health.keyward.kernel.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one account when it is judged.
 *
 * @param federation id of its user storage; null when it is Keycloak's own
 * @param endOfEmployment the first moment after the last day; null when none is set
 * @param interactive last successful interactive sign-in
 * @param nonInteractive last other use
 * @param at where it stands in the chain
 * @param leaves those of the last years and the next, in any order
 */
public record Account(
        UserId id,
        String username,
        AccountType type,
        boolean enabled,
        @Nullable String federation,
        Instant created,
        @Nullable String unit,
        @Nullable String employmentType,
        @Nullable Instant endOfEmployment,
        boolean manager,
        boolean violation,
        Set<String> roles,
        Set<String> groups,
        boolean onCall,
        boolean protectedRole,
        @Nullable Instant interactive,
        @Nullable Instant nonInteractive,
        Place at,
        @Nullable Instant exemptUntil,
        List<Leave> leaves) {
    public Account {
        roles = Set.copyOf(roles);
        groups = Set.copyOf(groups);
        leaves = List.copyOf(leaves);
    }

    /**
     * @param delivered when the last warning reached the person; null when it has not, or there was none
     * @param lost whether the last warning was given up
     * @param restarted when the clock was set back to nought; null when it never was
     */
    public record Place(
            Step step,
            Instant since,
            @Nullable Cause cause,
            @Nullable Instant delivered,
            boolean lost,
            @Nullable Instant restarted) {
        public static final Place ACTIVE = new Place(Step.ACTIVE, Instant.EPOCH, null, null, false, null);
    }

    /**
     * @param blocks whether the person may not sign in meanwhile
     * @param blocked whether the account was disabled for it
     */
    public record Leave(Instant from, Instant until, boolean blocks, boolean blocked) {
        public boolean runsAt(Instant now) {
            return !now.isBefore(from) && now.isBefore(until);
        }
    }
}
