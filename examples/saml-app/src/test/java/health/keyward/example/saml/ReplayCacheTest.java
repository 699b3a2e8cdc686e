package health.keyward.example.saml;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReplayCacheTest {
    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-21T10:00:00Z"));
    private final ReplayCache replays = new ReplayCache(clock);

    @Test
    void an_id_counts_once() {
        Instant end = clock.instant().plusSeconds(60);
        assertThat(replays.firstTime("a", end)).isTrue();
        assertThat(replays.firstTime("a", end)).isFalse();
        assertThat(replays.firstTime("b", end)).isTrue();
    }

    @Test
    void an_id_is_kept_until_the_message_has_expired_and_no_longer() {
        replays.firstTime("a", clock.instant().plusSeconds(60));
        clock.move(Duration.ofSeconds(59));
        assertThat(replays.firstTime("a", clock.instant().plusSeconds(60))).isFalse();
        clock.move(Duration.ofSeconds(2));
        replays.firstTime("b", clock.instant().plusSeconds(60));
        assertThat(replays.size()).isEqualTo(1);
    }
}
