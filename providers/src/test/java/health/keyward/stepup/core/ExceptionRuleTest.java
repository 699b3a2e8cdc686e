package health.keyward.stepup.core;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.kernel.UserId;
import health.keyward.stepup.core.ExceptionRule.Refusal;
import health.keyward.stepup.core.ExceptionRule.Wanted;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who may be excepted from holding a phishing-resistant factor (SU-11). */
class ExceptionRuleTest {
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
    private static final Instant IN_A_MONTH = NOON.plus(Duration.ofDays(30));
    private static final UserId NURSE = new UserId("nurse");
    private static final UserId HEAD = new UserId("head");
    private static final UserId ADMIN = new UserId("admin");

    private final ExceptionRule rule = new ExceptionRule(new Hospital());

    @Test
    void a_person_is_excepted_by_somebody_else_owned_by_somebody_else_for_a_while() {
        assertThat(judge(NURSE, HEAD, ADMIN, IN_A_MONTH)).isEmpty();
    }

    @Test
    void a_role_is_excepted_by_who_does_not_hold_it_and_may_be_owned_by_who_does() {
        assertThat(judge("nurse", HEAD, ADMIN, IN_A_MONTH)).isEmpty();
        assertThat(judge("nurse", NURSE, ADMIN, IN_A_MONTH)).isEmpty();
    }

    @Test
    void nobody_excepts_themselves_not_even_by_a_role_of_theirs() {
        assertThat(judge(ADMIN, HEAD, ADMIN, IN_A_MONTH)).contains(Refusal.ALLOWED_BY_SUBJECT);
        assertThat(judge("system-admin", HEAD, ADMIN, IN_A_MONTH)).contains(Refusal.ALLOWED_BY_SUBJECT);
    }

    @Test
    void nobody_answers_for_their_own_exception() {
        assertThat(judge(NURSE, NURSE, ADMIN, IN_A_MONTH)).contains(Refusal.OWNED_BY_SUBJECT);
    }

    @Test
    void it_ends_within_180_days() {
        assertThat(judge(NURSE, HEAD, ADMIN, NOON.plus(Duration.ofDays(180)))).isEmpty();
        assertThat(judge(NURSE, HEAD, ADMIN, NOON.plus(Duration.ofDays(180)).plusMillis(1)))
                .contains(Refusal.TOO_LONG);
        assertThat(judge(NURSE, HEAD, ADMIN, NOON)).contains(Refusal.OVER_ALREADY);
    }

    @Test
    void who_is_gone_is_neither_excepted_nor_owner() {
        assertThat(judge(new UserId("gone"), HEAD, ADMIN, IN_A_MONTH)).contains(Refusal.NO_SUCH_PERSON);
        assertThat(judge(NURSE, new UserId("gone"), ADMIN, IN_A_MONTH)).contains(Refusal.NO_SUCH_OWNER);
        assertThat(judge("no-such-role", HEAD, ADMIN, IN_A_MONTH)).contains(Refusal.NO_SUCH_ROLE);
    }

    @Test
    void it_stands_until_its_end_and_not_after_it_was_ended() {
        FactorException standing = exception(null);
        assertThat(standing.stands(IN_A_MONTH.minusMillis(1))).isTrue();
        assertThat(standing.stands(IN_A_MONTH)).isFalse();
        assertThat(exception(new FactorException.Ended("admin", NOON, "has a key now"))
                        .stands(NOON))
                .isFalse();
    }

    @Test
    void a_role_that_does_not_say_what_it_touches_counts_as_touching_patient_data() {
        assertThat(DataClass.of(null)).isEqualTo(DataClass.PHI);
        assertThat(DataClass.of("whatever")).isEqualTo(DataClass.PHI);
        assertThat(DataClass.of("PHI ")).isEqualTo(DataClass.PHI);
        assertThat(DataClass.of("limited")).isEqualTo(DataClass.LIMITED);
        assertThat(DataClass.isKnown("whatever")).isFalse();
    }

    private static FactorException exception(FactorException.@Nullable Ended ended) {
        return new FactorException(
                new java.util.UUID(0, 1),
                "nurse",
                null,
                null,
                "head",
                "waits for a key",
                "admin",
                NOON,
                IN_A_MONTH,
                ended);
    }

    private Optional<Refusal> judge(UserId person, UserId owner, UserId by, Instant until) {
        return rule.judge(new Wanted(person, null, owner, by, until), NOON);
    }

    private Optional<Refusal> judge(String role, UserId owner, UserId by, Instant until) {
        return rule.judge(new Wanted(null, role, owner, by, until), NOON);
    }

    private static final class Hospital implements ExceptionRule.People {
        private static final Map<UserId, Set<String>> ROLES =
                Map.of(NURSE, Set.of("nurse"), HEAD, Set.of("unit-manager"), ADMIN, Set.of("system-admin"));

        @Override
        public boolean isActive(UserId person) {
            return ROLES.containsKey(person);
        }

        @Override
        public Optional<String> role(String name) {
            return ROLES.values().stream().anyMatch(roles -> roles.contains(name))
                    ? Optional.of(name)
                    : Optional.empty();
        }

        @Override
        public boolean holds(UserId person, String roleName) {
            return ROLES.getOrDefault(person, Set.of()).contains(roleName);
        }
    }
}
