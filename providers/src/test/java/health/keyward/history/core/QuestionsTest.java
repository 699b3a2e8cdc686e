package health.keyward.history.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.keyward.kernel.Csv;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Questions and their answers")
class QuestionsTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Window DAY = Window.last(Duration.ofDays(1), NOON);

    @Test
    void a_cursor_comes_back_as_it_went_to_the_microsecond() {
        Cursor cursor = new Cursor(Instant.parse("2026-11-20T12:00:00.123456Z"), Long.MAX_VALUE);
        assertThat(Cursor.parse(cursor.text())).contains(cursor);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "abc",
                "!!!!",
                "AAAAAAAAAAAAAAAAAAAAAAA",
                "Av__________________8",
                "AQ",
                "' OR 1=1",
                "AX__________AAAAAAAAAAAA"
            })
    void a_cursor_that_was_not_made_here_is_refused(String text) {
        assertThat(Cursor.parse(text)).isEmpty();
    }

    @Test
    void a_window_opens_before_it_closes() {
        assertThatThrownBy(() -> new Window(NOON, NOON)).isInstanceOf(IllegalArgumentException.class);
        assertThat(DAY.before().to()).isEqualTo(DAY.from());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1S", "P1D", "P8D", "P15D", "P16D", "P16DT1S", "P80D", "P365D", "P36500D"})
    void the_pieces_of_a_window_are_the_window(Duration length) {
        Window whole = Window.last(length, NOON);
        List<Window> pieces = whole.newestFirst(null);
        assertThat(pieces).hasSizeLessThanOrEqualTo(5);
        assertThat(pieces.getFirst().to()).isEqualTo(whole.to());
        assertThat(pieces.getLast().from()).isEqualTo(whole.from());
        for (int i = 1; i < pieces.size(); i++) {
            assertThat(pieces.get(i).to()).isEqualTo(pieces.get(i - 1).from());
        }
    }

    @Test
    void the_pieces_below_a_place_hold_the_place_and_nothing_above_it() {
        Cursor place = new Cursor(NOON.minusSeconds(3_600), 7);
        assertThat(DAY.newestFirst(place).getFirst().to()).isEqualTo(place.at().plusNanos(1_000));
        assertThat(DAY.newestFirst(new Cursor(NOON.plusSeconds(1), 7))
                        .getFirst()
                        .to())
                .isEqualTo(DAY.to());
        assertThat(DAY.newestFirst(new Cursor(DAY.from().minusSeconds(1), 7))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "PT1M, 60, 1",
        "PT1H, 60, 60",
        "P1D, 60, 1800",
        "P1D, 24, 3600",
        "P60D, 60, 86400",
        "P365D, 12, 7862400",
        "P36500D, 1, 3176409600"
    })
    void buckets_have_round_widths_and_never_more_than_asked_for(Duration length, int buckets, long step) {
        long found = Steps.of(new Window(NOON, NOON.plus(length)), buckets);
        assertThat(found).isEqualTo(step);
        assertThat(found * buckets).isGreaterThanOrEqualTo(length.toSeconds());
    }

    @Test
    void empty_buckets_are_shown_too() {
        List<Bucket> filled = Steps.fill(
                new Window(NOON.plusSeconds(10), NOON.plusSeconds(190)),
                60,
                List.of(new Bucket(NOON.plusSeconds(60), 1, 2, 3)));
        assertThat(filled)
                .extracting(Bucket::start)
                .containsExactly(NOON, NOON.plusSeconds(60), NOON.plusSeconds(120), NOON.plusSeconds(180));
        assertThat(filled.get(1).failed()).isEqualTo(2);
    }

    @Test
    void failures_at_three_times_the_earlier_rate_are_said_to_rise() {
        Map<Instant, Long> hours = steady(2);
        hours.put(NOON.minus(Duration.ofHours(2)), 9L);
        hours.put(NOON.minus(Duration.ofHours(1)), 9L);
        assertThat(Rise.since(DAY, hours)).contains(NOON.minus(Duration.ofHours(2)));
    }

    @Test
    void a_steady_rate_and_a_handful_are_no_rise() {
        assertThat(Rise.since(DAY, steady(20))).isEmpty();
        assertThat(Rise.since(DAY, Map.of(NOON.minus(Duration.ofHours(1)), 9L))).isEmpty();
        assertThat(Rise.since(DAY, Map.of(NOON.minus(Duration.ofHours(1)), 10L)))
                .isPresent();
        assertThat(Rise.since(DAY, Map.of())).isEmpty();
    }

    @Test
    void a_burst_that_is_long_over_is_no_rise() {
        assertThat(Rise.since(DAY, Map.of(NOON.minus(Duration.ofHours(20)), 500L)))
                .isEmpty();
    }

    private static Map<Instant, Long> steady(long rate) {
        Map<Instant, Long> hours = new HashMap<>();
        for (int hour = 1; hour <= 24; hour++) {
            hours.put(NOON.minus(Duration.ofHours(hour)), rate);
        }
        return hours;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\uFF1D1", "=cmd|' /C calc'!A0"})
    void a_cell_that_could_run_as_a_formula_becomes_text(String attack) {
        assertThat(Csv.line(List.of(attack))).startsWith("\"'").endsWith("\"\r\n");
    }

    @Test
    void quotes_and_line_breaks_stay_inside_their_cell() {
        assertThat(Csv.line(Arrays.asList("a\"b,c\nd", null, 7))).isEqualTo("\"a\"\"b,c\nd\",\"\",\"7\"\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "Night shift, true",
        "Ünit 7 (west), true",
        "'', false",
        "' x', false",
        "'x ', false",
        "a<b, false",
        "a/b, false",
        "-x, false"
    })
    void a_view_has_a_plain_name(String name, boolean good) {
        assertThat(KeptView.nameIsGood(name)).isEqualTo(good);
    }
}
