package health.keyward.breakglass.core;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.breakglass.core.CaseReviewers.Candidate;
import health.keyward.breakglass.core.CaseReviewers.Review;
import health.keyward.breakglass.core.CaseRota.Turn;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whose turn it is (BG-13). */
class CaseRotaTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Candidate CAT = reviewer("cat", false);
    private static final Candidate DAN = reviewer("dan", false);

    @Test
    void a_case_stays_with_a_reviewer_who_may_go_on() {
        assertThat(rota(List.of(CAT, DAN), List.of()).of(inHand("ada", "cat"), Set.of(), Set.of()))
                .isEqualTo(new Turn.Stays(CAT.id()));
    }

    @Test
    void whoever_lost_the_role_loses_the_case() {
        assertThat(rota(List.of(DAN), List.of()).of(inHand("ada", "cat"), Set.of(), Set.of()))
                .isEqualTo(new Turn.Goes(DAN));
    }

    @Test
    void whoever_came_onto_the_list_of_the_eligible_loses_the_case() {
        assertThat(rota(List.of(reviewer("cat", true), DAN), List.of()).of(inHand("ada", "cat"), Set.of(), Set.of()))
                .isEqualTo(new Turn.Goes(DAN));
    }

    @Test
    void a_system_administrator_who_took_a_case_keeps_it() {
        assertThat(rota(List.of(DAN), List.of()).of(inHand("ada", "root"), Set.of(), Set.of(new UserId("root"))))
                .isEqualTo(new Turn.Stays(new UserId("root")));
    }

    @Test
    void of_two_who_have_each_others_case_the_first_keeps_it_and_the_second_loses_it() {
        Review first = new Review(DAN.id(), CAT.id(), NOON.minusSeconds(60));
        Review second = new Review(CAT.id(), DAN.id(), NOON.minusSeconds(30));
        Candidate eve = reviewer("eve", false);
        assertThat(rota(List.of(CAT, DAN, eve), List.of(first, second))
                        .of(inHand("dan", "cat", NOON.minusSeconds(60)), Set.of(), Set.of()))
                .isEqualTo(new Turn.Stays(CAT.id()));
        assertThat(rota(List.of(CAT, DAN, eve), List.of(first, second))
                        .of(inHand("cat", "dan", NOON.minusSeconds(30)), Set.of(), Set.of()))
                .isEqualTo(new Turn.Goes(eve));
    }

    @Test
    void what_it_gives_away_counts_for_the_next_case() {
        CaseRota rota = rota(List.of(CAT, DAN), List.of());
        assertThat(rota.of(inHand("ada", null), Set.of(), Set.of())).isEqualTo(new Turn.Goes(CAT));
        assertThat(rota.of(inHand("ada", null), Set.of(), Set.of())).isEqualTo(new Turn.Goes(DAN));
        assertThat(rota.of(inHand("cat", null), Set.of(), Set.of())).isEqualTo(new Turn.Goes(DAN));
        assertThat(rota.of(inHand("dan", null), Set.of(), Set.of()))
                .as("dan has a case of cat in hand since a moment ago")
                .isEqualTo(new Turn.Nobody());
    }

    @Test
    void a_contested_case_goes_to_another_reviewer() {
        assertThat(rota(List.of(CAT, DAN), List.of()).of(inHand("ada", null), Set.of(CAT.id()), Set.of()))
                .isEqualTo(new Turn.Goes(DAN));
        assertThat(rota(List.of(CAT), List.of()).of(inHand("ada", null), Set.of(CAT.id()), Set.of()))
                .isEqualTo(new Turn.Nobody());
    }

    private static CaseRota rota(List<Candidate> candidates, List<Review> reviews) {
        return new CaseRota(candidates, reviews, Map.of(), NOON);
    }

    private static Candidate reviewer(String name, boolean mayBreakGlass) {
        return new Candidate(new UserId(name), name, false, mayBreakGlass, Set.of());
    }

    private static ReviewCase inHand(String requester, @Nullable String reviewer) {
        return inHand(requester, reviewer, NOON.minusSeconds(600));
    }

    private static ReviewCase inHand(String requester, @Nullable String reviewer, Instant since) {
        return new ReviewCase(
                "0f".repeat(16),
                new RealmId("r"),
                new UserId(requester),
                requester,
                null,
                "COVERING",
                "clinical",
                false,
                false,
                NOON,
                NOON.minusSeconds(3_600),
                NOON.plusSeconds(3_600),
                CaseState.OPEN,
                0,
                "",
                "",
                reviewer == null ? null : new ReviewCase.Reviewer(new UserId(reviewer), reviewer, since),
                null,
                0,
                Set.of(),
                null,
                null);
    }
}
