package health.keyward.contract.inactivity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One account and its place in the chain.
 *
 * @param name given and family name; null when unknown
 * @param unit department; null when unknown
 * @param policy name of the policy that concerns it; null when none does
 * @param since when it came to this step; null while active
 * @param cause null while active
 * @param lastSignIn last successful interactive sign-in; null when none is known
 * @param lastUse last non-interactive use; null when none is known
 * @param exemptUntil null without an exemption
 * @param leaveUntil null unless on leave
 * @param next what comes next; null when nothing does
 * @param nextAt when, at the earliest
 * @param held why it does not come though it is due
 */
public record InactivityAccount(
        String userId,
        String username,
        @Nullable String name,
        @Nullable String unit,
        InactivityAccountType type,
        boolean enabled,
        boolean federated,
        Instant created,
        InactivityStep step,
        @Nullable Instant since,
        @Nullable InactivityCause cause,
        @Nullable String policy,
        @Nullable Instant lastSignIn,
        @Nullable Instant lastUse,
        @Nullable Instant exemptUntil,
        @Nullable Instant leaveUntil,
        @Nullable InactivityAct next,
        @Nullable Instant nextAt,
        @Nullable InactivityHeld held) {}
