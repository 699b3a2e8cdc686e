package health.keyward.review.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** When a reviewer hears that something waits (AR-12). */
class RemindingTest {
    private static final Instant BEGAN = Instant.parse("2026-03-02T09:00:00Z");
    private static final Instant ENDS = BEGAN.plus(Duration.ofDays(7));

    @Test
    void at_the_start_every_third_day_and_on_the_last() {
        assertThat(told(null).isDue(BEGAN)).isTrue();
        assertThat(told(Duration.ZERO).isDue(day(2))).isFalse();
        assertThat(told(Duration.ZERO).isDue(day(3))).isTrue();
        assertThat(told(Duration.ofDays(5)).isDue(day(6))).isTrue();
        assertThat(told(Duration.ofDays(6)).isDue(day(6).plusSeconds(3600))).isFalse();
    }

    @Test
    void a_new_stage_is_told_of_whatever_was_told_before() {
        assertThat(told(Duration.ofHours(-1)).isDue(BEGAN)).isTrue();
    }

    @Test
    void nobody_is_told_while_it_is_night_where_they_are() {
        Instant noon = Instant.parse("2026-03-02T12:00:00Z");
        assertThat(Reminding.isAwake(noon, null)).isTrue();
        assertThat(Reminding.isAwake(noon, "Pacific/Auckland")).isFalse();
        assertThat(Reminding.isAwake(noon, "America/Los_Angeles")).isFalse();
        assertThat(Reminding.isAwake(noon, " Europe/Madrid ")).isTrue();
        assertThat(Reminding.isAwake(noon, "Nowhere/Land")).isTrue();
        assertThat(Reminding.day(noon, "Pacific/Auckland")).isEqualTo("2026-03-03");
    }

    private static Reminding told(@Nullable Duration after) {
        return new Reminding(BEGAN, ENDS, after == null ? null : BEGAN.plus(after));
    }

    private static Instant day(int number) {
        return BEGAN.plus(Duration.ofDays(number));
    }
}
