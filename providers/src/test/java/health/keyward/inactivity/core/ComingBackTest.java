package health.keyward.inactivity.core;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.inactivity.Dormancy.Step;
import health.keyward.kernel.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may open a closed account again, and until when (IN-10). */
class ComingBackTest {
    private static final Instant CLOSED = Instant.parse("2026-03-01T10:00:00Z");

    private AccountType type = AccountType.HUMAN;
    private boolean enabled;
    private boolean violation;
    private boolean left;
    private @Nullable Instant endOfEmployment;
    private List<Account.Leave> leaves = List.of();

    @ParameterizedTest
    @EnumSource(
            value = Cause.class,
            names = {"IDLE", "NEVER_USED"})
    void who_was_only_away_comes_back_alone_until_the_thirtieth_day(Cause cause) {
        Instant until = CLOSED.plus(Duration.ofDays(30));
        assertThat(way(cause, Step.DISABLED, until.minusSeconds(1))).isEqualTo(new ComingBack.Alone(CLOSED, until));
        assertThat(way(cause, Step.ARCHIVED, until.minusSeconds(1)))
                .as("a policy may archive sooner")
                .isEqualTo(new ComingBack.Alone(CLOSED, until));
        assertThat(way(cause, Step.DISABLED, until)).isEqualTo(new ComingBack.WithStaff(CLOSED));
    }

    @ParameterizedTest
    @EnumSource(
            value = Cause.class,
            names = {"END_DATE", "NO_MANAGER", "VIOLATION", "LEFT"})
    void who_was_closed_for_anything_else_needs_staff_from_the_first_day(Cause cause) {
        assertThat(way(cause, Step.DISABLED, CLOSED)).isEqualTo(new ComingBack.WithStaff(CLOSED));
    }

    @Test
    void what_the_engine_did_not_close_is_not_opened_here() {
        assertThat(ComingBack.of(account(Cause.IDLE, Step.DISABLED), null, false, CLOSED))
                .as("an administrator did")
                .isEqualTo(no(ComingBack.Why.NOT_DISABLED_BY_ENGINE));
        assertThat(way(Cause.IDLE, Step.GRACE, CLOSED)).isEqualTo(no(ComingBack.Why.NOT_DISABLED_BY_ENGINE));
        enabled = true;
        assertThat(way(Cause.IDLE, Step.DISABLED, CLOSED)).isEqualTo(no(ComingBack.Why.NOT_DISABLED_BY_ENGINE));
    }

    @Test
    void nobody_comes_back_while_what_spoke_against_them_stands() {
        violation = true;
        assertThat(way(Cause.IDLE, Step.DISABLED, CLOSED)).isEqualTo(no(ComingBack.Why.VIOLATION));
        violation = false;
        endOfEmployment = CLOSED;
        assertThat(way(Cause.IDLE, Step.DISABLED, CLOSED)).isEqualTo(no(ComingBack.Why.EMPLOYMENT_ENDED));
        endOfEmployment = CLOSED.plusSeconds(1);
        assertThat(way(Cause.IDLE, Step.DISABLED, CLOSED)).isInstanceOf(ComingBack.Alone.class);
        leaves = List.of(new Account.Leave(CLOSED, CLOSED.plusSeconds(60), true, false));
        assertThat(way(Cause.IDLE, Step.DISABLED, CLOSED)).isEqualTo(no(ComingBack.Why.ON_LEAVE));
        leaves = List.of();
        left = true;
        assertThat(way(Cause.IDLE, Step.DISABLED, CLOSED)).isEqualTo(no(ComingBack.Why.LEFT));
        left = false;
        type = AccountType.SERVICE;
        assertThat(way(Cause.IDLE, Step.DISABLED, CLOSED)).isEqualTo(no(ComingBack.Why.SERVICE));
        type = AccountType.EMERGENCY;
        assertThat(way(Cause.IDLE, Step.DISABLED, CLOSED)).isEqualTo(no(ComingBack.Why.EMERGENCY));
    }

    @Test
    void training_counts_from_the_day_the_account_was_closed_until_today() {
        Instant now = CLOSED.plus(Duration.ofDays(40));
        assertThat(ComingBack.retrained(LocalDate.parse("2026-02-28"), CLOSED, now))
                .isFalse();
        assertThat(ComingBack.retrained(LocalDate.parse("2026-03-01"), CLOSED, now))
                .isTrue();
        assertThat(ComingBack.retrained(LocalDate.parse("2026-04-10"), CLOSED, now))
                .isTrue();
        assertThat(ComingBack.retrained(LocalDate.parse("2026-04-11"), CLOSED, now))
                .isFalse();
    }

    private static ComingBack no(ComingBack.Why why) {
        return new ComingBack.No(why);
    }

    private ComingBack way(Cause cause, Step step, Instant now) {
        return ComingBack.of(account(cause, step), CLOSED, left, now);
    }

    private Account account(Cause cause, Step step) {
        return new Account(
                new UserId("ada"),
                "ada",
                type,
                enabled,
                null,
                CLOSED.minus(Duration.ofDays(900)),
                null,
                null,
                endOfEmployment,
                true,
                violation,
                Set.of(),
                Set.of(),
                false,
                false,
                null,
                null,
                new Account.Place(step, CLOSED, cause, null, false, null),
                null,
                leaves);
    }
}
