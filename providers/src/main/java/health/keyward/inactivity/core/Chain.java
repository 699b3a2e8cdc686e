package health.keyward.inactivity.core;

import health.keyward.inactivity.Dormancy.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What comes next for an account: a pure function of what is known of it, its policy and the time.
 *
 * <p>The first warning counts from the last use. Every later step counts from the delivery of the warning before it, so that nobody is disabled whose warning
 * did not arrive, and a run that comes late rushes nobody. Days on leave do not count.
 */
public final class Chain {
    private Chain() {}

    /**
     * @param at when it is due, by what is known now
     * @param held why it does not happen even when it is due; null when nothing holds it
     */
    public record Next(
            Act act, Instant at, Cause cause, @Nullable Held held) {
        public boolean dueAt(Instant now) {
            return !at.isAfter(now);
        }
    }

    public static Optional<Next> next(Account account, Policies policies, Policy policy, Instant now) {
        Optional<Next> block = leave(account, now);
        if (block.isPresent()) {
            return block;
        }
        if (account.leaves().stream().anyMatch(Account.Leave::blocked)) {
            return Optional.empty();
        }
        Optional<Next> found = unheld(account, policies, policy, now);
        return found.map(next -> next.act() == Act.RETURN || next.held() != null ? next : held(next, account, now));
    }

    /** A leave that blocks is a door of its own, whatever policy there is: it closes on its first day and opens after its last. */
    public static Optional<Next> leave(Account account, Instant now) {
        return account.leaves().stream()
                .filter(Account.Leave::blocks)
                .flatMap(leave -> {
                    if (leave.runsAt(now) && !leave.blocked() && account.enabled()) {
                        return Stream.of(new Next(
                                Act.BLOCK,
                                leave.from(),
                                Cause.IDLE,
                                account.type() == AccountType.EMERGENCY ? Held.EMERGENCY : null));
                    }
                    if (leave.blocked() && !now.isBefore(leave.until())) {
                        return Stream.of(new Next(Act.UNBLOCK, leave.until(), Cause.IDLE, null));
                    }
                    return Stream.<Next>empty();
                })
                .findFirst();
    }

    /** What follows that, if nobody signs in, every warning arrives at once and nothing holds it; the first is what is handed in. */
    public static List<Next> ahead(Next next, Policy policy) {
        Limits limits = next.cause() == Cause.NEVER_USED ? policy.neverUsed() : policy.used();
        List<Next> ahead = new ArrayList<>(List.of(next));
        Act act = next.act();
        Instant at = next.at();
        while (true) {
            int days = switch (act) {
                case WARN -> limits.warnAgain() - limits.warn();
                case WARN_AGAIN, GRACE -> limits.disable() - limits.warnAgain();
                case DISABLE -> policy.archiveAfter();
                case ARCHIVE -> policy.deleteAfter();
                default -> 0;
            };
            if (days == 0) {
                return ahead;
            }
            act = switch (act) {
                case WARN -> Act.WARN_AGAIN;
                case WARN_AGAIN, GRACE -> Act.DISABLE;
                case DISABLE -> Act.ARCHIVE;
                default -> Act.DELETE;
            };
            at = at.plus(Duration.ofDays(days));
            ahead.add(new Next(act, at, next.cause(), null));
        }
    }

    /** What a directory enables again by its next sync is disabled again: the local state wins (IN-12). Who comes back to such an account comes back through Keyward. */
    private static Optional<Next> unheld(Account account, Policies policies, Policy policy, Instant now) {
        Account.Place at = account.at();
        boolean out = at.step().compareTo(Step.DISABLED) >= 0;
        if (out && account.enabled() && account.federation() != null) {
            return Optional.of(new Next(Act.DISABLE, now, cause(at), null));
        }
        if (out && account.enabled()) {
            return Optional.of(new Next(Act.RETURN, now, cause(at), null));
        }
        if (out) {
            return later(account, policy);
        }
        if (!account.enabled()) {
            return at.step() == Step.ACTIVE
                    ? Optional.empty()
                    : Optional.of(new Next(Act.RETURN, now, cause(at), null));
        }
        Optional<Next> ended = atOnce(account, policy, now);
        if (ended.isPresent() && ended.get().dueAt(now)) {
            return ended;
        }
        Optional<Next> warned = at.step() == Step.ACTIVE
                ? first(account, policies, policy, now)
                : further(account, policies, policy, now);
        return Stream.concat(ended.stream(), warned.stream()).min(Comparator.comparing(Next::at));
    }

    /** What disables without a warning. */
    private static Optional<Next> atOnce(Account account, Policy policy, Instant now) {
        if (policy.violation() && account.violation()) {
            return Optional.of(new Next(Act.DISABLE, now, Cause.VIOLATION, null));
        }
        return policy.endDate() && account.endOfEmployment() != null
                ? Optional.of(new Next(Act.DISABLE, account.endOfEmployment(), Cause.END_DATE, null))
                : Optional.empty();
    }

    private static Optional<Next> first(Account account, Policies policies, Policy policy, Instant now) {
        Clock clock = Clock.of(account, policies, policy);
        Next idle =
                new Next(Act.WARN, after(clock.from, clock.limits.untilWarned(), account.leaves()), clock.cause, null);
        return policy.noManager() && !account.manager() && account.type() != AccountType.SERVICE && !idle.dueAt(now)
                ? Optional.of(new Next(Act.WARN, now, Cause.NO_MANAGER, null))
                : Optional.of(idle);
    }

    private static Optional<Next> further(Account account, Policies policies, Policy policy, Instant now) {
        Account.Place at = account.at();
        Cause cause = cause(at);
        Clock clock = Clock.of(account, policies, policy);
        boolean stillIdle =
                !after(clock.from, clock.limits.untilWarned(), account.leaves()).isAfter(now);
        boolean stands = switch (cause) {
            case IDLE, NEVER_USED -> stillIdle;
            case NO_MANAGER -> policy.noManager() && !account.manager();
            case END_DATE, VIOLATION, LEFT -> false;
        };
        if (!stands) {
            return Optional.of(new Next(Act.RETURN, now, cause, null));
        }
        Act act = switch (at.step()) {
            case WARNED -> Act.WARN_AGAIN;
            case WARNED_AGAIN -> Act.GRACE;
            default -> Act.DISABLE;
        };
        if (at.delivered() == null) {
            return Optional.of(new Next(
                    at.lost() ? again(at.step()) : act, at.since(), cause, at.lost() ? null : Held.UNDELIVERED));
        }
        Duration wait = switch (act) {
            case WARN_AGAIN -> clock.limits.untilWarnedAgain();
            case GRACE -> Duration.ZERO;
            default -> clock.limits.grace();
        };
        return Optional.of(new Next(act, after(at.delivered(), wait, account.leaves()), cause, null));
    }

    /** A warning that was given up is sent again; the chain goes no further. */
    private static Act again(Step step) {
        return step == Step.WARNED ? Act.WARN : Act.WARN_AGAIN;
    }

    private static Optional<Next> later(Account account, Policy policy) {
        Account.Place at = account.at();
        boolean disabled = at.step() == Step.DISABLED;
        int days = disabled ? policy.archiveAfter() : policy.deleteAfter();
        if (days == 0 || at.step() == Step.DELETED) {
            return Optional.empty();
        }
        Held held = account.protectedRole()
                ? Held.PROTECTED
                : !disabled && account.federation() != null ? Held.FEDERATED : null;
        return Optional.of(
                new Next(disabled ? Act.ARCHIVE : Act.DELETE, at.since().plus(Duration.ofDays(days)), cause(at), held));
    }

    private static Next held(Next next, Account account, Instant now) {
        Held why = null;
        if (account.type() == AccountType.EMERGENCY) {
            why = Held.EMERGENCY;
        } else if (account.exemptUntil() != null && account.exemptUntil().isAfter(now)) {
            why = Held.EXEMPT;
        } else if (next.cause().warns() && account.leaves().stream().anyMatch(leave -> leave.runsAt(now))) {
            why = Held.ON_LEAVE;
        }
        return why == null ? next : new Next(next.act(), next.at(), next.cause(), why);
    }

    /** From when an account counts as not used, and by which limits. */
    private record Clock(Instant from, Limits limits, Cause cause) {
        static Clock of(Account account, Policies policies, Policy policy) {
            Instant counted = policy.countNonInteractive()
                    ? latest(account.interactive(), account.nonInteractive())
                    : account.interactive();
            Instant restarted = account.at().restarted();
            if (counted != null || restarted != null) {
                return new Clock(Objects.requireNonNull(latest(counted, restarted)), policy.used(), Cause.IDLE);
            }
            return account.created().isBefore(policies.baseline())
                    ? new Clock(policies.baseline(), policy.used(), Cause.IDLE)
                    : new Clock(account.created(), policy.neverUsed(), Cause.NEVER_USED);
        }
    }

    private static @Nullable Instant latest(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isAfter(other) ? one : other;
    }

    /** That long after, days on leave left out. */
    static Instant after(Instant from, Duration wait, List<Account.Leave> leaves) {
        Instant end = from.plus(wait);
        Instant reached = from;
        List<Account.Leave> inOrder = leaves.stream()
                .sorted(Comparator.comparing(Account.Leave::from))
                .toList();
        for (Account.Leave leave : inOrder) {
            Instant begins = leave.from().isBefore(reached) ? reached : leave.from();
            if (begins.isBefore(end) && leave.until().isAfter(begins)) {
                end = end.plus(Duration.between(begins, leave.until()));
                reached = leave.until();
            }
        }
        return end;
    }

    private static Cause cause(Account.Place at) {
        return at.cause() == null ? Cause.IDLE : at.cause();
    }
}
