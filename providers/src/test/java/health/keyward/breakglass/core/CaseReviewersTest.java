package health.keyward.breakglass.core;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.breakglass.core.CaseReviewers.Candidate;
import health.keyward.breakglass.core.CaseReviewers.Hindrance;
import health.keyward.breakglass.core.CaseReviewers.Involved;
import health.keyward.breakglass.core.CaseReviewers.Review;
import health.keyward.kernel.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who reviews (BG-13), and the ways around it. */
class CaseReviewersTest {
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final UserId ADA = new UserId("ada");
    private static final UserId BEN = new UserId("ben");
    private static final UserId CAT = new UserId("cat");
    private static final UserId DAN = new UserId("dan");
    private static final Involved INVOLVED = new Involved(ADA, BEN);

    @Test
    void somebody_without_a_part_in_it_reviews() {
        assertThat(hinders(reviewer(CAT))).isEmpty();
    }

    @Test
    void self_review_is_refused() {
        assertThat(hinders(reviewer(ADA))).contains(Hindrance.OWN_REQUEST);
    }

    @Test
    void a_co_signer_never_reviews() {
        assertThat(hinders(reviewer(BEN))).contains(Hindrance.CO_SIGNER);
    }

    @Test
    void nobody_reviews_somebody_who_stands_above_them_near_or_far() {
        assertThat(hinders(new Candidate(CAT, "cat", false, false, Set.of(DAN, ADA))))
                .contains(Hindrance.SUBORDINATE);
        assertThat(hinders(new Candidate(CAT, "cat", false, false, Set.of(DAN))))
                .isEmpty();
    }

    @Test
    void whoever_may_break_the_glass_reviews_nobody() {
        assertThat(hinders(new Candidate(CAT, "cat", true, true, Set.of()))).contains(Hindrance.BOTH_ROLES);
    }

    @Test
    void a_reciprocal_pair_is_found_for_ninety_days() {
        Review theirs = new Review(CAT, ADA, NOON.minus(CaseReviewers.RECIPROCITY));
        assertThat(CaseReviewers.hinders(INVOLVED, reviewer(CAT), List.of(theirs), NOON))
                .contains(Hindrance.RECIPROCAL);
        assertThat(CaseReviewers.hinders(INVOLVED, reviewer(CAT), List.of(theirs), NOON.plusSeconds(1)))
                .isEmpty();
        Review sameWay = new Review(ADA, CAT, NOON.minus(Duration.ofDays(1)));
        assertThat(CaseReviewers.hinders(INVOLVED, reviewer(CAT), List.of(sameWay), NOON))
                .isEmpty();
    }

    @Test
    void a_reciprocal_pair_is_rerouted() {
        Review theirs = new Review(CAT, ADA, NOON.minus(Duration.ofDays(3)));
        assertThat(CaseReviewers.choose(
                        INVOLVED, List.of(reviewer(CAT), reviewer(DAN)), List.of(theirs), Map.of(DAN, 50), NOON))
                .contains(reviewer(DAN));
    }

    @Test
    void whoever_has_least_to_do_reviews_and_a_privacy_officer_only_when_no_reviewer_may() {
        Candidate officer = new Candidate(new UserId("olga"), "olga", true, false, Set.of());
        List<Candidate> all = List.of(officer, reviewer(CAT), reviewer(DAN), reviewer(ADA));
        assertThat(CaseReviewers.choose(INVOLVED, all, List.of(), Map.of(CAT, 2, DAN, 1), NOON))
                .contains(reviewer(DAN));
        assertThat(CaseReviewers.choose(INVOLVED, List.of(officer, reviewer(ADA)), List.of(), Map.of(), NOON))
                .contains(officer);
        assertThat(CaseReviewers.choose(INVOLVED, List.of(reviewer(ADA), reviewer(BEN)), List.of(), Map.of(), NOON))
                .isEmpty();
    }

    private static java.util.Optional<Hindrance> hinders(Candidate candidate) {
        return CaseReviewers.hinders(INVOLVED, candidate, List.of(), NOON);
    }

    private static Candidate reviewer(UserId id) {
        return new Candidate(id, id.value(), false, false, Set.of());
    }
}
