package health.keyward.review.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is noticed of a person, and when a plan starts again (AR-15). */
class PostTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    @Test
    void another_department_is_a_transfer_and_another_manager_a_promotion() {
        Post before = at("department=Surgery", "manager=chief");
        assertThat(before.became(at("department=Oncology", "manager=chief"), NOW))
                .containsExactly(Cause.TRANSFER);
        assertThat(before.became(at("department=Surgery", "manager=boss"), NOW)).containsExactly(Cause.PROMOTION);
        assertThat(before.became(before, NOW)).isEmpty();
    }

    @Test
    void what_becomes_known_for_the_first_time_is_nothing_that_happened() {
        assertThat(at(null, null).became(at("department=Oncology", "manager=chief"), NOW))
                .isEmpty();
    }

    @Test
    void who_leaves_a_unit_for_none_has_moved() {
        assertThat(at("unit=icu", null).became(at(null, null), NOW)).containsExactly(Cause.TRANSFER);
    }

    @Test
    void only_who_was_disabled_for_long_comes_back_from_an_absence() {
        Post back = new Post(null, null, true, null, null);
        assertThat(disabled(Duration.ofDays(31)).became(back, NOW)).containsExactly(Cause.LONG_ABSENCE);
        assertThat(disabled(Duration.ofDays(29)).became(back, NOW)).isEmpty();
    }

    @Test
    void a_sign_in_after_three_months_without_one_is_a_return() {
        assertThat(used(91).became(used(0), NOW)).containsExactly(Cause.LONG_ABSENCE);
        assertThat(used(89).became(used(0), NOW)).isEmpty();
        assertThat(new Post(null, null, true, null, null).became(used(0), NOW)).isEmpty();
    }

    @Test
    void a_plan_that_missed_its_days_goes_on_in_step_and_makes_up_for_none() {
        Plan.Starts.Every monthly = new Plan.Starts.Every(30, NOW);
        assertThat(monthly.after(NOW)).isEqualTo(NOW.plus(Duration.ofDays(30)));
        assertThat(monthly.after(NOW.plus(Duration.ofDays(100)))).isEqualTo(NOW.plus(Duration.ofDays(120)));
    }

    @Test
    void a_plan_that_waits_for_nothing_is_none() {
        assertThatThrownBy(() -> new Plan.Starts.When(Set.of())).isInstanceOf(IllegalArgumentException.class);
    }

    private static Post at(@Nullable String place, @Nullable String work) {
        return new Post(place, work, true, null, null);
    }

    private static Post disabled(Duration since) {
        return new Post(null, null, false, NOW.minus(since), null);
    }

    private static Post used(int daysAgo) {
        return new Post(null, null, true, null, NOW.minus(Duration.ofDays(daysAgo)));
    }
}
