package health.keyward.breakglass.core;

import static health.keyward.breakglass.core.EmergencyExamples.NOON;
import static health.keyward.breakglass.core.EmergencyExamples.sealed;
import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.breakglass.core.EmergencyFinding.Code;
import health.keyward.breakglass.core.EmergencyFinding.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is held against a register (EA-1, EA-9). */
class EmergencyFindingTest {
    private static final Instant LATELY = NOON.minus(Duration.ofDays(10));

    @Test
    void two_sound_accounts_leave_nothing_to_say() {
        assertThat(EmergencyFinding.of(List.of(sound("one"), sound("two")), Set.of("otp"), null, NOON))
                .isEmpty();
    }

    @Test
    void one_account_is_too_few() {
        assertThat(EmergencyFinding.of(List.of(sound("one")), Set.of("otp"), null, NOON))
                .containsExactly(new EmergencyFinding(Code.TOO_FEW_ACCOUNTS, null));
    }

    @Test
    void a_disabled_account_does_not_count() {
        Standing disabled = new Standing(account("two"), false, Set.of("webauthn-passwordless"), true, 3, true, LATELY);
        assertThat(EmergencyFinding.of(List.of(sound("one"), disabled), Set.of(), null, NOON))
                .containsExactly(
                        new EmergencyFinding(Code.TOO_FEW_ACCOUNTS, null),
                        new EmergencyFinding(Code.NOT_USABLE, "two"));
    }

    @Test
    void the_authenticator_of_daily_administrators_is_none_for_emergencies() {
        assertThat(EmergencyFinding.of(
                        List.of(sound("one"), sound("two")), Set.of("otp", "webauthn-passwordless"), null, NOON))
                .containsExactly(
                        new EmergencyFinding(Code.SAME_AUTHENTICATOR, "one"),
                        new EmergencyFinding(Code.SAME_AUTHENTICATOR, "two"));
    }

    @Test
    void an_account_without_its_authenticator_or_with_too_many_roles_or_too_few_custodians_is_named() {
        Standing bare = new Standing(account("one"), true, Set.of("otp"), false, 1, false, LATELY);
        assertThat(EmergencyFinding.of(List.of(bare, sound("two")), Set.of(), null, NOON))
                .containsExactly(
                        new EmergencyFinding(Code.NO_AUTHENTICATOR, "one"),
                        new EmergencyFinding(Code.TOO_MANY_ROLES, "one"),
                        new EmergencyFinding(Code.TOO_FEW_CUSTODIANS, "one"),
                        new EmergencyFinding(Code.NOT_SEALED, "one"));
    }

    @Test
    void a_drill_is_due_after_ninety_days_to_the_moment() {
        assertThat(EmergencyFinding.overdue(null, null, NOON)).isTrue();
        assertThat(EmergencyFinding.overdue(NOON.minus(Duration.ofDays(90)), null, NOON))
                .isTrue();
        assertThat(EmergencyFinding.overdue(NOON.minus(Duration.ofDays(90)).plusSeconds(1), null, NOON))
                .isFalse();
        assertThat(EmergencyFinding.of(
                        List.of(sound("one"), drilled("two", NOON.minus(Duration.ofDays(91)))), Set.of(), null, NOON))
                .containsExactly(new EmergencyFinding(Code.DRILL_OVERDUE, "two"));
    }

    @Test
    void a_drill_from_before_the_staff_changed_is_none() {
        assertThat(EmergencyFinding.overdue(LATELY, LATELY.plusSeconds(1), NOON))
                .isTrue();
        assertThat(EmergencyFinding.overdue(LATELY, LATELY.minusSeconds(1), NOON))
                .isFalse();
    }

    @Test
    void rights_beyond_recovery_are_seen() {
        assertThat(RecoveryRoles.only(Set.of("manage-users", "view-realm"))).isTrue();
        assertThat(RecoveryRoles.only(Set.of("manage-users", "view-events"))).isFalse();
        assertThat(RecoveryRoles.only(Set.of("impersonation"))).isFalse();
    }

    private static Standing sound(String name) {
        return drilled(name, LATELY);
    }

    private static Standing drilled(String name, @Nullable Instant at) {
        return new Standing(account(name), true, Set.of("webauthn-passwordless"), true, 3, true, at);
    }

    private static EmergencyAccount account(String name) {
        return sealed(name, EmergencyFactor.PASSKEY, "10.1.0.0/16");
    }
}
