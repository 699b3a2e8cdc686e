package health.keyward.stepup.core;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.stepup.Achieved;
import health.keyward.stepup.Factor;
import health.keyward.stepup.Level;
import health.keyward.stepup.Need;
import health.keyward.stepup.Proof;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ShownProofsTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

    private static final Shown PASSWORD = shown(Factor.PASSWORD, null, false, Level.PASSWORD, NOW, "pwd");
    private static final Shown CODE = shown(Factor.ONE_TIME_CODE, "otp-1", false, Level.MULTI_FACTOR, NOW, "otp");
    private static final Shown PASSKEY = passkey("key-1", true, Level.PHISHING_RESISTANT, NOW);

    @Test
    void nothing_shown_proves_nothing_not_even_a_password() {
        for (Level level : Level.values()) {
            assertThat(ShownProofs.NONE.meet(need(level), NOW)).as(level.name()).isFalse();
        }
    }

    @Test
    void a_password_alone_is_one_factor() {
        ShownProofs proofs = ShownProofs.NONE.with(PASSWORD);
        assertThat(reached(proofs)).containsExactly(Level.PASSWORD);
        assertThat(proofs.amr()).containsExactly("pwd");
    }

    @Test
    void a_password_and_a_code_are_two_factors_and_no_more() {
        ShownProofs proofs = ShownProofs.NONE.with(PASSWORD).with(CODE);
        assertThat(reached(proofs)).containsExactly(Level.PASSWORD, Level.MULTI_FACTOR);
        assertThat(proofs.amr()).containsExactly("pwd", "otp", "mfa");
    }

    @Test
    void a_code_without_a_password_is_one_factor() {
        assertThat(reached(ShownProofs.NONE.with(CODE))).containsExactly(Level.PASSWORD);
    }

    @Test
    void a_verified_passkey_is_both_factors_in_one_act() {
        ShownProofs proofs = ShownProofs.NONE.with(PASSKEY);
        assertThat(reached(proofs)).containsExactly(Level.PASSWORD, Level.MULTI_FACTOR, Level.PHISHING_RESISTANT);
        assertThat(proofs.amr()).contains("mfa").doesNotContain("pwd");
    }

    @Test
    void a_passkey_that_verified_nobody_is_something_held_and_no_more() {
        Shown touched = passkey("key-1", false, Level.MULTI_FACTOR, NOW);
        assertThat(reached(ShownProofs.NONE.with(touched))).containsExactly(Level.PASSWORD);
        assertThat(reached(ShownProofs.NONE.with(PASSWORD).with(touched)))
                .containsExactly(Level.PASSWORD, Level.MULTI_FACTOR);
    }

    @Test
    void the_highest_level_needs_a_model_that_gives_it() {
        Shown bound = passkey("key-2", true, Level.HARDWARE_BOUND, NOW);
        assertThat(reached(ShownProofs.NONE.with(bound))).containsExactly(Level.values());
    }

    @Test
    void the_newest_proof_that_counts_says_when_a_need_was_met() {
        Shown strongLongAgo = passkey("key-1", true, Level.PHISHING_RESISTANT, NOW.minus(Duration.ofHours(1)));
        ShownProofs proofs = new ShownProofs(List.of(PASSWORD, strongLongAgo), List.of(CODE));
        assertThat(proofs.met(need(Level.MULTI_FACTOR), NOW)).contains(NOW);
        assertThat(proofs.met(need(Level.PHISHING_RESISTANT), NOW)).contains(NOW.minus(Duration.ofHours(1)));
        assertThat(proofs.met(need(Level.HARDWARE_BOUND), NOW)).isEmpty();
    }

    @Test
    void a_second_factor_of_twelve_hours_ago_is_none_where_five_minutes_are_the_most() {
        Instant morning = NOW.minus(Duration.ofHours(12));
        ShownProofs proofs = new ShownProofs(
                List.of(
                        shown(Factor.PASSWORD, null, false, Level.PASSWORD, morning, "pwd"),
                        shown(Factor.ONE_TIME_CODE, "otp-1", false, Level.MULTI_FACTOR, morning, "otp")),
                List.of());
        Need fresh = new Need(Level.MULTI_FACTOR, Duration.ofMinutes(5), false, List.of());
        assertThat(proofs.meet(need(Level.MULTI_FACTOR), NOW)).isTrue();
        assertThat(proofs.meet(fresh, NOW)).isFalse();
        assertThat(proofs.with(CODE).meet(fresh, NOW))
                .as("a fresh code beside the password of the morning")
                .isTrue();
    }

    @Test
    void proof_at_this_very_moment_may_be_as_old_as_the_way_to_the_last_page() {
        Need now = new Need(Level.PHISHING_RESISTANT, Duration.ZERO, false, List.of());
        assertThat(ShownProofs.NONE.with(PASSKEY).meet(now, NOW.plusSeconds(59)))
                .isTrue();
        assertThat(ShownProofs.NONE.with(PASSKEY).meet(now, NOW.plusSeconds(61)))
                .isFalse();
        assertThat(new ShownProofs(List.of(PASSKEY), List.of()).meet(now, NOW.plusSeconds(1)))
                .as("shown in an earlier sign-in")
                .isFalse();
    }

    @Test
    void where_another_factor_is_wanted_the_one_of_the_sign_in_does_not_count() {
        Need other = new Need(Level.PHISHING_RESISTANT, null, true, List.of());
        ShownProofs signedIn = new ShownProofs(List.of(PASSKEY), List.of());
        Shown again = passkey("key-1", true, Level.PHISHING_RESISTANT, NOW.plusSeconds(60));
        Shown second = passkey("key-2", true, Level.PHISHING_RESISTANT, NOW.plusSeconds(60));
        assertThat(signedIn.with(again).meet(other, NOW.plusSeconds(60))).isFalse();
        assertThat(signedIn.with(second).meet(other, NOW.plusSeconds(60))).isTrue();
        assertThat(ShownProofs.NONE.with(PASSWORD).with(PASSKEY).meet(other, NOW))
                .as("signed in with a password")
                .isTrue();
    }

    @Test
    void only_what_this_sign_in_brought_spares_a_question() {
        ShownProofs proofs = new ShownProofs(List.of(PASSKEY), List.of());
        assertThat(proofs.meetNow(need(Level.PHISHING_RESISTANT), NOW)).isFalse();
        assertThat(proofs.with(PASSKEY).meetNow(need(Level.PHISHING_RESISTANT), NOW))
                .isTrue();
    }

    @Test
    void of_many_the_first_and_the_newest_are_kept() {
        ShownProofs proofs = ShownProofs.NONE.with(PASSKEY);
        for (int i = 0; i < 20; i++) {
            proofs = proofs.with(passkey("key-" + (i + 2), true, Level.PHISHING_RESISTANT, NOW.plusSeconds(i)));
        }
        assertThat(proofs.all()).hasSize(ShownProofs.MOST);
        assertThat(proofs.signedInWith()).contains("key-1");
        assertThat(proofs.all().getLast().proof().credential()).isEqualTo("key-21");
    }

    @Test
    void what_is_achieved_is_the_highest_level_with_its_newest_proof() {
        Shown later = shown(Factor.ONE_TIME_CODE, "otp-1", false, Level.MULTI_FACTOR, NOW.plusSeconds(60), "otp");
        assertThat(ShownProofs.NONE.with(PASSWORD).with(CODE).with(later).achieved(null))
                .isEqualTo(new Achieved(Level.MULTI_FACTOR, List.of("pwd", "otp", "mfa"), NOW.plusSeconds(60), true));
        assertThat(ShownProofs.NONE.with(PASSKEY).achieved(null).differentFactor())
                .as("the passkey of the sign-in is no other factor")
                .isFalse();
    }

    @Test
    void whoever_another_house_vouches_for_has_a_password_since_then() {
        assertThat(ShownProofs.NONE.achieved(NOW)).isEqualTo(new Achieved(Level.PASSWORD, List.of(), NOW, false));
    }

    private static List<Level> reached(ShownProofs proofs) {
        return List.of(Level.values()).stream()
                .filter(level -> proofs.meet(need(level), NOW))
                .toList();
    }

    private static Need need(Level level) {
        return new Need(level, null, false, List.of());
    }

    private static Shown passkey(String id, boolean verified, Level level, Instant at) {
        return shown(Factor.PASSKEY, id, verified, level, at, "pop", "user");
    }

    private static Shown shown(
            Factor factor, @Nullable String id, boolean verified, Level level, Instant at, String... amr) {
        return new Shown(new Proof(factor, id, null, verified, level, at), List.of(amr));
    }
}
