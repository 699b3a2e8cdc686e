package health.keyward.review.core;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.kernel.UserId;
import health.keyward.review.core.Assignment.Bundle;
import health.keyward.review.core.Assignment.Choice;
import health.keyward.review.core.Independence.Hindrance;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Nobody answers for their own access, whatever brought them to it (AR-3, AR-4, AR-19). */
class IndependenceTest {
    private static final UserId ADA = new UserId("ada");
    private static final UserId BEN = new UserId("ben");
    private static final UserId CYD = new UserId("cyd");

    @Test
    void a_manager_without_a_manager_is_reviewed_by_the_fallback_and_never_by_themselves() {
        Assignment assignment = assignment(Map.of(ADA, BEN), Map.of(), Set.of(BEN, CYD));
        assertThat(assignment.assign(bundle(ADA), rules(CYD))).contains(new Choice(BEN, false));
        assertThat(assignment.assign(bundle(BEN), rules(CYD))).contains(new Choice(CYD, true));
    }

    @Test
    void a_fallback_who_is_the_person_leaves_an_orphan() {
        assertThat(assignment(Map.of(), Map.of(), Set.of(ADA)).assign(bundle(ADA), rules(ADA)))
                .isEmpty();
    }

    @Test
    void an_owner_never_reviews_that_they_hold_the_role_themselves() {
        Assignment assignment = assignment(Map.of(), Map.of(), Set.of(ADA, CYD));
        List<ReviewerRule> rules =
                List.of(new ReviewerRule(ReviewerRule.Kind.ROLE_OWNER, null, null), ReviewerRule.named(CYD));
        assertThat(assignment.assign(new Bundle(ADA, null, ADA, 1, 0), rules)).contains(new Choice(CYD, true));
        assertThat(assignment.assign(new Bundle(BEN, null, ADA, 1, 0), rules)).contains(new Choice(ADA, false));
    }

    @Test
    void who_stands_in_for_a_manager_never_reviews_themselves() {
        Assignment assignment = assignment(Map.of(ADA, BEN), Map.of(BEN, ADA), Set.of(ADA, BEN, CYD));
        assertThat(assignment.assign(bundle(ADA), rules(CYD))).contains(new Choice(CYD, true));
    }

    @Test
    void nobody_stands_in_for_who_stands_in() {
        Assignment assignment = assignment(Map.of(ADA, BEN), Map.of(BEN, CYD, CYD, BEN), Set.of(BEN, CYD));
        assertThat(assignment.assign(bundle(ADA), rules(CYD))).isEmpty();
    }

    @Test
    void two_accounts_of_one_human_are_one() {
        OrgChart chart = new OrgChart(Map.of(), Map.of(ADA, "4711", BEN, "4711"), Set.of(BEN), Map.of());
        assertThat(new Independence(chart).hinders(ADA, BEN)).contains(Hindrance.SELF);
    }

    @Test
    void nobody_reviews_whoever_stands_above_them_however_far() {
        OrgChart chart = new OrgChart(Map.of(CYD, BEN, BEN, ADA), Map.of(), Set.of(CYD, BEN), Map.of());
        assertThat(new Independence(chart).hinders(ADA, CYD)).contains(Hindrance.OWN_MANAGER);
        assertThat(new Independence(chart).hinders(BEN, CYD)).contains(Hindrance.OWN_MANAGER);
        assertThat(new Independence(chart).hinders(CYD, BEN)).isEmpty();
    }

    @Test
    void two_people_do_not_review_each_other() {
        OrgChart chart = new OrgChart(Map.of(), Map.of(), Set.of(ADA, BEN), Map.of());
        Independence independence = new Independence(chart).with(ADA, BEN);
        assertThat(independence.hinders(ADA, BEN)).contains(Hindrance.RECIPROCAL);
        assertThat(independence.hinders(BEN, ADA)).isEmpty();
    }

    @Test
    void whoever_holds_no_role_that_reviews_is_passed_over() {
        assertThat(assignment(Map.of(ADA, BEN), Map.of(), Set.of(CYD)).assign(bundle(ADA), rules(CYD)))
                .contains(new Choice(CYD, true));
    }

    @Test
    void a_reviewer_with_too_much_shares_with_the_next_who_may() {
        UserId boss = new UserId("boss");
        Map<UserId, UserId> managers = new HashMap<>(Map.of(BEN, boss));
        for (int i = 0; i < 150; i++) {
            managers.put(new UserId("nurse" + i), BEN);
        }
        Assignment assignment = assignment(managers, Map.of(), Set.of(BEN, boss, CYD));
        for (int i = 0; i < 150; i++) {
            assertThat(assignment.assign(bundle(new UserId("nurse" + i)), rules(CYD)))
                    .isPresent();
        }
        assertThat(assignment.loads().values()).noneMatch(Assignment.Load::isTooMuch);
        assertThat(assignment.loads()).hasSize(2);
    }

    @Test
    void over_random_houses_nobody_ever_reviews_themselves_their_managers_or_each_other() {
        for (int seed = 0; seed < 300; seed++) {
            Random random = new Random(seed);
            List<UserId> people = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                people.add(new UserId("p" + i));
            }
            OrgChart chart = randomHouse(random, people);
            Assignment assignment = new Assignment(chart, new Independence(chart), Map.of());
            Map<UserId, Set<UserId>> reviewing = new HashMap<>();
            for (UserId subject : people) {
                Bundle bundle = new Bundle(subject, any(random, people), any(random, people), 3, 1);
                List<ReviewerRule> rules = List.of(
                        ReviewerRule.manager(),
                        new ReviewerRule(ReviewerRule.Kind.APP_OWNER, null, null),
                        new ReviewerRule(ReviewerRule.Kind.ROLE_OWNER, null, null),
                        ReviewerRule.named(any(random, people)));
                Optional<Choice> choice = assignment.assign(bundle, rules);
                choice.ifPresent(one -> {
                    UserId reviewer = one.reviewer();
                    assertThat(reviewer).isNotEqualTo(subject);
                    assertThat(chart.sameHuman(reviewer, subject)).isFalse();
                    assertThat(chart.above(reviewer)).doesNotContain(subject);
                    assertThat(reviewing.getOrDefault(subject, Set.of())).doesNotContain(reviewer);
                    assertThat(chart.reviewers()).contains(reviewer);
                    assertThat(chart.delegates()).doesNotContainKey(reviewer);
                    reviewing.computeIfAbsent(reviewer, none -> new HashSet<>()).add(subject);
                });
            }
            assertThat(reviewing).isNotEmpty();
        }
    }

    /** With circles, people who lead themselves, humans with several accounts, and people who are away. */
    private static OrgChart randomHouse(Random random, List<UserId> people) {
        Map<UserId, UserId> managers = new HashMap<>();
        Map<UserId, String> humans = new HashMap<>();
        Map<UserId, UserId> away = new HashMap<>();
        Set<UserId> reviewers = new HashSet<>();
        for (UserId person : people) {
            if (random.nextInt(5) > 0) {
                managers.put(person, any(random, people));
            }
            if (random.nextBoolean()) {
                humans.put(person, "human" + random.nextInt(20));
            }
            if (random.nextInt(6) == 0) {
                away.put(person, any(random, people));
            }
            if (random.nextInt(4) > 0) {
                reviewers.add(person);
            }
        }
        return new OrgChart(managers, humans, reviewers, away);
    }

    private static UserId any(Random random, List<UserId> people) {
        return people.get(random.nextInt(people.size()));
    }

    private static Bundle bundle(UserId subject) {
        return new Bundle(subject, null, null, 1, 0);
    }

    private static List<ReviewerRule> rules(UserId fallback) {
        return List.of(ReviewerRule.manager(), ReviewerRule.named(fallback));
    }

    private static Assignment assignment(
            Map<UserId, UserId> managers, Map<UserId, UserId> delegates, Set<UserId> reviewers) {
        OrgChart chart = new OrgChart(managers, Map.of(), reviewers, delegates);
        return new Assignment(chart, new Independence(chart), Map.of());
    }
}
