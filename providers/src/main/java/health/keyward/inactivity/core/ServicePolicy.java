package health.keyward.inactivity.core;

import health.keyward.inactivity.core.ServiceAccount.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * After how many days without use a client is disabled, and how long before its owner is told. What comes next for one client is a pure function of what is
 * known of it and the time.
 *
 * @param unusedDays 30 to 1,000; 0 disables none
 * @param noticeDays 7 to 90, counted from the delivery of the mail
 */
public record ServicePolicy(int unusedDays, int noticeDays) {
    public static final ServicePolicy NONE = new ServicePolicy(0, 14);

    private static final int FEWEST = 30;
    private static final int MOST = 1_000;
    private static final int SHORTEST_NOTICE = 7;
    private static final int LONGEST_NOTICE = 90;

    public enum Act {
        WARN,
        DISABLE,
        /** It was used again, somebody enabled it, or no policy speaks against it any more. */
        RETURN
    }

    public enum Held {
        /** Nobody who may sign in answers for it, so nobody can be told. */
        NO_OWNER,
        /** The mail to the owner is on its way. */
        UNDELIVERED
    }

    /** @param held why it does not happen even when it is due; null when nothing holds it */
    public record Next(Act act, Instant at, @Nullable Held held) {
        public boolean dueAt(Instant now) {
            return !at.isAfter(now);
        }
    }

    public Optional<String> fault() {
        if (unusedDays != 0 && (unusedDays < FEWEST || unusedDays > MOST)) {
            return Optional.of(
                    "A client is disabled after " + FEWEST + " to " + MOST + " days without use, or never (0).");
        }
        return noticeDays < SHORTEST_NOTICE
                        || noticeDays > LONGEST_NOTICE
                        || (unusedDays != 0 && noticeDays >= unusedDays)
                ? Optional.of("The owner is told " + SHORTEST_NOTICE + " to " + LONGEST_NOTICE
                        + " days before, and not before it counts as unused.")
                : Optional.empty();
    }

    public Optional<Next> next(ServiceAccount account, Instant now) {
        State state = account.at().state();
        if (state == State.DISABLED) {
            return account.enabled() ? Optional.of(new Next(Act.RETURN, now, null)) : Optional.empty();
        }
        boolean warned = state == State.WARNED;
        if (!account.enabled() || account.kept() || unusedDays == 0) {
            return warned ? Optional.of(new Next(Act.RETURN, now, null)) : Optional.empty();
        }
        Instant disable = account.idleSince().plus(Duration.ofDays(unusedDays));
        Instant warn = disable.minus(Duration.ofDays(noticeDays));
        if (warned) {
            return Optional.of(warn.isAfter(now) ? new Next(Act.RETURN, now, null) : further(account, disable, now));
        }
        return Optional.of(new Next(Act.WARN, warn, account.answeredFor() ? null : Held.NO_OWNER));
    }

    private Next further(ServiceAccount account, Instant disable, Instant now) {
        Held owner = account.answeredFor() ? null : Held.NO_OWNER;
        if (account.at().lost()) {
            return new Next(Act.WARN, now, owner);
        }
        Instant delivered = account.at().delivered();
        if (delivered == null) {
            return new Next(Act.DISABLE, disable, owner == null ? Held.UNDELIVERED : owner);
        }
        Instant told = delivered.plus(Duration.ofDays(noticeDays));
        return new Next(Act.DISABLE, told.isAfter(disable) ? told : disable, owner);
    }
}
