package health.keyward.review.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import health.keyward.kernel.Actor;
import health.keyward.kernel.UserId;
import health.keyward.notice.Notice;
import health.keyward.review.core.Advance;
import health.keyward.review.core.AnswerRules;
import health.keyward.review.core.Campaign;
import health.keyward.review.core.CampaignState;
import health.keyward.review.core.Decision;
import health.keyward.review.core.Definition;
import health.keyward.review.core.Effect;
import health.keyward.review.core.Item;
import health.keyward.review.core.ItemState;
import health.keyward.review.core.NoAnswer;
import health.keyward.review.core.Outcome;
import health.keyward.review.core.Refusal;
import health.keyward.review.core.ReviewerRule;
import health.keyward.review.core.Scope;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Campaigns from preview to evidence on a real database (AR-4 to AR-6, AR-10, AR-13, AR-14, AR-16, AR-17). */
class CampaignTest {
    private static final UserId OWNER = new UserId("owner");
    private static final UserId CHIEF = new UserId("chief");
    private static final UserId DEPUTY = new UserId("deputy");

    private Clinic clinic;
    private UserId ada;
    private UserId ben;

    @BeforeEach
    void opens() throws Exception {
        clinic = new Clinic();
        clinic.person("owner", null, "reviewer");
        clinic.person("chief", null, "reviewer");
        clinic.person("deputy", null, "reviewer");
        ada = clinic.person("ada", "chief", "nurse");
        ben = clinic.person("ben", "chief", "nurse");
    }

    @AfterEach
    void closes() throws Exception {
        clinic.close();
    }

    @Test
    void what_is_denied_is_taken_sessions_end_and_that_it_is_gone_is_looked_at_again() throws Exception {
        Campaign campaign = clinic.launched(nurses(1));
        Clinic.done(clinic.answers(clinic.item(campaign, ada), Decision.REVOKE));
        Clinic.done(clinic.answers(clinic.item(campaign, ben), Decision.KEEP));
        clinic.after(Duration.ofDays(8));
        assertThat(clinic.again(campaign).state()).isEqualTo(CampaignState.AWAITING_SIGN_OFF);
        assertThat(clinic.item(campaign, ada).effect()).isEqualTo(Effect.EFFECTIVE);
        assertThat(clinic.item(campaign, ben).effect()).isEqualTo(Effect.NONE);
        assertThat(clinic.ended).containsExactly(ada);
        assertThat(clinic.acted())
                .containsSubsequence(
                        "CAMPAIGN_DRAFTED",
                        "CAMPAIGN_PREVIEWED",
                        "CAMPAIGN_LAUNCHED",
                        "ITEM_ANSWERED",
                        "STAGE_ENDED",
                        "APPLYING_BEGAN",
                        "RIGHT_APPLIED",
                        "RIGHT_EFFECTIVE",
                        "APPLYING_ENDED");
        assertThat(clinic.told).extracting(Notice::topic).contains("review-sign-off");
    }

    @Test
    void a_right_that_is_still_there_by_another_way_has_failed_and_says_by_which() throws Exception {
        Campaign campaign = clinic.launched(nurses(1));
        Clinic.done(clinic.answers(clinic.item(campaign, ada), Decision.REVOKE));
        clinic.now = clinic.now.plus(Duration.ofDays(8));
        Rounds rounds = new Rounds(clinic.clock());
        while (!clinic.acted().contains("RIGHT_APPLIED")) {
            rounds.round(clinic.tx, clinic);
        }
        clinic.give(ada, "nurse");
        clinic.rounds();
        assertThat(clinic.item(campaign, ada).effect()).isEqualTo(Effect.FAILED);
        assertThat(clinic.item(campaign, ada).effectDetail()).contains("still held by role r-nurse");
    }

    @Test
    void a_node_that_dies_while_applying_leaves_nothing_undone_and_does_nothing_twice() throws Exception {
        for (int i = 0; i < 60; i++) {
            clinic.person("nurse" + i, "chief", "nurse");
        }
        for (int i = 0; i < 300; i++) {
            clinic.person("clerk" + i, "chief", "clerk");
        }
        Campaign campaign = clinic.launched(Clinic.definition(
                Scope.ofRoles(List.of("nurse", "clerk")), 1, ReviewerRule.manager(), ReviewerRule.named(DEPUTY)));
        for (Item item : clinic.items(campaign)) {
            Clinic.done(clinic.answers(item, item.entitlement().equals("nurse") ? Decision.REVOKE : Decision.KEEP));
        }
        clinic.now = clinic.now.plus(Duration.ofDays(8));
        Rounds rounds = new Rounds(clinic.clock());
        while (clinic.acted().stream().filter("RIGHT_APPLIED"::equals).count() < 25) {
            clinic.tx.commit();
            rounds.round(clinic.tx, clinic);
        }
        clinic.tx.rollback();
        clinic.acts.clear();
        clinic.rounds();
        assertThat(clinic.acted().stream().filter("RIGHT_APPLIED"::equals).count())
                .isEqualTo(62);
        assertThat(clinic.acted().stream().filter("RIGHT_EFFECTIVE"::equals).count())
                .isEqualTo(62);
        clinic.acts.clear();
        clinic.rounds();
        assertThat(clinic.acts).isEmpty();
    }

    @Test
    void of_two_answers_to_one_item_one_wins_and_the_other_is_told() throws Exception {
        Campaign campaign = clinic.launched(nurses(1));
        Item item = clinic.item(campaign, ada);
        Clinic.done(clinic.answers(item, Decision.KEEP));
        assertThat(clinic.answers(item, Decision.REVOKE)).isEqualTo(Outcome.refused(Refusal.CHANGED_MEANWHILE));
        assertThat(clinic.item(campaign, ada).decision()).isEqualTo(Decision.KEEP);
    }

    @Test
    void an_answer_is_corrected_until_its_stage_ends_and_the_history_stays() throws Exception {
        Campaign campaign = clinic.launched(nurses(1));
        Clinic.done(clinic.answers(clinic.item(campaign, ada), Decision.REVOKE));
        Clinic.done(clinic.answers(clinic.item(campaign, ada), Decision.KEEP));
        Item item = clinic.item(campaign, ada);
        assertThat(new Items()
                        .answers(clinic.tx, campaign.id(), List.of(item.id()))
                        .get(item.id()))
                .extracting(one -> one.decision() + " " + one.superseded())
                .containsExactly("REVOKE true", "KEEP false");
        clinic.now = clinic.now.plus(Duration.ofDays(8));
        assertThat(clinic.answers(item, Decision.REVOKE)).isEqualTo(Outcome.refused(Refusal.OUT_OF_TURN));
    }

    @Test
    void a_stage_nobody_answered_moves_on_to_other_reviewers_and_at_last_to_the_rule() throws Exception {
        Campaign campaign = clinic.launched(Clinic.definition(
                Scope.ofRoles(List.of("nurse")),
                2,
                Advance.NONE,
                NoAnswer.ESCALATE,
                ReviewerRule.manager(),
                ReviewerRule.named(DEPUTY)));
        clinic.after(Duration.ofDays(7));
        assertThat(clinic.again(campaign).stage()).isEqualTo(2);
        clinic.after(Duration.ofDays(7));
        assertThat(clinic.again(campaign).stage()).isEqualTo(3);
        assertThat(clinic.item(campaign, ada).reviewer()).isEqualTo(OWNER);
        assertThat(clinic.item(campaign, ada).escalated()).isTrue();
        clinic.after(Duration.ofDays(7));
        assertThat(clinic.again(campaign).state()).isEqualTo(CampaignState.AWAITING_SIGN_OFF);
        assertThat(clinic.item(campaign, ada).outcome()).isEqualTo(Decision.KEEP);
        assertThat(clinic.item(campaign, ada).flagged()).isTrue();
    }

    @Test
    void what_was_kept_unread_is_looked_at_again_by_the_next_stage() throws Exception {
        clinic.mark("nurse", "keyward.risk", "high");
        Campaign campaign = clinic.launched(nurses(2));
        Item item = clinic.item(campaign, ada);
        clinic.answering().open(clinic.tx, clinic.realm, CHIEF, item.id());
        clinic.now = clinic.now.plusSeconds(1);
        Clinic.done(clinic.answering()
                .answer(
                        clinic.tx,
                        clinic,
                        clinic.realm,
                        Actor.NOBODY,
                        CHIEF,
                        item.id(),
                        item.version(),
                        new AnswerRules.Wanted(Decision.KEEP, null, null, "yes yes"),
                        false));
        Clinic.done(clinic.answers(clinic.item(campaign, ben), Decision.KEEP));
        clinic.after(Duration.ofDays(8));
        assertThat(clinic.item(campaign, ada).stage()).isEqualTo(2);
        assertThat(clinic.item(campaign, ada).state()).isEqualTo(ItemState.OPEN);
        assertThat(clinic.item(campaign, ben).state()).isEqualTo(ItemState.RESOLVED);
        assertThat(Evidence.requeued(clinic.tx, campaign.id())).containsEntry(CHIEF, 1L);
    }

    @Test
    void an_item_is_handed_on_twice_at_most_and_never_to_the_person() throws Exception {
        UserId third = clinic.person("third", null, "reviewer");
        Campaign campaign = clinic.launched(nurses(1));
        clinic.give(ada, "reviewer");
        assertThat(hands(campaign, ada)).isEqualTo(Outcome.refused(Refusal.MAY_NOT_REVIEW));
        Clinic.done(hands(campaign, DEPUTY));
        Clinic.done(hands(campaign, third));
        assertThat(hands(campaign, CHIEF)).isEqualTo(Outcome.refused(Refusal.TOO_MANY_HOPS));
        assertThat(clinic.answering()
                        .reassign(
                                clinic.tx,
                                clinic,
                                clinic.realm,
                                Clinic.ADMIN,
                                campaign.id(),
                                clinic.item(campaign, ada).id(),
                                clinic.item(campaign, ada).version(),
                                ada,
                                "an administrator says so"))
                .isEqualTo(Outcome.refused(Refusal.MAY_NOT_REVIEW));
    }

    @Test
    void the_database_itself_refuses_that_somebody_reviews_themselves() throws Exception {
        Campaign campaign = clinic.launched(nurses(1));
        assertThatThrownBy(() -> clinic.run(
                        "UPDATE kw_review_item SET reviewer_id = user_id WHERE campaign_id = ?", campaign.id()))
                .hasMessageContaining("check constraint");
        clinic.tx.rollback();
    }

    @Test
    void who_is_away_is_stood_in_for_and_never_by_the_person() throws Exception {
        clinic.give(ada, "reviewer");
        new Absences()
                .put(
                        clinic.tx,
                        clinic.realm,
                        CHIEF,
                        new Absences.Absence(ada, clinic.now.minusSeconds(1), clinic.now.plus(Duration.ofDays(3))));
        Campaign campaign = clinic.launched(nurses(1));
        assertThat(clinic.item(campaign, ben).reviewer()).isEqualTo(ada);
        assertThat(clinic.item(campaign, ada).reviewer()).isEqualTo(DEPUTY);
    }

    @Test
    void a_campaign_that_would_take_too_much_stops_and_takes_nothing() throws Exception {
        for (int i = 0; i < 40; i++) {
            clinic.person("nurse" + i, "chief", "nurse");
        }
        Campaign campaign = clinic.launched(nurses(1));
        for (Item item : clinic.items(campaign)) {
            Clinic.done(clinic.answers(item, Decision.REVOKE));
        }
        clinic.after(Duration.ofDays(8));
        assertThat(clinic.again(campaign).state()).isEqualTo(CampaignState.HALTED);
        assertThat(clinic.acted()).doesNotContain("RIGHT_APPLIED").contains("APPLYING_HALTED");
        assertThat(clinic.told).extracting(Notice::topic).contains("review-halted");
        assertThat(clinic.leading().goOn(clinic.tx, clinic, clinic.realm, Actor.NOBODY, campaign.id()))
                .isTrue();
        clinic.rounds();
        assertThat(clinic.item(campaign, ada).effect()).isEqualTo(Effect.EFFECTIVE);
    }

    @Test
    void a_clinical_right_waits_a_day_in_which_it_can_be_taken_back() throws Exception {
        clinic.mark("nurse", "keyward.sensitivity", "phi");
        Campaign campaign = clinic.launched(nurses(1));
        Clinic.done(clinic.answers(clinic.item(campaign, ada), Decision.REVOKE));
        Clinic.done(clinic.answers(clinic.item(campaign, ben), Decision.REVOKE));
        clinic.after(Duration.ofDays(8));
        assertThat(clinic.item(campaign, ada).effect()).isEqualTo(Effect.WAITING);
        Clinic.done(clinic.leading()
                .undo(
                        clinic.tx,
                        clinic,
                        clinic.realm,
                        Clinic.ADMIN,
                        campaign.id(),
                        List.of(clinic.item(campaign, ben).id()),
                        "the night shift needs this"));
        clinic.after(Duration.ofHours(25));
        assertThat(clinic.item(campaign, ada).effect()).isEqualTo(Effect.EFFECTIVE);
        assertThat(clinic.item(campaign, ben).effect()).isEqualTo(Effect.UNDONE);
        assertThat(clinic.ended).containsExactly(ada);
    }

    @Test
    void people_and_rights_that_vanish_in_the_middle_are_gone_and_hold_up_nobody() throws Exception {
        Campaign campaign = clinic.launched(nurses(1));
        Clinic.done(clinic.answers(clinic.item(campaign, ben), Decision.REVOKE));
        clinic.run("DELETE FROM user_role_mapping WHERE user_id = 'ada'");
        clinic.run("DELETE FROM user_entity WHERE id = 'ada'");
        clinic.after(Duration.ofDays(8));
        assertThat(clinic.item(campaign, ada).state()).isEqualTo(ItemState.GONE);
        assertThat(clinic.item(campaign, ben).effect()).isEqualTo(Effect.EFFECTIVE);
        assertThat(clinic.again(campaign).state()).isEqualTo(CampaignState.AWAITING_SIGN_OFF);
    }

    @Test
    void what_only_an_administrator_may_take_waits_for_one_and_holds_up_the_signature() throws Exception {
        clinic.role("system-admin");
        UserId cyd = clinic.person("cyd", "chief", "system-admin");
        Campaign campaign = clinic.launched(Clinic.definition(
                Scope.ofRoles(List.of("system-admin")), 1, ReviewerRule.manager(), ReviewerRule.named(DEPUTY)));
        Clinic.done(clinic.answers(clinic.item(campaign, cyd), Decision.REVOKE));
        clinic.after(Duration.ofDays(8));
        assertThat(clinic.item(campaign, cyd).effect()).isEqualTo(Effect.BY_HAND);
        assertThat(clinic.leading().hinders(clinic.tx, clinic.again(campaign), OWNER))
                .containsExactly(Refusal.NOT_DONE);
        Clinic.done(clinic.leading()
                .applyByHand(
                        clinic.tx,
                        clinic,
                        clinic.realm,
                        Clinic.ADMIN,
                        campaign.id(),
                        clinic.item(campaign, cyd).id()));
        clinic.rounds();
        assertThat(clinic.item(campaign, cyd).effect()).isEqualTo(Effect.EFFECTIVE);
        assertThat(clinic.leading().hinders(clinic.tx, clinic.again(campaign), OWNER))
                .isEmpty();
    }

    @Test
    void a_right_that_is_given_again_within_thirty_days_has_drifted_and_alarms_once() throws Exception {
        Campaign campaign = clinic.launched(nurses(1));
        Clinic.done(clinic.answers(clinic.item(campaign, ada), Decision.REVOKE));
        clinic.after(Duration.ofDays(8));
        clinic.give(ada, "nurse");
        clinic.after(Duration.ofMinutes(20));
        clinic.after(Duration.ofMinutes(20));
        assertThat(clinic.item(campaign, ada).effect()).isEqualTo(Effect.DRIFTED);
        assertThat(clinic.told.stream().filter(notice -> notice.topic().equals("review-drifted")))
                .hasSize(1);
    }

    @Test
    void the_owner_signs_what_was_shown_and_it_stays_as_it_was_signed() throws Exception {
        Campaign campaign = clinic.launched(nurses(1));
        Clinic.done(clinic.answers(clinic.item(campaign, ada), Decision.REVOKE));
        Clinic.done(clinic.answers(clinic.item(campaign, ben), Decision.KEEP));
        clinic.after(Duration.ofDays(8));
        String shown = new Evidence().hash(clinic.tx, clinic.again(campaign));
        assertThat(signs(campaign, CHIEF, shown)).isEqualTo(Outcome.refused(Refusal.NOT_OWNER));
        assertThat(signs(campaign, OWNER, "0".repeat(64))).isEqualTo(Outcome.refused(Refusal.HASH_DIFFERS));
        Campaign closed = Clinic.done(signs(campaign, OWNER, shown));
        assertThat(closed.state()).isEqualTo(CampaignState.CLOSED);
        assertThat(clinic.acts.getLast().type()).isEqualTo("EVIDENCE_ENTERED");
        assertThat(clinic.acts.getLast().about()).isEqualTo(closed.evidenceHash());
        clinic.give(ada, "nurse");
        clinic.after(Duration.ofMinutes(20));
        Evidence evidence = new Evidence();
        List<Evidence.File> files = evidence.signed(clinic.tx, clinic.again(campaign));
        assertThat(Snapshot.sha256(evidence.manifest(files))).isEqualTo(closed.evidenceHash());
        assertThat(files)
                .extracting(Evidence.File::name)
                .containsExactly(
                        "definition.json",
                        "items.csv",
                        "context.csv",
                        "answers.csv",
                        "effects.csv",
                        "quality.csv",
                        "notices.csv",
                        "escalations.csv",
                        "summary.html",
                        "sign-off.json");
        clinic.run("UPDATE kw_review_answer SET decision = 'KEEP' WHERE decision = 'REVOKE'");
        assertThat(Snapshot.sha256(evidence.manifest(evidence.signed(clinic.tx, clinic.again(campaign)))))
                .isNotEqualTo(closed.evidenceHash());
    }

    @Test
    void the_package_says_who_was_told_what_went_on_and_all_of_it_to_people() throws Exception {
        Campaign campaign = clinic.launched(Clinic.definition(
                Scope.ofRoles(List.of("nurse")), 2, ReviewerRule.manager(), ReviewerRule.named(DEPUTY)));
        clinic.rounds();
        Clinic.done(clinic.answers(clinic.item(campaign, ada), Decision.REVOKE));
        Clinic.done(clinic.answers(clinic.item(campaign, ben), Decision.UNKNOWN));
        clinic.after(Duration.ofDays(8));
        clinic.after(Duration.ofDays(8));
        assertThat(file(campaign, "notices.csv").lines()).contains("\"chief\",\"2026-03-02T09:00:00Z\",\"2\"");
        assertThat(file(campaign, "escalations.csv").lines().skip(1))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith("\"" + clinic.item(campaign, ben).id() + "\",\"1\",\"chief\",\"NOT_KNOWN\","));
        assertThat(file(campaign, "summary.html"))
                .contains("<h1>Who may do what</h1>", "What was denied", "<td>ada</td><td>nurse</td><td>REVOKE</td>")
                .doesNotContain("<script");
    }

    private String file(Campaign campaign, String name) throws Exception {
        return new Evidence()
                .files(clinic.tx, clinic.again(campaign), null).stream()
                        .filter(file -> file.name().equals(name))
                        .findFirst()
                        .orElseThrow()
                        .text();
    }

    @Test
    void who_was_reviewed_does_not_sign_even_as_the_owner() throws Exception {
        clinic.give(OWNER, "nurse");
        Campaign campaign = clinic.launched(nurses(1));
        for (Item item : clinic.items(campaign)) {
            Clinic.done(clinic.answers(item, Decision.KEEP));
        }
        clinic.after(Duration.ofDays(8));
        assertThat(clinic.leading().hinders(clinic.tx, clinic.again(campaign), OWNER))
                .containsExactly(Refusal.OWN_ITEMS);
    }

    @Test
    void a_launch_begins_exactly_what_was_previewed() throws Exception {
        Campaign campaign = clinic.previewed(nurses(1));
        assertThat(clinic.leading()
                        .launch(clinic.tx, clinic, clinic.realm, Clinic.ADMIN, campaign.id(), "0".repeat(64), "a test"))
                .isEqualTo(Outcome.refused(Refusal.HASH_DIFFERS));
        UserId late = clinic.person("late", "chief", "nurse");
        Campaign launched = Clinic.done(clinic.leading()
                .launch(
                        clinic.tx,
                        clinic,
                        clinic.realm,
                        Clinic.ADMIN,
                        campaign.id(),
                        String.valueOf(campaign.populationHash()),
                        "a test"));
        assertThat(clinic.items(launched)).extracting(Item::person).doesNotContain(late);
    }

    @Test
    void reviewers_get_one_digest_by_day_and_none_at_night() throws Exception {
        clinic.launched(nurses(1));
        clinic.launched(nurses(1));
        clinic.now = Instant.parse("2026-03-03T03:00:00Z");
        clinic.rounds();
        assertThat(clinic.told).isEmpty();
        clinic.now = Instant.parse("2026-03-03T08:00:00Z");
        clinic.rounds();
        clinic.rounds();
        assertThat(clinic.told).singleElement().satisfies(notice -> {
            assertThat(notice.topic()).isEqualTo("review-open");
            assertThat(notice.facts()).containsEntry("items", "4").containsEntry("due", "2026-03-09");
        });
    }

    @Test
    void who_sleeps_is_told_in_the_morning_of_where_they_are() throws Exception {
        clinic.attribute(CHIEF, "zoneinfo", "America/Los_Angeles");
        clinic.launched(nurses(1));
        clinic.rounds();
        assertThat(clinic.told).isEmpty();
        clinic.after(Duration.ofHours(5));
        assertThat(clinic.told).isEmpty();
        clinic.after(Duration.ofHours(2));
        assertThat(clinic.told).extracting(Notice::topic).containsExactly("review-open");
        clinic.after(Duration.ofDays(1));
        assertThat(clinic.told).hasSize(1);
        clinic.after(Duration.ofDays(2));
        assertThat(clinic.told).hasSize(2);
    }

    @Test
    void a_reviewer_sees_their_own_items_and_only_while_the_campaign_runs() throws Exception {
        Campaign campaign = clinic.launched(nurses(1));
        Item item = clinic.item(campaign, ada);
        assertThat(clinic.answering().open(clinic.tx, clinic.realm, DEPUTY, item.id()))
                .isEqualTo(Outcome.refused(Refusal.NOT_FOUND));
        assertThat(mine(CHIEF)).hasSize(2);
        assertThat(mine(DEPUTY)).isEmpty();
        Clinic.done(clinic.leading().cancel(clinic.tx, clinic, clinic.realm, Clinic.ADMIN, campaign.id(), "a test"));
        assertThat(mine(CHIEF)).isEmpty();
    }

    private List<Item> mine(UserId reviewer) throws Exception {
        Connection tx = clinic.tx;
        return new Items()
                .mine(tx, clinic.realm, reviewer, ItemState.OPEN, null, Items.By.PERSON, Items.Place.START, 50);
    }

    private Outcome<Item> hands(Campaign campaign, UserId to) throws Exception {
        Item item = clinic.item(campaign, ada);
        return clinic.answering()
                .handOn(
                        clinic.tx,
                        clinic,
                        clinic.realm,
                        Actor.NOBODY,
                        Objects.requireNonNull(item.reviewer()),
                        item.id(),
                        item.version(),
                        to,
                        "knows this better");
    }

    private Outcome<Campaign> signs(Campaign campaign, UserId by, String hash) throws Exception {
        return clinic.leading()
                .signOff(
                        clinic.tx,
                        clinic,
                        clinic.realm,
                        new Actor(null, by.value(), by.value(), null, null, null),
                        by,
                        campaign.id(),
                        hash,
                        Evidence.Statement.PRESENT,
                        "looked at all of it");
    }

    private static Definition nurses(int stages) {
        return Clinic.definition(
                Scope.ofRoles(List.of("nurse")), stages, ReviewerRule.manager(), ReviewerRule.named(DEPUTY));
    }
}
