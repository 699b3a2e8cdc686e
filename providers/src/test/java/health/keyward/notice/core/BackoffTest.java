package health.keyward.notice.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    void the_pause_doubles_up_to_a_quarter_of_an_hour() {
        assertThat(pause(1)).isEqualTo(Duration.ofSeconds(5));
        assertThat(pause(2)).isEqualTo(Duration.ofSeconds(10));
        assertThat(pause(5)).isEqualTo(Duration.ofSeconds(80));
        assertThat(pause(9)).isEqualTo(Duration.ofMinutes(15));
        assertThat(pause(1_000)).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void chance_moves_it_by_a_fifth_either_way() {
        assertThat(Backoff.USUAL.next(NOON, 1, NOON, 0)).contains(NOON.plusSeconds(4));
        assertThat(Backoff.USUAL.next(NOON, 1, NOON, 1)).contains(NOON.plusSeconds(6));
    }

    @Test
    void after_three_days_it_is_given_up() {
        assertThat(Backoff.USUAL.next(NOON, 300, NOON.plus(Duration.ofDays(3)).minus(Duration.ofHours(1)), 0.5))
                .isPresent();
        assertThat(Backoff.USUAL.next(NOON, 300, NOON.plus(Duration.ofDays(3)), 0.5))
                .isEmpty();
    }

    private static Duration pause(int attempts) {
        return Duration.between(
                NOON, Backoff.USUAL.next(NOON, attempts, NOON, 0.5).orElseThrow());
    }
}
