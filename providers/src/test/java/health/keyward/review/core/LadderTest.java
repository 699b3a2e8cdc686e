package health.keyward.review.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.keyward.kernel.UserId;
import health.keyward.review.core.Assignment.Bundle;
import health.keyward.review.core.Assignment.Load;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who is asked when a reviewer does not answer, and when (AR-12). */
class LadderTest {
    private static final UserId ADA = new UserId("ada");
    private static final UserId CHIEF = new UserId("chief");
    private static final UserId HEAD = new UserId("head");
    private static final UserId DEPUTY = new UserId("deputy");
    private static final Instant BEGAN = Instant.parse("2026-03-02T09:00:00Z");

    @Test
    void its_steps_lie_in_the_time_of_the_stage() {
        Instant ends = BEGAN.plus(Duration.ofDays(10));
        assertThat(Ladder.USUAL.at(Ladder.Rung.ADD, BEGAN, ends)).isEqualTo(BEGAN.plus(Duration.ofDays(5)));
        assertThat(Ladder.USUAL.at(Ladder.Rung.REPLACE, BEGAN, ends)).isEqualTo(BEGAN.plus(Duration.ofHours(180)));
        assertThat(Ladder.USUAL.at(Ladder.Rung.OWNER, BEGAN, ends)).isEqualTo(BEGAN.plus(Duration.ofDays(9)));
    }

    @Test
    void its_steps_stand_in_their_order() {
        assertThat(new Ladder(100, 100, 100).at(Ladder.Rung.ADD, BEGAN, BEGAN.plusSeconds(60)))
                .isEqualTo(BEGAN.plusSeconds(60));
        assertThatThrownBy(() -> new Ladder(0, 50, 90)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Ladder(60, 50, 90)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Ladder(50, 75, 101)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void the_one_above_a_reviewer_is_asked_first_and_else_the_fallback() {
        assertThat(assignment(Map.of(CHIEF, HEAD), Map.of()).instead(bundle(), CHIEF, DEPUTY))
                .contains(HEAD);
        assertThat(assignment(Map.of(), Map.of()).instead(bundle(), CHIEF, DEPUTY))
                .contains(DEPUTY);
        assertThat(assignment(Map.of(), Map.of()).instead(bundle(), DEPUTY, DEPUTY))
                .isEmpty();
    }

    @Test
    void nobody_is_asked_about_themselves_or_about_their_manager() {
        assertThat(assignment(Map.of(CHIEF, ADA), Map.of()).instead(bundle(), CHIEF, ADA))
                .isEmpty();
        assertThat(assignment(Map.of(CHIEF, HEAD, HEAD, ADA), Map.of()).instead(bundle(), CHIEF, DEPUTY))
                .contains(DEPUTY);
        assertThat(assignment(Map.of(CHIEF, HEAD), Map.of(ADA, "4711", HEAD, "4711"))
                        .instead(bundle(), CHIEF, DEPUTY))
                .contains(DEPUTY);
    }

    @Test
    void nobody_is_asked_by_whom_they_are_reviewed() {
        OrgChart chart = chart(Map.of(CHIEF, HEAD), Map.of());
        Independence independence = new Independence(chart).with(ADA, HEAD);
        assertThat(new Assignment(chart, independence, Map.of()).instead(bundle(), CHIEF, DEPUTY))
                .contains(DEPUTY);
    }

    @Test
    void who_has_enough_is_asked_for_no_more() {
        Assignment assignment = assignment(Map.of(CHIEF, HEAD), Map.of()).with(HEAD, new Load(100, 0));
        assertThat(assignment.instead(bundle(), CHIEF, DEPUTY)).contains(DEPUTY);
        assignment.with(DEPUTY, new Load(1, 40));
        assertThat(assignment.instead(new Bundle(ADA, null, null, 1, 1), CHIEF, DEPUTY))
                .isEmpty();
    }

    private static Bundle bundle() {
        return new Bundle(ADA, null, null, 1, 0);
    }

    private static OrgChart chart(Map<UserId, UserId> managers, Map<UserId, String> humans) {
        return new OrgChart(managers, humans, Set.of(ADA, CHIEF, HEAD, DEPUTY), Map.of());
    }

    private static Assignment assignment(Map<UserId, UserId> managers, Map<UserId, String> humans) {
        OrgChart chart = chart(managers, humans);
        return new Assignment(chart, new Independence(chart), Map.of());
    }
}
