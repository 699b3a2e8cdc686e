package health.keyward.breakglass.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The list of reasons (BG-6, BG-7). */
class ReasonsTest {
    @Test
    void the_shipped_list_can_be_published_as_it_is() {
        assertThat(Reasons.SHIPPED.faults()).isEmpty();
        assertThat(Reasons.SHIPPED.reasons()).allSatisfy(reason -> {
            assertThat(reason.text("en")).isNotBlank();
            assertThat(reason.text("es")).isNotEqualTo(reason.text("en"));
        });
    }

    @Test
    void other_demands_words_whatever_the_list_says() {
        Reason other = reason("OTHER", 60, false);
        assertThat(list(other).demandsText(other, "phi")).isTrue();
    }

    @Test
    void a_sensitive_class_demands_words_for_every_reason() {
        Reason reason = reason("COVERING", 60, false);
        assertThat(list(reason).demandsText(reason, "phi")).isFalse();
        assertThat(list(reason).demandsText(reason, "sensitive")).isTrue();
    }

    @Test
    void a_reason_is_offered_for_its_data_classes_only() {
        Reason reason = new Reason("LAB", "BTG", texts(), 60, false, List.of("limited"));
        assertThat(list(reason).find("LAB", "limited")).contains(reason);
        assertThat(list(reason).find("LAB", "phi")).isEmpty();
    }

    @Test
    void a_grant_lasts_an_hour_and_never_longer_than_its_reason_gives() {
        assertThat(Reasons.life(reason("A_LONG_ONE", 240, false), false)).isEqualTo(Duration.ofMinutes(60));
        assertThat(Reasons.life(reason("A_SHORT_ONE", 20, false), false)).isEqualTo(Duration.ofMinutes(20));
    }

    @Test
    void without_a_second_factor_it_lasts_fifteen_minutes_at_most() {
        assertThat(Reasons.life(reason("A_LONG_ONE", 240, false), true)).isEqualTo(Duration.ofMinutes(15));
        assertThat(Reasons.life(reason("A_SHORT_ONE", 10, false), true)).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void more_than_four_hours_is_a_fault() {
        assertThat(list(reason("TOO_LONG", 241, false)).faults()).hasSize(1);
        assertThat(list(reason("JUST_RIGHT", 240, false)).faults()).isEmpty();
    }

    @Test
    void a_code_twice_a_purpose_nobody_knows_and_a_missing_language_are_faults() {
        Reason one = reason("SAME", 60, false);
        assertThat(list(one, one).faults()).hasSize(1);
        assertThat(list(new Reason("X1", "TREAT", texts(), 60, false, List.of()))
                        .faults())
                .hasSize(1);
        assertThat(list(new Reason("X1", "BTG", Map.of("en", "Only English"), 60, false, List.of()))
                        .faults())
                .hasSize(1);
    }

    private static Reasons list(Reason... reasons) {
        return new Reasons(List.of(reasons), List.of("sensitive"));
    }

    private static Reason reason(String code, int minutes, boolean text) {
        return new Reason(code, "BTG", texts(), minutes, text, List.of());
    }

    private static Map<String, String> texts() {
        return Map.of("en", "For a test", "es", "Para una prueba");
    }
}
