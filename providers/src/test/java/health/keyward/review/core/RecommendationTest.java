package health.keyward.review.core;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.review.core.Recommendation.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The same facts always speak for the same, with reasons (AR-8). */
class RecommendationTest {
    private static final Instant NOW = Instant.parse("2026-06-01T08:00:00Z");

    @Test
    void what_was_used_lately_and_most_peers_hold_is_kept() {
        Recommendation found = Recommendation.of(facts(NOW.minus(Duration.ofDays(2)), true, 10, 9, null, List.of()));
        assertThat(found.decision()).isEqualTo(Decision.KEEP);
        assertThat(found.reasons()).containsExactly(Reason.USED_LATELY, Reason.MOST_PEERS);
        assertThat(found)
                .isEqualTo(Recommendation.of(facts(NOW.minus(Duration.ofDays(2)), true, 10, 9, null, List.of())));
    }

    @Test
    void what_nobody_used_goes() {
        assertThat(Recommendation.of(facts(NOW.minus(Duration.ofDays(91)), true, 0, 0, null, List.of()))
                        .decision())
                .isEqualTo(Decision.REVOKE);
        assertThat(Recommendation.of(facts(null, true, 0, 0, null, List.of())).reasons())
                .containsExactly(Reason.NEVER_USED);
    }

    @Test
    void not_known_is_not_never() {
        Recommendation found = Recommendation.of(facts(null, false, 0, 0, null, List.of()));
        assertThat(found.decision()).isEqualTo(Decision.UNKNOWN);
        assertThat(found.reasons()).containsExactly(Reason.USE_NOT_KNOWN);
        assertThat(found.confidence()).isZero();
    }

    @Test
    void use_does_not_outweigh_a_conflict_of_duty_and_an_end() {
        Recommendation found =
                Recommendation.of(facts(NOW, true, 0, 0, LocalDate.parse("2026-05-31"), List.of("auditor")));
        assertThat(found.decision()).isEqualTo(Decision.REVOKE);
        assertThat(found.reasons()).containsExactly(Reason.EMPLOYMENT_OVER, Reason.CONFLICT, Reason.USED_LATELY);
    }

    @Test
    void what_is_used_on_one_day_in_ninety_is_not_kept_for_that_alone() {
        assertThat(Recommendation.of(facts(new Facts.Use(1, 90), 0)))
                .satisfies(found -> assertThat(found.decision()).isEqualTo(Decision.UNKNOWN))
                .satisfies(
                        found -> assertThat(found.reasons()).containsExactly(Reason.SELDOM_USED, Reason.USED_LATELY));
        assertThat(Recommendation.of(facts(new Facts.Use(1, 20), 0)).reasons()).containsExactly(Reason.USED_LATELY);
        assertThat(Recommendation.of(facts(new Facts.Use(3, 90), 0)).reasons()).containsExactly(Reason.USED_LATELY);
    }

    @Test
    void an_open_incident_is_said_and_tips_nothing() {
        Recommendation quiet = Recommendation.of(facts(new Facts.Use(40, 90), 0));
        Recommendation open = Recommendation.of(facts(new Facts.Use(40, 90), 2));
        assertThat(open.reasons()).containsExactly(Reason.USED_LATELY, Reason.INCIDENT_OPEN);
        assertThat(open.decision()).isEqualTo(quiet.decision());
        assertThat(open.confidence()).isEqualTo(quiet.confidence());
    }

    private static Facts facts(Facts.Use use, int openIncidents) {
        return facts(NOW, true, 0, 0, null, List.of(), use, openIncidents);
    }

    private static Facts facts(
            @Nullable Instant lastUsed,
            boolean known,
            int peers,
            int with,
            @Nullable LocalDate employmentEnd,
            List<String> conflicts) {
        return facts(lastUsed, known, peers, with, employmentEnd, conflicts, null, null);
    }

    private static Facts facts(
            @Nullable Instant lastUsed,
            boolean known,
            int peers,
            int with,
            @Nullable LocalDate employmentEnd,
            List<String> conflicts,
            Facts.@Nullable Use use,
            @Nullable Integer openIncidents) {
        return new Facts(
                NOW,
                true,
                lastUsed,
                known,
                null,
                peers,
                with,
                null,
                null,
                employmentEnd,
                null,
                null,
                conflicts,
                null,
                null,
                null,
                use,
                openIncidents);
    }
}
