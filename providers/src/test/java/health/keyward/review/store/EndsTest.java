package health.keyward.review.store;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.kernel.UserId;
import health.keyward.notice.Notice;
import health.keyward.review.core.Campaign;
import health.keyward.review.core.CampaignState;
import health.keyward.review.core.Decision;
import health.keyward.review.core.Definition;
import health.keyward.review.core.Effect;
import health.keyward.review.core.Item;
import health.keyward.review.core.KeptUntil;
import health.keyward.review.core.ReviewerRule;
import health.keyward.review.core.Scope;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was kept until a day ends on that day (AR-6, AR-14), on a real database. */
class EndsTest {
    private static final UserId OWNER = new UserId("owner");
    private static final UserId DEPUTY = new UserId("deputy");
    private static final Duration A_MONTH = Duration.ofDays(30);

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
    void what_was_kept_for_a_month_is_taken_when_it_is_over_and_read_again() throws Exception {
        Campaign campaign = reviewed(nurses());
        assertThat(clinic.again(campaign).state()).isEqualTo(CampaignState.AWAITING_SIGN_OFF);
        assertThat(end(campaign, ada).effect()).isEqualTo(Effect.WAITING);
        clinic.acts.clear();
        clinic.after(Duration.ofDays(21));
        assertThat(clinic.ended).isEmpty();
        clinic.after(Duration.ofDays(2));
        assertThat(end(campaign, ada).effect()).isEqualTo(Effect.EFFECTIVE);
        assertThat(clinic.ended).containsExactly(ada);
        assertThat(clinic.acted()).containsSubsequence("RIGHT_APPLIED", "RIGHT_EFFECTIVE");
        assertThat(clinic.acts).allSatisfy(act -> {
            assertThat(act.about()).isEqualTo(campaign.about());
            assertThat(act.facts()).containsKey("keptUntil");
        });
        assertThat(clinic.item(campaign, ada).effect()).isEqualTo(Effect.NONE);
        assertThat(clinic.item(campaign, ada).outcome()).isEqualTo(Decision.KEEP);
    }

    @Test
    void who_was_kept_without_an_end_keeps_it() throws Exception {
        Campaign campaign = reviewed(nurses());
        clinic.after(Duration.ofDays(400));
        assertThat(new Ends()
                        .of(
                                clinic.tx,
                                campaign.id(),
                                List.of(clinic.item(campaign, ben).id())))
                .isEmpty();
        assertThat(clinic.ended).doesNotContain(ben);
    }

    @Test
    void the_owner_hears_a_week_before_and_once() throws Exception {
        reviewed(nurses());
        clinic.after(Duration.ofDays(10));
        assertThat(topics()).doesNotContain("review-ends-soon");
        clinic.after(Duration.ofDays(8));
        clinic.after(Duration.ofDays(1));
        assertThat(clinic.told.stream().filter(notice -> notice.topic().equals("review-ends-soon")))
                .singleElement()
                .satisfies(notice ->
                        assertThat(notice.facts()).containsEntry("rights", "1").containsEntry("due", "2026-04-01"));
    }

    @Test
    void a_later_review_that_decides_anew_comes_before() throws Exception {
        Campaign first = reviewed(nurses());
        Campaign second = clinic.launched(nurses());
        Clinic.done(clinic.answers(clinic.item(second, ada), Decision.KEEP));
        Clinic.done(clinic.answers(clinic.item(second, ben), Decision.KEEP));
        clinic.after(Duration.ofDays(8));
        clinic.after(A_MONTH);
        assertThat(end(first, ada).effect()).isEqualTo(Effect.UNDONE);
        assertThat(end(first, ada).detail()).isEqualTo("reviewed anew");
        assertThat(clinic.ended).isEmpty();
    }

    @Test
    void a_later_review_that_nobody_answered_changes_nothing() throws Exception {
        Campaign first = reviewed(nurses());
        clinic.launched(nurses());
        clinic.after(Duration.ofDays(8));
        clinic.after(A_MONTH);
        assertThat(end(first, ada).effect()).isEqualTo(Effect.EFFECTIVE);
    }

    @Test
    void what_only_an_administrator_may_take_waits_for_one_who_is_told() throws Exception {
        clinic.role("system-admin");
        UserId cyd = clinic.person("cyd", "chief", "system-admin");
        Campaign campaign = clinic.launched(Clinic.definition(
                Scope.ofRoles(List.of("system-admin")), 1, ReviewerRule.manager(), ReviewerRule.named(DEPUTY)));
        clinic.keeps(clinic.item(campaign, cyd), A_MONTH);
        clinic.after(Duration.ofDays(8));
        clinic.after(A_MONTH);
        assertThat(end(campaign, cyd).effect()).isEqualTo(Effect.BY_HAND);
        assertThat(topics()).contains("review-ended-by-hand");
        assertThat(clinic.ended).isEmpty();
        Item item = clinic.item(campaign, cyd);
        Clinic.done(
                clinic.leading().applyByHand(clinic.tx, clinic, clinic.realm, Clinic.ADMIN, campaign.id(), item.id()));
        clinic.rounds();
        assertThat(end(campaign, cyd).effect()).isEqualTo(Effect.EFFECTIVE);
    }

    @Test
    void a_node_that_dies_while_it_takes_leaves_it_to_the_next_which_takes_it_once() throws Exception {
        Campaign campaign = reviewed(nurses());
        clinic.acts.clear();
        clinic.now = clinic.now.plus(A_MONTH);
        clinic.worksUntil("RIGHT_APPLIED");
        clinic.dies();
        assertThat(end(campaign, ada).effect()).isEqualTo(Effect.WAITING);
        assertThat(clinic.count("SELECT count(*) FROM user_role_mapping WHERE user_id = 'ada' AND role_id = 'r-nurse'"))
                .isEqualTo(1);
        clinic.rounds();
        clinic.rounds();
        assertThat(clinic.acted()).containsOnlyOnce("RIGHT_APPLIED", "RIGHT_EFFECTIVE");
        assertThat(clinic.ended).containsExactly(ada);
        assertThat(end(campaign, ada).effect()).isEqualTo(Effect.EFFECTIVE);
    }

    @Test
    void what_is_given_again_after_its_end_has_drifted() throws Exception {
        Campaign campaign = reviewed(nurses());
        clinic.after(A_MONTH);
        clinic.give(ada, "nurse");
        clinic.after(Duration.ofMinutes(20));
        clinic.after(Duration.ofMinutes(20));
        assertThat(end(campaign, ada).effect()).isEqualTo(Effect.DRIFTED);
        assertThat(topics().stream().filter("review-drifted"::equals)).hasSize(1);
    }

    @Test
    void nothing_is_taken_for_a_campaign_that_was_given_up() throws Exception {
        for (int i = 0; i < 40; i++) {
            clinic.person("nurse" + i, "chief", "nurse");
        }
        Campaign campaign = clinic.launched(nurses());
        for (Item item : clinic.items(campaign)) {
            if (item.person().equals(ada)) {
                clinic.keeps(item, A_MONTH);
            } else {
                Clinic.done(clinic.answers(item, Decision.REVOKE));
            }
        }
        clinic.after(Duration.ofDays(8));
        assertThat(clinic.again(campaign).state()).isEqualTo(CampaignState.HALTED);
        Clinic.done(clinic.leading().cancel(clinic.tx, clinic, clinic.realm, Clinic.ADMIN, campaign.id(), "a test"));
        clinic.after(Duration.ofDays(60));
        assertThat(end(campaign, ada).effect()).isEqualTo(Effect.WAITING);
        assertThat(clinic.ended).isEmpty();
    }

    @Test
    void what_was_signed_stays_as_it_was_signed() throws Exception {
        Campaign campaign = reviewed(nurses());
        String before = new Evidence().hash(clinic.tx, clinic.again(campaign));
        clinic.after(A_MONTH);
        assertThat(end(campaign, ada).effect()).isEqualTo(Effect.EFFECTIVE);
        assertThat(new Evidence().hash(clinic.tx, clinic.again(campaign))).isEqualTo(before);
        assertThat(clinic.leading().hinders(clinic.tx, clinic.again(campaign), OWNER))
                .isEmpty();
    }

    /** Ada's right is kept for a month, Ben's without an end, and the stage is over. */
    private Campaign reviewed(Definition definition) throws Exception {
        Campaign campaign = clinic.launched(definition);
        clinic.keeps(clinic.item(campaign, ada), A_MONTH);
        Clinic.done(clinic.answers(clinic.item(campaign, ben), Decision.KEEP));
        clinic.after(Duration.ofDays(8));
        return campaign;
    }

    private KeptUntil end(Campaign campaign, UserId person) throws Exception {
        Item item = clinic.item(campaign, person);
        KeptUntil found =
                new Ends().of(clinic.tx, campaign.id(), List.of(item.id())).get(item.id());
        assertThat(found).isNotNull();
        return found;
    }

    private List<String> topics() {
        return clinic.told.stream().map(Notice::topic).toList();
    }

    private static Definition nurses() {
        return Clinic.definition(
                Scope.ofRoles(List.of("nurse")), 1, ReviewerRule.manager(), ReviewerRule.named(DEPUTY));
    }
}
