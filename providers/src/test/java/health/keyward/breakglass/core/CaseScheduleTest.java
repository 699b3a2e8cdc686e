package health.keyward.breakglass.core;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.breakglass.core.CaseSchedule.Step;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Reminders and escalation (BG-15). */
class CaseScheduleTest {
    private static final Instant OPENED = Instant.parse("2026-11-20T12:00:00Z");

    @Test
    void a_case_is_due_after_seventy_two_hours() {
        assertThat(CaseSchedule.due(OPENED)).isEqualTo("2026-11-23T12:00:00Z");
    }

    @Test
    void each_step_comes_once_at_its_hour() {
        assertThat(next(Duration.ofHours(24).minusSeconds(1), null)).isEmpty();
        assertThat(next(Duration.ofHours(24), null)).contains(Step.REMINDED);
        assertThat(next(Duration.ofHours(48).minusSeconds(1), Step.REMINDED)).isEmpty();
        assertThat(next(Duration.ofHours(48), Step.REMINDED)).contains(Step.REMINDED_AGAIN);
        assertThat(next(Duration.ofHours(72), Step.REMINDED_AGAIN)).contains(Step.ESCALATED);
        assertThat(next(Duration.ofDays(7).minusSeconds(1), Step.ESCALATED)).isEmpty();
        assertThat(next(Duration.ofDays(7), Step.ESCALATED)).contains(Step.LATE);
        assertThat(next(Duration.ofDays(400), Step.LATE)).isEmpty();
    }

    @Test
    void what_was_missed_while_no_node_ran_is_said_once() {
        assertThat(next(Duration.ofHours(80), null)).contains(Step.ESCALATED);
        assertThat(next(Duration.ofHours(80), Step.ESCALATED)).isEmpty();
    }

    @Test
    void a_clock_that_goes_back_repeats_nothing() {
        assertThat(next(Duration.ofHours(30), Step.ESCALATED)).isEmpty();
    }

    private static java.util.Optional<Step> next(Duration after, @org.jspecify.annotations.Nullable Step done) {
        return CaseSchedule.next(OPENED, done, OPENED.plus(after));
    }
}
