package health.keyward.inactivity.core;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.inactivity.Dormancy.Step;
import health.keyward.kernel.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Two years of an account nobody uses, hour by hour, under each kind of policy (IN-2, IN-4, IN-5, IN-9). */
class ChainTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant OLD = START.minus(Duration.ofDays(1_000));

    @Test
    void the_usual_chain_takes_60_75_90_days_then_30_and_a_year() {
        assertThat(life(AccountType.HUMAN, Limits.USUAL, START, OLD, START, List.of()))
                .isEqualTo(days(60, 75, 90, 120, 485));
    }

    @Test
    void privileged_people_have_30_40_45() {
        assertThat(life(AccountType.BREAK_GLASS, Limits.PRIVILEGED, START, OLD, START, List.of()))
                .isEqualTo(days(30, 40, 45, 75, 440));
    }

    @Test
    void an_account_never_used_has_its_own_limits() {
        assertThat(life(AccountType.HUMAN, Limits.USUAL, null, START, START, List.of()))
                .isEqualTo(days(14, 21, 30, 60, 425));
    }

    @Test
    void one_older_than_the_baseline_counts_from_it() {
        assertThat(life(AccountType.HUMAN, Limits.USUAL, null, OLD, START.plus(Duration.ofDays(5)), List.of()))
                .isEqualTo(days(65, 80, 95, 125, 490));
    }

    @Test
    void leave_stops_the_clock_wherever_it_falls() {
        assertThat(life(AccountType.HUMAN, Limits.USUAL, START, OLD, START, List.of(leave(10, 40))))
                .as("before the first warning")
                .isEqualTo(days(90, 105, 120, 150, 515));
        assertThat(life(AccountType.HUMAN, Limits.USUAL, START, OLD, START, List.of(leave(80, 100))))
                .as("in the grace")
                .isEqualTo(days(60, 75, 110, 140, 505));
        assertThat(life(AccountType.HUMAN, Limits.USUAL, START, OLD, START, List.of(leave(50, 70), leave(65, 80))))
                .as("two that overlap count once")
                .isEqualTo(days(90, 105, 120, 150, 515));
    }

    @Test
    void emergency_accounts_live_for_ever() {
        assertThat(life(AccountType.EMERGENCY, Limits.USUAL, START, OLD, START, List.of()))
                .isEmpty();
    }

    @Test
    void service_accounts_follow_their_policy() {
        assertThat(life(AccountType.SERVICE, Limits.USUAL, START, OLD, START, List.of()))
                .isEqualTo(days(60, 75, 90, 120, 485));
    }

    @Test
    void the_forecast_says_what_then_happens() {
        Policy policy = policy(AccountType.HUMAN, Limits.USUAL);
        Policies policies = new Policies(START, List.of(policy));
        Account ada = account(AccountType.HUMAN, START, OLD, Account.Place.ACTIVE, true, List.of());
        Chain.Next next = Chain.next(ada, policies, policy, START).orElseThrow();
        assertThat(Chain.ahead(next, policy))
                .extracting(one ->
                        one.act() + " " + Duration.between(START, one.at()).toDays())
                .containsExactly("WARN 60", "WARN_AGAIN 75", "DISABLE 90", "ARCHIVE 120", "DELETE 485");
    }

    /** Day on which each act was done. Mails arrive at once. */
    private static Map<Act, Long> life(
            AccountType type,
            Limits limits,
            @Nullable Instant used,
            Instant created,
            Instant baseline,
            List<Account.Leave> leaves) {
        Policy policy = policy(type, limits);
        Policies policies = new Policies(baseline, List.of(policy));
        Map<Act, Long> done = new TreeMap<>();
        Account.Place at = Account.Place.ACTIVE;
        boolean enabled = true;
        for (int hour = 0; hour <= 24 * 730; hour++) {
            Instant now = START.plus(Duration.ofHours(hour));
            Account account = account(type, used, created, at, enabled, leaves);
            Optional<Chain.Next> next =
                    Chain.next(account, policies, policy, now).filter(one -> one.dueAt(now) && one.held() == null);
            if (next.isEmpty()) {
                continue;
            }
            Act act = next.get().act();
            if (done.put(act, Duration.between(START, now).toDays()) != null) {
                throw new AssertionError(act + " twice");
            }
            Instant delivered =
                    act == Act.GRACE ? at.delivered() : act == Act.WARN || act == Act.WARN_AGAIN ? now : null;
            at = new Account.Place(act.to(), now, next.get().cause(), delivered, false, null);
            enabled = enabled && act != Act.DISABLE;
            if (act.to() == Step.DELETED) {
                break;
            }
        }
        done.remove(Act.GRACE);
        return done;
    }

    private static Map<Act, Long> days(long... days) {
        Map<Act, Long> all = new TreeMap<>();
        List<Act> acts = new ArrayList<>(List.of(Act.WARN, Act.WARN_AGAIN, Act.DISABLE, Act.ARCHIVE, Act.DELETE));
        for (int i = 0; i < days.length; i++) {
            all.put(acts.get(i), days[i]);
        }
        return all;
    }

    private static Account.Leave leave(int from, int until) {
        return new Account.Leave(START.plus(Duration.ofDays(from)), START.plus(Duration.ofDays(until)), false, false);
    }

    private static Policy policy(AccountType type, Limits limits) {
        return new Policy(
                "p", type, null, null, null, null, limits, Limits.NEVER_USED, 30, 365, false, true, false, true);
    }

    private static Account account(
            AccountType type,
            @Nullable Instant used,
            Instant created,
            Account.Place at,
            boolean enabled,
            List<Account.Leave> leaves) {
        return new Account(
                new UserId("u"),
                "u",
                type,
                enabled,
                null,
                created,
                null,
                null,
                null,
                true,
                false,
                Set.of(),
                Set.of(),
                false,
                false,
                used,
                null,
                at,
                null,
                leaves);
    }
}
