package health.keyward.inactivity.core;

import health.keyward.inactivity.Dormancy.Step;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How somebody whose account the engine disabled comes back (IN-10): by themselves within thirty days when all that spoke against them was that the account
 * was not used; later, or after anything else, by two staff and with a re-training mark; not at all while what spoke against them still does.
 */
public sealed interface ComingBack {
    Duration SELF = Duration.ofDays(30);

    /** @param until last moment at which the person can do it alone */
    record Alone(Instant disabledAt, Instant until) implements ComingBack {}

    record WithStaff(Instant disabledAt) implements ComingBack {}

    /** There is nothing to come back from, or somebody else than the engine disabled the account, or the cause still stands. */
    record No(Why why) implements ComingBack {}

    /** Why not. */
    enum Why {
        NOT_DISABLED_BY_ENGINE,
        EMERGENCY,
        SERVICE,
        /** Somebody reported that the person has left, and nobody took that back. */
        LEFT,
        ON_LEAVE,
        VIOLATION,
        EMPLOYMENT_ENDED
    }

    /** Causes that are gone as soon as the person signs in. */
    Set<Cause> UNUSED = EnumSet.of(Cause.IDLE, Cause.NEVER_USED);

    /**
     * @param disabledAt when the engine disabled the account; null when it did not
     * @param left whether the person is reported as a leaver whose last moment has come
     */
    static ComingBack of(Account account, @Nullable Instant disabledAt, boolean left, Instant now) {
        Step step = account.at().step();
        if (account.enabled() || disabledAt == null || (step != Step.DISABLED && step != Step.ARCHIVED)) {
            return new No(Why.NOT_DISABLED_BY_ENGINE);
        }
        return bar(account, left, now).<ComingBack>map(No::new).orElseGet(() -> {
            Instant until = disabledAt.plus(SELF);
            return now.isBefore(until)
                            && account.at().cause() != null
                            && UNUSED.contains(account.at().cause())
                    ? new Alone(disabledAt, until)
                    : new WithStaff(disabledAt);
        });
    }

    private static Optional<Why> bar(Account account, boolean left, Instant now) {
        if (account.type() == AccountType.EMERGENCY) {
            return Optional.of(Why.EMERGENCY);
        }
        if (account.type() == AccountType.SERVICE) {
            return Optional.of(Why.SERVICE);
        }
        if (left) {
            return Optional.of(Why.LEFT);
        }
        if (account.leaves().stream().anyMatch(leave -> leave.blocked() || (leave.blocks() && leave.runsAt(now)))) {
            return Optional.of(Why.ON_LEAVE);
        }
        if (account.violation()) {
            return Optional.of(Why.VIOLATION);
        }
        return account.endOfEmployment() != null && !account.endOfEmployment().isAfter(now)
                ? Optional.of(Why.EMPLOYMENT_ENDED)
                : Optional.empty();
    }

    /** Whether training done that day counts for coming back: not before the account was closed, and not in the future. */
    static boolean retrained(LocalDate day, Instant disabledAt, Instant now) {
        return !day.isBefore(LocalDate.ofInstant(disabledAt, ZoneOffset.UTC))
                && !day.isAfter(LocalDate.ofInstant(now, ZoneOffset.UTC));
    }
}
