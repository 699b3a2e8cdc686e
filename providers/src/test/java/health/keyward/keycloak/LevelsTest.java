package health.keyward.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class LevelsTest {
    @Test
    void a_higher_level_reaches_the_lower_ones_too() {
        assertThat(Levels.of("{\"1\":100,\"3\":200}").reachedAt(2)).contains(Instant.ofEpochSecond(200));
    }

    @Test
    void a_lower_level_does_not_reach_a_higher_one() {
        assertThat(Levels.of("{\"1\":100}").reachedAt(2)).isEmpty();
    }

    @Test
    void an_unreadable_note_reaches_nothing() {
        assertThat(Levels.of("not json").highest()).isEmpty();
        assertThat(Levels.of(null).highest()).isEmpty();
    }
}
