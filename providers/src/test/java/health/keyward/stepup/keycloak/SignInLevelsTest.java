package health.keyward.stepup.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.stepup.Factor;
import health.keyward.stepup.Level;
import health.keyward.stepup.Need;
import health.keyward.stepup.Proof;
import health.keyward.stepup.core.Shown;
import health.keyward.stepup.core.ShownProofs;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Which of the levels an open session claims are asked for again. */
class SignInLevelsTest {
    private static final Instant NOW = SignInProofs.CLOCK.instant();
    private static final Instant AN_HOUR_AGO = NOW.minus(Duration.ofHours(1));
    private static final Need FRESH_SECOND_FACTOR =
            new Need(Level.MULTI_FACTOR, Duration.ofMinutes(5), false, List.of("orders"));

    private static final Shown PASSWORD = shown(Factor.PASSWORD, null, Level.PASSWORD, AN_HOUR_AGO);
    private static final Shown CODE = shown(Factor.ONE_TIME_CODE, "otp-1", Level.MULTI_FACTOR, AN_HOUR_AGO);

    @Test
    void a_session_that_claims_nothing_has_nothing_to_prove() {
        assertThat(SignInLevels.unproven(null, ShownProofs.NONE, Need.PASSWORD)).isEmpty();
    }

    @Test
    void a_session_without_proofs_starts_again_with_the_password() {
        assertThat(SignInLevels.unproven("{\"1\":1,\"2\":1}", ShownProofs.NONE, Need.PASSWORD))
                .hasValue(1);
    }

    @Test
    void a_level_that_came_without_its_proof_is_asked_for_again() {
        assertThat(SignInLevels.unproven("{\"1\":1,\"2\":1}", held(PASSWORD), Need.PASSWORD))
                .hasValue(2);
    }

    @Test
    void a_second_factor_that_is_too_old_for_the_rule_is_asked_for_again_and_the_password_is_not() {
        assertThat(SignInLevels.unproven("{\"1\":1,\"2\":1}", held(PASSWORD, CODE), FRESH_SECOND_FACTOR))
                .hasValue(2);
        assertThat(SignInLevels.unproven("{\"1\":1,\"2\":1}", held(PASSWORD, CODE), Need.PASSWORD))
                .isEmpty();
    }

    @Test
    void a_passkey_of_just_now_spares_an_old_code() {
        Shown passkey = shown(Factor.PASSKEY, "key-1", Level.PHISHING_RESISTANT, NOW);
        assertThat(SignInLevels.unproven(
                        "{\"1\":1,\"2\":1,\"3\":1}", held(PASSWORD, CODE, passkey), FRESH_SECOND_FACTOR))
                .isEmpty();
    }

    @Test
    void the_passkey_of_the_sign_in_is_not_another_factor() {
        Need other = new Need(Level.PHISHING_RESISTANT, null, true, List.of("orders"));
        Shown passkey = shown(Factor.PASSKEY, "key-1", Level.PHISHING_RESISTANT, AN_HOUR_AGO);
        assertThat(SignInLevels.unproven("{\"1\":1,\"2\":1,\"3\":1}", held(passkey), other))
                .hasValue(3);
        assertThat(SignInLevels.unproven("{\"1\":1,\"2\":1,\"3\":1}", held(PASSWORD, passkey), other))
                .isEmpty();
    }

    @Test
    void a_level_nobody_knows_is_proven_by_nothing() {
        assertThat(SignInLevels.unproven("{\"9\":1}", held(PASSWORD, CODE), Need.PASSWORD))
                .hasValue(9);
    }

    private static ShownProofs held(Shown... shown) {
        return new ShownProofs(List.of(shown), List.of());
    }

    private static Shown shown(Factor factor, @Nullable String id, Level level, Instant at) {
        return new Shown(new Proof(factor, id, null, factor == Factor.PASSKEY, level, at), List.of());
    }
}
