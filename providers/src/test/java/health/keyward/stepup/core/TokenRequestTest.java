package health.keyward.stepup.core;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.stepup.Level;
import health.keyward.stepup.Need;
import health.keyward.stepup.core.TokenRequest.Grant;
import health.keyward.stepup.core.TokenRequest.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A token that more has to be shown for is not issued, whatever the way to it (SU-2, SU-3, SU-6). */
class TokenRequestTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Duration MINUTES = Duration.ofMinutes(5);
    private static final Need FRESH_KEY = new Need(Level.PHISHING_RESISTANT, MINUTES, false, List.of("Pharmacy"));
    private static final Need KEY = new Need(Level.PHISHING_RESISTANT, null, false, List.of("Pharmacy"));

    @ParameterizedTest
    @EnumSource(Grant.class)
    void a_lower_level_than_the_map_asks_for_gets_no_token(Grant grant) {
        assertThat(asked(grant, 2, NOON, null, KEY)).contains(new Refusal.NotEnough(KEY));
        assertThat(asked(grant, 3, NOON, null, KEY)).isEmpty();
        assertThat(asked(grant, 4, NOON, null, KEY)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Grant.class)
    void where_no_rule_speaks_nothing_is_refused_not_even_an_expired_level(Grant grant) {
        assertThat(asked(grant, 0, null, null, Need.PASSWORD)).isEmpty();
    }

    @Test
    void a_refresh_goes_on_with_the_age_it_was_authorized_with_but_not_with_a_level_that_is_no_longer_enough() {
        assertThat(asked(Grant.REFRESH, 3, NOON.minus(Duration.ofHours(3)), 3, FRESH_KEY))
                .isEmpty();
        assertThat(asked(Grant.REFRESH, 2, NOON, 2, FRESH_KEY)).isPresent();
    }

    @Test
    void a_refresh_token_from_before_a_step_up_does_not_get_what_was_shown_after_it() {
        assertThat(asked(Grant.REFRESH, 3, NOON, 1, Need.PASSWORD)).contains(new Refusal.LevelChanged(1, 3));
        assertThat(asked(Grant.REFRESH, 1, NOON, 3, Need.PASSWORD)).contains(new Refusal.LevelChanged(3, 1));
        assertThat(asked(Grant.REFRESH, 3, NOON, 3, Need.PASSWORD)).isEmpty();
        assertThat(asked(Grant.REFRESH, 3, NOON, null, Need.PASSWORD)).isEmpty();
    }

    @Test
    void a_twelve_hour_old_proof_is_not_exchanged_for_a_token_that_asks_for_five_minutes() {
        assertThat(asked(Grant.EXCHANGE, 3, NOON.minus(Duration.ofHours(12)), null, FRESH_KEY))
                .isPresent();
        assertThat(asked(Grant.EXCHANGE, 3, NOON.minus(MINUTES), null, FRESH_KEY))
                .isEmpty();
        assertThat(asked(Grant.EXCHANGE, 3, NOON.minus(MINUTES).minusSeconds(1), null, FRESH_KEY))
                .isPresent();
        assertThat(asked(Grant.EXCHANGE, 3, null, null, FRESH_KEY)).isPresent();
    }

    @Test
    void a_code_may_be_brought_as_long_after_the_proof_as_a_sign_in_may_take() {
        Instant earliest = NOON.minus(MINUTES).minusSeconds(300);
        assertThat(asked(Grant.CODE, 3, earliest, null, FRESH_KEY)).isEmpty();
        assertThat(asked(Grant.CODE, 3, earliest.minusSeconds(1), null, FRESH_KEY))
                .isPresent();
        assertThat(asked(Grant.CODE, 3, null, null, FRESH_KEY)).isPresent();
    }

    @Test
    void a_password_given_in_the_same_request_is_fresh() {
        Need freshPassword = new Need(Level.PASSWORD, Duration.ZERO, false, List.of("Fresh"));
        assertThat(asked(Grant.PASSWORD, 1, null, null, freshPassword)).isEmpty();
    }

    private static Optional<Refusal> asked(
            Grant grant, int level, @Nullable Instant provenAt, @Nullable Integer refreshes, Need need) {
        return new TokenRequest(grant, level, provenAt, refreshes).refusedBy(need, NOON, Duration.ofSeconds(300));
    }
}
