package health.keyward.audit.core;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.audit.Recorded.Mark;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class NodeMarksTest {
    private Instant wall = Instant.parse("2026-11-21T03:00:00Z");
    private long nanos = 77;
    private final NodeMarks marks = new NodeMarks(clock(), () -> nanos);

    @Test
    void a_heartbeat_says_how_long_the_run_lasts_by_the_monotonic_clock() {
        pass(Duration.ofMinutes(3));
        wall = wall.minusSeconds(3_600);
        assertThat(marks.heartbeat(OptionalLong.empty()).facts()).isEqualTo(Map.of("uptimeMillis", "180000"));
    }

    @Test
    void a_heartbeat_says_how_far_the_clock_is_off_where_that_is_known() {
        assertThat(marks.heartbeat(OptionalLong.of(-12)).facts()).containsEntry("clockOffsetMillis", "-12");
    }

    @Test
    void time_that_passes_on_both_clocks_is_no_jump() {
        pass(Duration.ofDays(2));
        assertThat(marks.clockJump()).isEmpty();
    }

    @Test
    void a_clock_that_creeps_by_five_seconds_is_no_jump() {
        pass(Duration.ofSeconds(5));
        wall = wall.plusSeconds(5);
        assertThat(marks.clockJump()).isEmpty();
    }

    @Test
    void a_clock_that_is_set_forward_or_back_is_a_jump_with_its_sign() {
        wall = wall.plusMillis(5_001);
        assertThat(marks.clockJump()).map(Mark::facts).contains(Map.of("millis", "5001"));
        wall = wall.minusSeconds(3_600);
        assertThat(marks.clockJump()).map(Mark::facts).contains(Map.of("millis", "-3600000"));
        assertThat(marks.clockJump()).as("told once").isEmpty();
    }

    @Test
    void burnt_numbers_are_told_in_short() {
        assertThat(marks.unused(List.of(3L, 5L, 6L, 7L, 10L)).facts()).isEqualTo(Map.of("numbers", "3,5-7,10"));
    }

    @Test
    void a_burnt_number_is_told_once() {
        EventIds ids = new EventIds();
        List<Numbered> rows = ids.number(List.of(marks.shutdown(), marks.shutdown()));
        assertThat(rows).extracting(Numbered::nseq).containsExactly(2L, 3L);
        ids.burn(rows);
        assertThat(ids.takeBurnt(1)).containsExactly(2L);
        ids.giveBack(List.of(2L));
        assertThat(ids.takeBurnt(10)).containsExactly(2L, 3L);
        assertThat(ids.takeBurnt(10)).isEmpty();
    }

    private void pass(Duration time) {
        wall = wall.plus(time);
        nanos += time.toNanos();
    }

    private Clock clock() {
        InstantSource source = () -> wall;
        return source.withZone(ZoneOffset.UTC);
    }
}
