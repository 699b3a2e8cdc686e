package health.keyward.review.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.keyward.kernel.Actor;
import health.keyward.kernel.UserId;
import health.keyward.notice.Audience;
import health.keyward.notice.Notice;
import health.keyward.review.core.AnswerRules;
import health.keyward.review.core.Campaign;
import health.keyward.review.core.Decision;
import health.keyward.review.core.Definition;
import health.keyward.review.core.Item;
import health.keyward.review.core.ItemState;
import health.keyward.review.core.Ladder;
import health.keyward.review.core.Outcome;
import health.keyward.review.core.Refusal;
import health.keyward.review.core.ReviewerRule;
import health.keyward.review.core.Scope;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is done while a reviewer does not answer, and when nobody is disturbed (AR-12), on a real database. Stages last seven days. */
class EscalationTest {
    private static final UserId CHIEF = new UserId("chief");
    private static final UserId HEAD = new UserId("head");
    private static final UserId DEPUTY = new UserId("deputy");
    private static final Duration ADDED = Duration.ofHours(85);
    private static final Duration REPLACED = Duration.ofHours(43);
    private static final Duration OWNER_TOLD = Duration.ofHours(24);

    private Clinic clinic;
    private UserId ada;
    private UserId ben;

    @BeforeEach
    void opens() throws Exception {
        clinic = new Clinic();
        clinic.person("owner", null, "reviewer");
        clinic.person("deputy", null, "reviewer");
        clinic.person("head", null, "reviewer");
        clinic.person("chief", "head", "reviewer");
        ada = clinic.person("ada", "chief", "nurse");
        ben = clinic.person("ben", "chief", "nurse");
    }

    @AfterEach
    void closes() throws Exception {
        clinic.close();
    }

    @Test
    void another_is_asked_beside_a_reviewer_who_does_not_answer_and_who_decides_first_counts() throws Exception {
        Campaign campaign = clinic.launched(nurses());
        Clinic.done(clinic.answers(clinic.item(campaign, ben), Decision.KEEP));
        clinic.after(Duration.ofHours(80));
        assertThat(clinic.item(campaign, ada).added()).isNull();
        Item before = clinic.item(campaign, ada);
        clinic.after(Duration.ofHours(5));
        Item item = clinic.item(campaign, ada);
        assertThat(item.reviewer()).isEqualTo(CHIEF);
        assertThat(item.added()).isEqualTo(HEAD);
        assertThat(item.version()).isEqualTo(before.version());
        assertThat(clinic.item(campaign, ben).added()).isNull();
        assertThat(open(CHIEF)).hasSize(1);
        assertThat(open(HEAD)).hasSize(1);
        assertThat(clinic.acted()).containsOnlyOnce("REVIEWER_ADDED");
        Item decided = Clinic.done(answers(HEAD, item, Decision.REVOKE));
        assertThat(decided.reviewer()).isEqualTo(HEAD);
        assertThat(answers(CHIEF, item, Decision.KEEP)).isEqualTo(Outcome.refused(Refusal.CHANGED_MEANWHILE));
        assertThat(open(CHIEF)).isEmpty();
        assertThat(clinic.item(campaign, ada).decision()).isEqualTo(Decision.REVOKE);
    }

    @Test
    void the_reviewer_can_still_decide_and_then_it_is_nobody_elses() throws Exception {
        Campaign campaign = clinic.launched(nurses());
        clinic.after(ADDED);
        Item item = clinic.item(campaign, ada);
        Clinic.done(answers(CHIEF, item, Decision.KEEP));
        assertThat(answers(HEAD, item, Decision.REVOKE)).isEqualTo(Outcome.refused(Refusal.CHANGED_MEANWHILE));
        assertThat(clinic.item(campaign, ada).added()).isNull();
        assertThat(answers(DEPUTY, item, Decision.REVOKE)).isEqualTo(Outcome.refused(Refusal.NOT_FOUND));
    }

    @Test
    void whoever_is_added_looks_for_themselves_before_they_keep_what_is_of_high_risk() throws Exception {
        clinic.mark("nurse", "keyward.risk", "high");
        Campaign campaign = clinic.launched(nurses());
        clinic.after(ADDED);
        Item item = clinic.item(campaign, ada);
        clinic.answering().open(clinic.tx, clinic.realm, CHIEF, item.id());
        assertThat(says(HEAD, item, Decision.KEEP)).isEqualTo(Outcome.refused(Refusal.MUST_OPEN));
        clinic.answering().open(clinic.tx, clinic.realm, HEAD, item.id());
        clinic.now = clinic.now.plusSeconds(30);
        Item decided = Clinic.done(says(HEAD, item, Decision.KEEP));
        assertThat(decided.openedAt()).isEqualTo(clinic.now.minusSeconds(30));
    }

    @Test
    void later_the_reviewer_is_replaced_and_then_the_owner_is_told_once() throws Exception {
        Campaign campaign = clinic.launched(nurses());
        clinic.after(ADDED);
        clinic.after(REPLACED);
        Item item = clinic.item(campaign, ada);
        assertThat(item.reviewer()).isEqualTo(HEAD);
        assertThat(item.added()).isNull();
        assertThat(open(CHIEF)).isEmpty();
        assertThat(topics()).doesNotContain("review-unanswered");
        clinic.after(OWNER_TOLD);
        clinic.rounds();
        assertThat(clinic.told.stream().filter(notice -> notice.topic().equals("review-unanswered")))
                .singleElement()
                .satisfies(notice -> {
                    assertThat(notice.audience()).isEqualTo(new Audience.Person(new UserId("owner")));
                    assertThat(notice.facts()).containsEntry("items", "2");
                });
        assertThat(clinic.acted().stream().filter(type -> type.equals("OWNER_TOLD")))
                .hasSize(2);
        assertThat(clinic.acted()).containsSubsequence("REVIEWER_ADDED", "REVIEWER_REPLACED", "OWNER_TOLD");
        assertThat(clinic.acts.stream().filter(act -> act.type().equals("REVIEWER_REPLACED")))
                .allSatisfy(act -> assertThat(act.facts())
                        .containsEntry("reviewer", "chief")
                        .containsEntry("to", "head"));
        assertThat(escalations(campaign).filter(line -> line.contains(item.id().toString())))
                .satisfiesExactly(
                        line -> assertThat(line).contains("\"1\",\"chief\",\"ADD\",\"head\""),
                        line -> assertThat(line).contains("\"1\",\"chief\",\"REPLACE\",\"head\""),
                        line -> assertThat(line).contains("\"1\",\"head\",\"OWNER\",\"owner\""));
    }

    @Test
    void who_is_added_hears_of_it_the_same_day_although_they_have_other_items() throws Exception {
        clinic.person("eve", "head", "nurse");
        clinic.launched(nurses());
        clinic.after(Duration.ofDays(3));
        int before = told(HEAD);
        clinic.after(Duration.ofHours(13));
        assertThat(told(HEAD)).isEqualTo(before);
        clinic.after(Duration.ofHours(12));
        assertThat(told(HEAD)).isEqualTo(before + 1);
    }

    @Test
    void who_reviews_somebody_is_not_reviewed_by_them_by_being_added() throws Exception {
        UserId aide = clinic.person("aide", "owner", "nurse");
        clinic.give(aide, "reviewer");
        clinic.give(HEAD, "nurse");
        Campaign campaign = clinic.launched(nurses());
        Item heads = clinic.item(campaign, HEAD);
        reassigned(campaign, heads, aide);
        Item aides = clinic.item(campaign, aide);
        reassigned(campaign, aides, CHIEF);
        clinic.tx.commit();
        clinic.after(ADDED);
        assertThat(clinic.item(campaign, ada).added()).isEqualTo(HEAD);
        assertThat(clinic.item(campaign, aide).added()).isEqualTo(DEPUTY);
        assertThatThrownBy(() -> clinic.run("UPDATE kw_review_item SET added_id = user_id"))
                .hasMessageContaining("check constraint");
        clinic.tx.rollback();
    }

    @Test
    void who_has_enough_is_not_added_and_that_nobody_was_found_is_written_down() throws Exception {
        clinic.run("DELETE FROM user_attribute WHERE name = 'manager' AND user_id = 'chief'");
        for (int i = 0; i < 100; i++) {
            clinic.person("clerk" + i, "deputy", "nurse");
        }
        Campaign campaign = clinic.launched(nurses());
        clinic.after(ADDED);
        assertThat(clinic.item(campaign, ada).added()).isNull();
        assertThat(clinic.acts.stream().filter(act -> act.type().equals("REVIEWER_ADDED")))
                .isNotEmpty()
                .allSatisfy(act -> assertThat(act.facts()).containsEntry("to", "nobody"));
        clinic.acts.clear();
        clinic.rounds();
        assertThat(clinic.acts).isEmpty();
    }

    @Test
    void who_hands_on_an_item_two_were_asked_about_leaves_the_other_in_place() throws Exception {
        Campaign campaign = clinic.launched(nurses());
        clinic.after(ADDED);
        hands(clinic.item(campaign, ada), HEAD, DEPUTY);
        assertThat(clinic.item(campaign, ada).reviewer()).isEqualTo(CHIEF);
        assertThat(clinic.item(campaign, ada).added()).isEqualTo(DEPUTY);
        hands(clinic.item(campaign, ada), CHIEF, DEPUTY);
        assertThat(clinic.item(campaign, ada).reviewer()).isEqualTo(DEPUTY);
        assertThat(clinic.item(campaign, ada).added()).isNull();
    }

    @Test
    void the_next_stage_begins_with_its_own_reviewers_and_its_own_steps() throws Exception {
        Campaign campaign = clinic.launched(with(
                Clinic.definition(
                        Scope.ofRoles(List.of("nurse")), 2, ReviewerRule.manager(), ReviewerRule.named(DEPUTY)),
                Ladder.USUAL));
        clinic.after(ADDED);
        clinic.after(Duration.ofDays(4));
        assertThat(clinic.again(campaign).stage()).isEqualTo(2);
        assertThat(clinic.item(campaign, ada).added()).isNull();
        assertThat(clinic.item(campaign, ada).reviewer()).isEqualTo(CHIEF);
        clinic.after(ADDED);
        assertThat(clinic.item(campaign, ada).added()).isEqualTo(HEAD);
    }

    @Test
    void a_campaign_from_before_goes_on_as_it_began_and_its_definition_stays_word_for_word() throws Exception {
        Definition old = with(nurses(), null);
        assertThat(Campaigns.text(old)).doesNotContain("ladder");
        assertThat(Campaigns.definition(Campaigns.text(old))).isEqualTo(old);
        assertThat(Campaigns.definition(Campaigns.text(nurses()))).isEqualTo(nurses());
        Campaign campaign = clinic.launched(old);
        clinic.after(Duration.ofHours(160));
        assertThat(clinic.item(campaign, ada).reviewer()).isEqualTo(CHIEF);
        assertThat(clinic.acted()).doesNotContain("REVIEWER_ADDED", "OWNER_TOLD");
        String definition = new Evidence()
                .files(clinic.tx, clinic.again(campaign), null)
                .getFirst()
                .text();
        assertThat(definition).doesNotContain("ladder");
    }

    @Test
    void a_step_in_a_transaction_that_dies_leaves_nothing_and_is_made_once_afterwards() throws Exception {
        Campaign campaign = clinic.launched(nurses());
        clinic.rounds();
        clinic.now = clinic.now.plus(ADDED);
        clinic.worksUntil("REVIEWER_ADDED");
        clinic.dies();
        assertThat(clinic.item(campaign, ada).added()).isNull();
        clinic.rounds();
        assertThat(clinic.acted().stream().filter("REVIEWER_ADDED"::equals)).hasSize(2);
        assertThat(clinic.item(campaign, ada).added()).isEqualTo(HEAD);
    }

    @Test
    void quiet_hours_are_those_of_the_unit_and_ones_own_come_before() throws Exception {
        clinic.group("campus", null);
        clinic.group("surgery", "campus");
        clinic.run("INSERT INTO group_attribute VALUES ('1', 'keyward.zoneinfo', 'America/Los_Angeles', 'g-campus')");
        clinic.joins(CHIEF, "surgery");
        assertThat(zone(CHIEF)).isEqualTo("America/Los_Angeles");
        clinic.run("INSERT INTO group_attribute VALUES ('2', 'keyward.zoneinfo', 'Pacific/Auckland', 'g-surgery')");
        assertThat(zone(CHIEF)).isEqualTo("Pacific/Auckland");
        clinic.attribute(CHIEF, "zoneinfo", "Europe/Madrid");
        assertThat(zone(CHIEF)).isEqualTo("Europe/Madrid");
        clinic.attribute(HEAD, "department", "surgery");
        assertThat(zone(HEAD)).isEqualTo("Pacific/Auckland");
        assertThat(new Zones().of(clinic.tx, List.of(DEPUTY))).isEmpty();
    }

    @Test
    void nobody_is_told_while_it_is_night_in_their_unit() throws Exception {
        clinic.group("surgery", null);
        clinic.run("INSERT INTO group_attribute VALUES ('1', 'keyward.zoneinfo', 'America/Los_Angeles', 'g-surgery')");
        clinic.joins(CHIEF, "surgery");
        clinic.launched(nurses());
        clinic.rounds();
        assertThat(told(CHIEF)).isZero();
        clinic.after(Duration.ofHours(7));
        assertThat(told(CHIEF)).isEqualTo(1);
    }

    @Test
    void the_owner_is_told_in_the_morning() throws Exception {
        clinic.attribute(new UserId("owner"), "zoneinfo", "Pacific/Auckland");
        clinic.launched(nurses());
        clinic.after(Duration.ofHours(152));
        assertThat(topics()).doesNotContain("review-unanswered");
        clinic.after(Duration.ofHours(2));
        assertThat(topics()).containsOnlyOnce("review-unanswered");
    }

    private String zone(UserId person) throws Exception {
        return Objects.requireNonNull(new Zones().of(clinic.tx, List.of(person)).get(person));
    }

    private Outcome<Item> answers(UserId reviewer, Item item, Decision decision) throws Exception {
        clinic.answering().open(clinic.tx, clinic.realm, reviewer, item.id());
        clinic.now = clinic.now.plusSeconds(30);
        return says(reviewer, item, decision);
    }

    private Outcome<Item> says(UserId reviewer, Item item, Decision decision) throws Exception {
        Outcome<Item> outcome = clinic.answering()
                .answer(
                        clinic.tx,
                        clinic,
                        clinic.realm,
                        new Actor(null, reviewer.value(), reviewer.value(), null, null, null),
                        reviewer,
                        item.id(),
                        item.version(),
                        new AnswerRules.Wanted(decision, null, null, "I know this person"),
                        false);
        clinic.tx.commit();
        return outcome;
    }

    private void hands(Item item, UserId from, UserId to) throws Exception {
        Clinic.done(clinic.answering()
                .handOn(
                        clinic.tx,
                        clinic,
                        clinic.realm,
                        Actor.NOBODY,
                        from,
                        item.id(),
                        item.version(),
                        to,
                        "knows this better"));
        clinic.tx.commit();
    }

    private List<Item> open(UserId reviewer) throws Exception {
        return new Items()
                .mine(clinic.tx, clinic.realm, reviewer, ItemState.OPEN, null, Items.By.PERSON, Items.Place.START, 50);
    }

    private Stream<String> escalations(Campaign campaign) throws Exception {
        return new Evidence()
                .files(clinic.tx, clinic.again(campaign), null).stream()
                        .filter(file -> file.name().equals("escalations.csv"))
                        .findFirst()
                        .orElseThrow()
                        .text()
                        .lines();
    }

    private int told(UserId person) {
        return (int) clinic.told.stream()
                .filter(notice -> notice.topic().equals("review-open")
                        && notice.audience().equals(new Audience.Person(person)))
                .map(Notice::dedupe)
                .distinct()
                .count();
    }

    private List<String> topics() {
        return clinic.told.stream().map(Notice::topic).toList();
    }

    private static Definition nurses() {
        return with(
                Clinic.definition(
                        Scope.ofRoles(List.of("nurse")), 1, ReviewerRule.manager(), ReviewerRule.named(DEPUTY)),
                Ladder.USUAL);
    }

    private void reassigned(Campaign campaign, Item item, UserId to) throws Exception {
        Clinic.done(clinic.answering()
                .reassign(
                        clinic.tx,
                        clinic,
                        clinic.realm,
                        Clinic.ADMIN,
                        campaign.id(),
                        item.id(),
                        item.version(),
                        to,
                        "a test"));
    }

    private static Definition with(Definition rules, Ladder ladder) {
        return new Definition(
                rules.name(),
                rules.description(),
                rules.template(),
                rules.owner(),
                rules.scope(),
                rules.stages(),
                rules.truth(),
                rules.noAnswer(),
                rules.bulkKeep(),
                ladder);
    }
}
