package health.keyward.review.core;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.kernel.UserId;
import health.keyward.review.core.Quality.Finding;
import health.keyward.review.core.Quality.Given;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Stamping is seen, and what was stamped is looked at again (AR-10). */
class QualityTest {
    private static final UserId BEN = new UserId("ben");
    private static final Instant NOW = Instant.parse("2026-06-01T08:00:00Z");

    @Test
    void who_keeps_what_is_of_high_risk_in_a_second_did_not_look() {
        Given fast = given(0, Risk.HIGH, Decision.KEEP, Decision.KEEP, 1);
        assertThat(fast.isPoor()).isTrue();
        assertThat(Quality.of(BEN, List.of(fast)).findings()).contains(Finding.FAST_HIGH_RISK);
        assertThat(given(0, Risk.HIGH, Decision.KEEP, Decision.KEEP, 30).isPoor())
                .isFalse();
    }

    @Test
    void a_fast_denial_is_never_poor() {
        assertThat(given(0, Risk.HIGH, Decision.REVOKE, Decision.KEEP, 0).isPoor())
                .isFalse();
    }

    @Test
    void keeping_everything_against_advice_in_a_row_is_a_streak_and_costs() {
        List<Given> stamped = IntStream.range(0, 30)
                .mapToObj(i -> given(i, Risk.ELEVATED, Decision.KEEP, i % 5 == 0 ? Decision.REVOKE : Decision.KEEP, 1))
                .toList();
        Quality quality = Quality.of(BEN, stamped);
        assertThat(quality.findings()).contains(Finding.FAST, Finding.STREAK);
        assertThat(quality.streak()).isEqualTo(30);
        assertThat(quality.against()).isEqualTo(6);
        List<Given> careful = IntStream.range(0, 30)
                .mapToObj(i -> given(
                        i,
                        Risk.ELEVATED,
                        i % 5 == 0 ? Decision.REVOKE : Decision.KEEP,
                        i % 5 == 0 ? Decision.REVOKE : Decision.KEEP,
                        40))
                .toList();
        assertThat(Quality.of(BEN, careful).score()).isEqualTo(100);
        assertThat(quality.score()).isLessThan(50);
    }

    @Test
    void a_breaker_stops_what_takes_too_much() {
        assertThat(Breaker.halts(1_000, 20, 0, List.of())).isEmpty();
        assertThat(Breaker.halts(1_000, 251, 0, List.of())).hasSize(1);
        assertThat(Breaker.halts(10, 10, 0, List.of())).isEmpty();
        assertThat(Breaker.halts(1_000, 21, 21, List.of("Oncology"))).hasSize(2);
    }

    @Test
    void templates_are_whole_but_for_their_fallback() {
        assertThat(Templates.all())
                .extracting(Templates.Template::name)
                .containsExactly("privileged", "sensitive", "standard");
        assertThat(Templates.all().getFirst().bulkKeep()).isFalse();
    }

    private static Given given(int nth, Risk risk, Decision decision, Decision advised, int seconds) {
        Instant at = NOW.plusSeconds(60L * nth);
        return new Given(risk, decision, advised, false, at.minusSeconds(seconds), at);
    }
}
