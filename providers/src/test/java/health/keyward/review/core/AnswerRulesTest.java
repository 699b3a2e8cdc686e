package health.keyward.review.core;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.review.core.AnswerRules.Question;
import health.keyward.review.core.AnswerRules.Refusal;
import health.keyward.review.core.AnswerRules.Wanted;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Stamping is made hard, denying easy (AR-6, AR-9). */
class AnswerRulesTest {
    private static final Instant NOW = Instant.parse("2026-06-01T08:00:00Z");

    @Test
    void revoking_is_always_possible_unopened_several_at_a_time_and_without_a_word() {
        assertThat(refuses(Risk.HIGH, Decision.REVOKE, false, true, wanted(Decision.REVOKE, null)))
                .isEmpty();
    }

    @Test
    void what_is_of_high_risk_is_kept_only_after_it_was_opened() {
        assertThat(refuses(Risk.HIGH, Decision.KEEP, false, false, wanted(Decision.KEEP, null)))
                .contains(Refusal.MUST_OPEN);
        assertThat(refuses(Risk.HIGH, Decision.KEEP, true, false, wanted(Decision.KEEP, null)))
                .isEmpty();
    }

    @Test
    void only_what_is_of_low_risk_and_not_spoken_against_is_kept_in_bulk() {
        assertThat(refuses(Risk.LOW, Decision.KEEP, false, true, wanted(Decision.KEEP, null)))
                .isEmpty();
        assertThat(refuses(Risk.ELEVATED, Decision.KEEP, true, true, wanted(Decision.KEEP, null)))
                .contains(Refusal.NO_BULK_KEEP);
        assertThat(refuses(Risk.LOW, Decision.REVOKE, true, true, wanted(Decision.KEEP, "because I say so")))
                .contains(Refusal.NO_BULK_KEEP);
        assertThat(refuses(Risk.LOW, Decision.KEEP, true, true, wanted(Decision.UNKNOWN, "somebody else knows")))
                .contains(Refusal.NO_BULK_KEEP);
    }

    @Test
    void keeping_what_should_go_needs_a_reason() {
        assertThat(refuses(Risk.LOW, Decision.REVOKE, true, false, wanted(Decision.KEEP, null)))
                .contains(Refusal.NEEDS_REASON);
        assertThat(refuses(Risk.LOW, Decision.REVOKE, true, false, wanted(Decision.KEEP, "    a    ")))
                .contains(Refusal.NEEDS_REASON);
        assertThat(refuses(Risk.LOW, Decision.REVOKE, true, false, wanted(Decision.KEEP, "covers the night shift")))
                .isEmpty();
    }

    @Test
    void a_reduction_names_a_part_of_the_role_and_only_a_reduction_does() {
        assertThat(refuses(
                        Risk.LOW,
                        Decision.UNKNOWN,
                        true,
                        false,
                        new Wanted(Decision.REDUCE, null, "reader", "reading is enough")))
                .isEmpty();
        assertThat(refuses(
                        Risk.LOW,
                        Decision.UNKNOWN,
                        true,
                        false,
                        new Wanted(Decision.REDUCE, null, "admin", "reading is enough")))
                .contains(Refusal.BAD_REDUCTION);
        assertThat(refuses(Risk.LOW, Decision.UNKNOWN, true, false, new Wanted(Decision.KEEP, null, "reader", null)))
                .contains(Refusal.BAD_REDUCTION);
    }

    @Test
    void what_is_kept_for_a_time_ends_within_a_year() {
        assertThat(refuses(Risk.LOW, Decision.KEEP, true, false, until(Duration.ofDays(30))))
                .isEmpty();
        assertThat(refuses(Risk.LOW, Decision.KEEP, true, false, until(Duration.ofDays(400))))
                .contains(Refusal.BAD_UNTIL);
        assertThat(refuses(Risk.LOW, Decision.KEEP, true, false, until(Duration.ofDays(-1))))
                .contains(Refusal.BAD_UNTIL);
    }

    private static Wanted until(Duration from) {
        return new Wanted(Decision.KEEP, NOW.plus(from), null, null);
    }

    private static Wanted wanted(Decision decision, @Nullable String reason) {
        return new Wanted(decision, null, null, reason);
    }

    private static Optional<Refusal> refuses(Risk risk, Decision advised, boolean opened, boolean bulk, Wanted wanted) {
        return AnswerRules.refuses(
                new Question(risk, new Recommendation(advised, 50, List.of()), opened, bulk, true, List.of("reader")),
                wanted,
                NOW);
    }
}
