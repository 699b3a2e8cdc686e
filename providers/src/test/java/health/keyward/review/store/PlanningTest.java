package health.keyward.review.store;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.audit.Entry;
import health.keyward.audit.Recorded;
import health.keyward.kernel.Actor;
import health.keyward.kernel.UserId;
import health.keyward.notice.Notice;
import health.keyward.review.core.Campaign;
import health.keyward.review.core.CampaignState;
import health.keyward.review.core.Cause;
import health.keyward.review.core.Definition;
import health.keyward.review.core.Plan;
import health.keyward.review.core.ReviewerRule;
import health.keyward.review.core.Scope;
import health.keyward.review.core.SmallReview;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What starts by itself (AR-15), on a real database. */
class PlanningTest {
    private static final UserId OWNER = new UserId("owner");
    private static final UserId DEPUTY = new UserId("deputy");
    private static final Set<Cause> ALL = Set.of(Cause.TRANSFER, Cause.PROMOTION, Cause.LONG_ABSENCE);

    private Clinic clinic;
    private UserId ada;

    @BeforeEach
    void opens() throws Exception {
        clinic = new Clinic();
        clinic.person("owner", null, "reviewer");
        clinic.person("chief", null, "reviewer");
        clinic.person("deputy", null, "reviewer");
        ada = clinic.person("ada", "chief", "nurse");
        clinic.attribute(ada, "department", "Surgery");
        clinic.tx.commit();
    }

    @AfterEach
    void closes() throws Exception {
        clinic.close();
    }

    @Test
    void a_campaign_starts_itself_on_its_day_and_again_when_its_days_have_passed() throws Exception {
        every(30, nurses());
        clinic.after(Duration.ofHours(23));
        assertThat(campaigns()).isEmpty();
        clinic.after(Duration.ofHours(2));
        assertThat(campaigns()).singleElement().satisfies(one -> {
            assertThat(one.state()).isEqualTo(CampaignState.RUNNING);
            assertThat(one.createdName()).isEqualTo("admin");
        });
        assertThat(clinic.acted())
                .containsSubsequence("PLAN_MADE", "CAMPAIGN_DRAFTED", "CAMPAIGN_PREVIEWED", "CAMPAIGN_LAUNCHED");
        clinic.after(Duration.ofDays(29));
        clinic.after(Duration.ofDays(2));
        assertThat(campaigns()).hasSize(2);
    }

    @Test
    void what_nobody_may_review_is_not_launched_and_administrators_are_told() throws Exception {
        every(
                30,
                Clinic.definition(Scope.ofRoles(List.of("nurse")), 1, ReviewerRule.manager(), ReviewerRule.named(ada)));
        clinic.run("DELETE FROM user_attribute WHERE name = 'manager'");
        clinic.after(Duration.ofDays(2));
        assertThat(campaigns()).singleElement().extracting(Campaign::state).isEqualTo(CampaignState.PREVIEWED);
        assertThat(topics()).containsExactly("review-not-started");
        assertThat(clinic.told.getFirst().facts())
                .containsEntry("campaign", campaigns().getFirst().id().toString());
    }

    @Test
    void none_starts_while_the_one_before_is_not_over() throws Exception {
        every(3, nurses());
        clinic.after(Duration.ofDays(2));
        clinic.after(Duration.ofDays(3));
        assertThat(campaigns()).hasSize(1);
        assertThat(topics()).containsExactly("review-not-started");
        clinic.after(Duration.ofDays(9));
        assertThat(campaigns()).hasSize(2);
    }

    @Test
    void none_starts_whose_owner_is_gone() throws Exception {
        every(3, nurses());
        clinic.run("UPDATE user_entity SET enabled = false WHERE id = 'owner'");
        clinic.after(Duration.ofDays(2));
        assertThat(campaigns()).isEmpty();
        assertThat(topics()).containsExactly("review-not-started");
    }

    @Test
    void a_plan_that_was_ended_starts_nothing() throws Exception {
        Plan plan = every(30, nurses());
        assertThat(plans().end(clinic.tx, clinic, clinic.realm, Clinic.ADMIN, plan.id(), "a test"))
                .isTrue();
        clinic.after(Duration.ofDays(40));
        assertThat(campaigns()).isEmpty();
        assertThat(plans().end(clinic.tx, clinic, clinic.realm, Clinic.ADMIN, plan.id(), "a test"))
                .isFalse();
    }

    @Test
    void who_moves_to_another_department_is_reviewed_within_minutes_and_once() throws Exception {
        small(ALL);
        clinic.after(Duration.ofMinutes(6));
        assertThat(campaigns()).isEmpty();
        moves(ada, "Oncology");
        clinic.after(Duration.ofMinutes(6));
        assertThat(campaigns()).singleElement().satisfies(one -> {
            assertThat(one.kind()).isEqualTo(Campaign.Kind.MICRO);
            assertThat(one.state()).isEqualTo(CampaignState.RUNNING);
            assertThat(one.definition().name()).isEqualTo("Review after transfer");
            assertThat(clinic.items(one))
                    .allSatisfy(item -> assertThat(item.person()).isEqualTo(ada));
        });
        clinic.after(Duration.ofMinutes(6));
        moves(ada, "Surgery");
        clinic.after(Duration.ofMinutes(6));
        assertThat(campaigns()).hasSize(1);
        clinic.after(Duration.ofDays(30));
        moves(ada, "Oncology");
        clinic.after(Duration.ofMinutes(6));
        assertThat(campaigns()).hasSize(2);
    }

    @Test
    void a_directory_that_writes_the_same_again_starts_nothing() throws Exception {
        small(ALL);
        clinic.after(Duration.ofMinutes(6));
        moves(ada, "Surgery");
        clinic.after(Duration.ofMinutes(6));
        assertThat(campaigns()).isEmpty();
    }

    @Test
    void who_is_new_is_not_who_moved() throws Exception {
        small(ALL);
        clinic.after(Duration.ofMinutes(6));
        UserId ben = clinic.person("ben", "chief", "nurse");
        clinic.attribute(ben, "department", "Oncology");
        clinic.after(Duration.ofMinutes(6));
        assertThat(campaigns()).isEmpty();
    }

    @Test
    void another_manager_and_a_return_after_months_start_one_too() throws Exception {
        UserId ben = clinic.person("ben", "chief", "nurse");
        clinic.run("UPDATE user_entity SET enabled = false WHERE id = 'ben'");
        small(ALL);
        clinic.after(Duration.ofMinutes(6));
        clinic.run("UPDATE user_attribute SET value = 'deputy' WHERE user_id = 'ada' AND name = 'manager'");
        clinic.after(Duration.ofDays(31));
        clinic.run("UPDATE user_entity SET enabled = true WHERE id = 'ben'");
        clinic.after(Duration.ofMinutes(6));
        assertThat(campaigns())
                .extracting(one -> one.definition().name())
                .containsExactlyInAnyOrder("Review after promotion", "Review after long absence");
        assertThat(clinic.item(campaigns().getFirst(), ben)).isNotNull();
    }

    @Test
    void a_cause_that_was_not_asked_for_starts_nothing() throws Exception {
        small(Set.of(Cause.LONG_ABSENCE));
        clinic.after(Duration.ofMinutes(6));
        moves(ada, "Oncology");
        clinic.after(Duration.ofMinutes(6));
        assertThat(campaigns()).isEmpty();
    }

    @Test
    void a_reorganisation_is_told_and_starts_no_small_review() throws Exception {
        for (int i = 0; i <= Planning.MOST; i++) {
            UserId one = clinic.person("nurse" + i, "chief", "nurse");
            clinic.attribute(one, "department", "Surgery");
        }
        small(ALL);
        clinic.after(Duration.ofMinutes(6));
        clinic.run("UPDATE user_attribute SET value = 'Oncology' WHERE name = 'department' AND user_id LIKE 'nurse%'");
        clinic.after(Duration.ofMinutes(6));
        assertThat(campaigns()).isEmpty();
        assertThat(clinic.told).singleElement().satisfies(notice -> {
            assertThat(notice.topic()).isEqualTo("review-many-moves");
            assertThat(notice.facts()).containsEntry("number", "51");
        });
        clinic.after(Duration.ofMinutes(6));
        assertThat(campaigns()).isEmpty();
    }

    @Test
    void who_has_nothing_to_be_reviewed_leaves_nothing_open() throws Exception {
        UserId guest = clinic.person("guest", "chief");
        clinic.attribute(guest, "department", "Surgery");
        small(ALL);
        clinic.after(Duration.ofMinutes(6));
        moves(guest, "Oncology");
        clinic.after(Duration.ofMinutes(6));
        assertThat(campaigns()).singleElement().extracting(Campaign::state).isEqualTo(CampaignState.CANCELLED);
        assertThat(topics()).isEmpty();
    }

    @Test
    void who_was_shut_out_because_they_left_is_reviewed_and_once() throws Exception {
        small(Set.of(Cause.TERMINATION));
        leaves(ada, "WAITING");
        clinic.after(Duration.ofMinutes(6));
        assertThat(campaigns()).isEmpty();
        clinic.run("UPDATE kw_leaver SET state = 'OUT', out_at = ?", clinic.now);
        clinic.run("UPDATE user_entity SET enabled = false WHERE id = 'ada'");
        clinic.after(Duration.ofMinutes(6));
        assertThat(campaigns()).singleElement().satisfies(one -> {
            assertThat(one.definition().name()).isEqualTo("Review after termination");
            assertThat(one.state()).isEqualTo(CampaignState.RUNNING);
            assertThat(clinic.item(one, ada).facts().enabled()).isFalse();
        });
        clinic.after(Duration.ofDays(40));
        assertThat(campaigns()).hasSize(1);
    }

    @Test
    void who_left_before_anybody_asked_for_it_is_not_reviewed() throws Exception {
        leaves(ada, "OUT");
        clinic.now = clinic.now.plusSeconds(1);
        small(Set.of(Cause.TERMINATION));
        clinic.after(Duration.ofMinutes(6));
        assertThat(campaigns()).isEmpty();
    }

    @Test
    void an_alarm_about_somebody_starts_one_also_right_after_a_transfer_and_several_start_one_together()
            throws Exception {
        small(Set.of(Cause.TRANSFER, Cause.RISK_EVENT));
        clinic.after(Duration.ofMinutes(6));
        moves(ada, "Oncology");
        clinic.after(Duration.ofMinutes(6));
        clinic.now = clinic.now.plusSeconds(1);
        hears("a1", "GRANT_MISUSED", Map.of());
        hears("a1", "GRANT_MISUSED", Map.of());
        hears("a2", "CASE_JUDGED", Map.of("disposition", "INCIDENT"));
        hears("a3", "CASE_JUDGED", Map.of("disposition", "APPROPRIATE"));
        clinic.after(Duration.ofMinutes(6));
        clinic.after(Duration.ofMinutes(6));
        assertThat(campaigns())
                .extracting(one -> one.definition().name())
                .containsExactly("Review after risk event", "Review after transfer");
        hears("a4", "GRANT_MISUSED", Map.of());
        clinic.after(Duration.ofMinutes(6));
        assertThat(campaigns()).hasSize(2);
        clinic.after(Duration.ofDays(30));
        hears("a5", "GRANT_MISUSED", Map.of());
        clinic.after(Duration.ofMinutes(6));
        assertThat(campaigns()).hasSize(3);
    }

    @Test
    void more_leavers_at_once_than_usual_are_told_and_start_none_even_later() throws Exception {
        small(Set.of(Cause.TERMINATION));
        clinic.now = clinic.now.plusSeconds(1);
        for (int i = 0; i <= Planning.MOST; i++) {
            leaves(clinic.person("nurse" + i, "chief", "nurse"), "OUT");
        }
        clinic.after(Duration.ofMinutes(6));
        clinic.after(Duration.ofMinutes(6));
        assertThat(campaigns()).isEmpty();
        assertThat(topics()).containsExactly("review-many-events");
    }

    @Test
    void a_campaign_begun_in_a_transaction_that_dies_leaves_nothing_and_starts_once_afterwards() throws Exception {
        every(30, nurses());
        clinic.now = clinic.now.plus(Duration.ofDays(2));
        clinic.worksUntil("CAMPAIGN_LAUNCHED");
        clinic.dies();
        assertThat(campaigns()).isEmpty();
        assertThat(clinic.count("SELECT count(*) FROM kw_review_item")).isZero();
        assertThat(clinic.count("SELECT count(*) FROM kw_review_plan WHERE last_campaign IS NOT NULL"))
                .isZero();
        clinic.rounds();
        clinic.rounds();
        assertThat(campaigns()).singleElement().extracting(Campaign::state).isEqualTo(CampaignState.RUNNING);
        assertThat(clinic.acted()).containsOnlyOnce("CAMPAIGN_DRAFTED", "CAMPAIGN_PREVIEWED", "CAMPAIGN_LAUNCHED");
    }

    @Test
    void a_small_review_begun_in_a_transaction_that_dies_leaves_nothing_and_starts_once_afterwards() throws Exception {
        small(ALL);
        clinic.after(Duration.ofMinutes(6));
        moves(ada, "Oncology");
        clinic.now = clinic.now.plus(Duration.ofMinutes(6));
        clinic.worksUntil("CAMPAIGN_LAUNCHED");
        clinic.dies();
        assertThat(campaigns()).isEmpty();
        assertThat(clinic.count("SELECT count(*) FROM kw_review_happening WHERE state = 'WAITING'"))
                .isEqualTo(1);
        clinic.rounds();
        clinic.rounds();
        assertThat(campaigns()).singleElement().extracting(Campaign::state).isEqualTo(CampaignState.RUNNING);
        assertThat(clinic.acted()).containsOnlyOnce("CAMPAIGN_DRAFTED", "CAMPAIGN_LAUNCHED");
    }

    private void leaves(UserId person, String state) throws Exception {
        clinic.run(
                "INSERT INTO kw_leaver (id, realm_id, user_id, source, reported_by, reported_at, last_moment, reason, server,"
                        + " state, out_at) VALUES (gen_random_uuid(), ?, ?, 'STAFF', 'admin', ?, ?, 'a test', '', ?, ?)",
                clinic.realm.value(),
                person.value(),
                clinic.now,
                clinic.now,
                state,
                clinic.now);
        clinic.tx.commit();
    }

    private void hears(String id, String type, Map<String, String> facts) throws Exception {
        Recorded.Act act = new Recorded.Act(
                id + "0".repeat(32 - id.length()),
                clinic.now,
                clinic.realm.value(),
                "breakglass",
                type,
                null,
                null,
                ada.value(),
                "ada",
                Actor.NOBODY,
                facts);
        new AlarmsHeard().project(clinic.tx, List.of(new Entry(1, clinic.now, "boot", 1, act)));
        clinic.tx.commit();
    }

    private Plan every(int days, Definition definition) throws Exception {
        Plan plan = plans().make(
                        clinic.tx,
                        clinic,
                        clinic.realm,
                        Clinic.ADMIN,
                        definition,
                        new Plan.Starts.Every(days, clinic.now.plus(Duration.ofDays(1))),
                        "a test");
        clinic.tx.commit();
        return plan;
    }

    private void small(Set<Cause> causes) throws Exception {
        plans().make(
                        clinic.tx,
                        clinic,
                        clinic.realm,
                        Clinic.ADMIN,
                        SmallReview.of("Small reviews", "", OWNER, DEPUTY, 7),
                        new Plan.Starts.When(causes),
                        "a test");
        clinic.rounds();
    }

    /** As a directory does it: away and there again. */
    private void moves(UserId person, String department) throws Exception {
        clinic.run("DELETE FROM user_attribute WHERE name = 'department' AND user_id = ?", person.value());
        clinic.attribute(person, "department", department);
        clinic.tx.commit();
    }

    private Plans plans() {
        return new Plans(clinic.clock());
    }

    private List<Campaign> campaigns() throws Exception {
        return new Campaigns().list(clinic.tx, clinic.realm, null, null, 100);
    }

    /** Without those that every running campaign sends. */
    private List<String> topics() {
        return clinic.told.stream()
                .map(Notice::topic)
                .filter(topic -> !topic.equals("review-open") && !topic.equals("review-sign-off"))
                .toList();
    }

    private static Definition nurses() {
        return Clinic.definition(
                Scope.ofRoles(List.of("nurse")), 1, ReviewerRule.manager(), ReviewerRule.named(DEPUTY));
    }
}
