package health.keyward.stepup.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatienceTest {
    private static final Instant LAST = Instant.parse("2026-03-01T10:00:00Z");

    @Test
    void four_wrong_codes_cost_no_time() {
        assertThat(Patience.until(4, LAST, LAST)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"5, 1", "6, 2", "7, 4", "8, 8", "9, 15", "50, 15", "99, 15"})
    void from_the_fifth_on_the_wait_doubles_up_to_a_quarter_of_an_hour(int failures, int minutes) {
        Instant end = LAST.plus(Duration.ofMinutes(minutes));
        assertThat(Patience.until(failures, LAST, LAST)).contains(end);
        assertThat(Patience.until(failures, LAST, end.minusMillis(1))).contains(end);
        assertThat(Patience.until(failures, LAST, end)).isEmpty();
    }

    @Test
    void after_a_hundred_in_a_row_no_time_helps() {
        assertThat(Patience.until(100, LAST, LAST.plus(Duration.ofDays(10_000))))
                .isPresent();
    }

    @Test
    void a_clock_set_back_ends_no_wait() {
        assertThat(Patience.until(5, LAST, LAST.minus(Duration.ofDays(1)))).isPresent();
    }
}
