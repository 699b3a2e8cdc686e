package health.keyward.review.store;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.audit.Recorded;
import health.keyward.kernel.UserId;
import health.keyward.review.core.Campaign;
import health.keyward.review.core.Decision;
import health.keyward.review.core.Definition;
import health.keyward.review.core.Effect;
import health.keyward.review.core.Foreign;
import health.keyward.review.core.Item;
import health.keyward.review.core.ItemKind;
import health.keyward.review.core.Origin;
import health.keyward.review.core.Origin.Holding;
import health.keyward.review.core.Outcome;
import health.keyward.review.core.Refusal;
import health.keyward.review.core.ReviewerRule;
import health.keyward.review.core.Scope;
import health.keyward.review.core.Task;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rights that another system holds: what is seen of them, and that a denial is done only when they are gone there (AR-2, AR-14). */
class ForeignRightsTest {
    private static final Duration STAGE = Duration.ofDays(8);

    private Clinic clinic;

    @BeforeEach
    void opens() throws Exception {
        clinic = new Clinic();
        clinic.person("chief", null, "reviewer");
        clinic.person("deputy", null, "reviewer");
        clinic.person("warden", null, "reviewer");
        clinic.role("nurse");
    }

    @AfterEach
    void closes() throws Exception {
        clinic.close();
    }

    @Test
    void what_only_a_directory_holds_is_an_item_with_its_source() throws Exception {
        UserId ada = clinic.person("ada", "chief");
        clinic.group("icu", null, "nurse");
        directory(ada, true, "g-icu", "icu-staff");
        directory(ada, false, "r-nurse", "nurses");
        Campaign campaign = clinic.previewed(definition(Scope.everything()));
        assertThat(clinic.items(campaign).stream().filter(item -> item.person().equals(ada)))
                .extracting(item -> item.kind() + " " + item.entitlement() + " " + item.origin())
                .containsExactlyInAnyOrder(
                        "GROUP /icu " + origin(Origin.Kind.DIRECTORY, "icu-staff", Holding.THERE),
                        "ROLE nurse " + origin(Origin.Kind.DIRECTORY, "nurses", Holding.THERE));
        Item inherited = clinic.items(clinic.previewed(definition(Scope.ofRoles(List.of("nurse"))))).stream()
                .filter(item -> item.person().equals(ada) && item.kind() == ItemKind.INHERITED)
                .findFirst()
                .orElseThrow();
        assertThat(inherited.denial().group()).isTrue();
        assertThat(inherited.origin()).isEqualTo(origin(Origin.Kind.DIRECTORY, "icu-staff", Holding.THERE));
    }

    @Test
    void a_mapped_right_is_foreign_only_for_those_who_come_from_that_system() throws Exception {
        UserId ada = clinic.person("ada", "chief", "nurse", "billing");
        UserId ben = clinic.person("ben", "chief", "nurse");
        UserId cyd = clinic.person("cyd", "chief", "nurse");
        signsInBy(ada, "partner");
        comesFrom(cyd, "corp");
        mapped(Origin.Kind.IDENTITY_PROVIDER, "job=nurse", Holding.BOTH);
        mapped(Origin.Kind.DIRECTORY, "nurses", Holding.HERE);
        Campaign campaign = clinic.previewed(definition(Scope.everything()));
        assertThat(clinic.items(campaign).stream()
                        .filter(item -> !item.entitlement().equals("reviewer")))
                .extracting(item -> item.person().value() + " " + item.entitlement() + " " + external(item))
                .containsExactlyInAnyOrder(
                        "ada nurse job=nurse", "ada billing null", "ben nurse null", "cyd nurse nurses");
    }

    @Test
    void a_denial_that_only_the_directory_can_do_opens_a_task_and_is_done_when_it_is_gone_there() throws Exception {
        UserId ada = clinic.person("ada", "chief");
        directory(ada, false, "r-nurse", "nurses");
        Campaign campaign = denied(ada);
        assertThat(effect(campaign, ada)).isEqualTo(Effect.BY_HAND);
        assertThat(clinic.ended).isEmpty();
        assertThat(tasks(campaign))
                .singleElement()
                .satisfies(task -> assertThat(task.doneAt()).isNull());
        assertThat(says(campaign, ada)).isEqualTo(Outcome.refused(Refusal.STILL_HELD));
        assertThat(effect(campaign, ada)).isEqualTo(Effect.BY_HAND);
        clinic.foreign().clear();
        assertThat(Clinic.done(says(campaign, ada)).doneBy()).isEqualTo("admin");
        assertThat(effect(campaign, ada)).isEqualTo(Effect.EFFECTIVE);
        assertThat(says(campaign, ada)).isEqualTo(Outcome.refused(Refusal.OUT_OF_TURN));
        assertThat(clinic.acted()).containsSubsequence("RIGHT_BY_HAND", "TASK_OPENED", "TASK_DONE", "RIGHT_EFFECTIVE");
        assertThat(clinic.acts.stream().filter(act -> act.type().equals("TASK_DONE")))
                .extracting(Recorded.Act::facts)
                .singleElement()
                .satisfies(facts ->
                        assertThat(facts).containsEntry("system", "corp").containsEntry("reason", "ticket 1"));
    }

    @Test
    void what_an_identity_provider_gives_again_is_taken_here_and_waits_for_the_other_system() throws Exception {
        UserId ada = clinic.person("ada", "chief", "nurse");
        signsInBy(ada, "partner");
        mapped(Origin.Kind.IDENTITY_PROVIDER, "job=nurse", Holding.BOTH);
        Campaign campaign = denied(ada);
        assertThat(effect(campaign, ada)).isEqualTo(Effect.BY_HAND);
        assertThat(clinic.ended).containsExactly(ada);
        clinic.give(ada, "nurse");
        assertThat(says(campaign, ada)).as("it came back").isEqualTo(Outcome.refused(Refusal.STILL_HELD));
        clinic.run("DELETE FROM user_role_mapping WHERE user_id = 'ada'");
        Clinic.done(says(campaign, ada));
        assertThat(effect(campaign, ada)).isEqualTo(Effect.EFFECTIVE);
    }

    @Test
    void what_was_copied_once_is_taken_like_any_other_right() throws Exception {
        UserId ada = clinic.person("ada", "chief", "nurse");
        comesFrom(ada, "corp");
        mapped(Origin.Kind.DIRECTORY, "nurses", Holding.HERE);
        Campaign campaign = denied(ada);
        assertThat(effect(campaign, ada)).isEqualTo(Effect.EFFECTIVE);
        assertThat(tasks(campaign)).isEmpty();
    }

    @Test
    void what_keycloak_writes_to_a_directory_is_taken_there() throws Exception {
        UserId ada = clinic.person("ada", "chief");
        clinic.foreign()
                .add(new Foreign(ada, false, "r-nurse", origin(Origin.Kind.DIRECTORY, "nurses", Holding.WRITTEN)));
        Campaign campaign = denied(ada);
        assertThat(effect(campaign, ada)).isEqualTo(Effect.EFFECTIVE);
        assertThat(tasks(campaign)).isEmpty();
    }

    @Test
    void what_a_directory_gives_again_has_drifted_also_when_it_did_not_answer_at_first() throws Exception {
        UserId ada = clinic.person("ada", "chief");
        UserId ben = clinic.person("ben", "chief");
        directory(ada, false, "r-nurse", "nurses");
        Campaign campaign = denied(ada);
        clinic.foreign().clear();
        Clinic.done(says(campaign, ada));
        directory(ben, false, "r-nurse", "nurses");
        clinic.after(Duration.ofHours(1));
        assertThat(drifts()).as("that another person has it is nothing").isZero();
        directory(ada, false, "r-nurse", "nurses");
        List<Foreign> there = clinic.foreign;
        clinic.foreign = null;
        clinic.after(Duration.ofHours(1));
        assertThat(drifts()).isZero();
        clinic.foreign = there;
        clinic.after(Duration.ofHours(1));
        clinic.after(Duration.ofHours(1));
        assertThat(drifts()).as("once").isEqualTo(1);
        assertThat(effect(campaign, ada)).isEqualTo(Effect.DRIFTED);
        assertThat(clinic.told)
                .filteredOn(notice -> notice.topic().equals("review-drifted"))
                .hasSize(1);
    }

    private long drifts() {
        return clinic.acted().stream().filter("RIGHT_DRIFTED"::equals).count();
    }

    @Test
    void an_administrator_may_sign_with_what_failed_and_the_task_outlives_the_campaign() throws Exception {
        UserId ada = clinic.person("ada", "chief");
        directory(ada, false, "r-nurse", "nurses");
        Campaign campaign = denied(ada);
        assertThat(clinic.leading().hinders(clinic.tx, clinic.again(campaign), new UserId("owner")))
                .contains(Refusal.NOT_DONE);
        Item item = clinic.item(campaign, ada);
        assertThat(Clinic.done(clinic.leading()
                                .applyByHand(clinic.tx, clinic, clinic.realm, Clinic.ADMIN, campaign.id(), item.id()))
                        .effect())
                .isEqualTo(Effect.FAILED);
        assertThat(clinic.leading().hinders(clinic.tx, clinic.again(campaign), new UserId("owner")))
                .isEmpty();
        signs(campaign);
        String files = evidence(campaign);
        assertThat(files).contains("tasks.csv", "context.csv");
        clinic.after(Duration.ofMinutes(1));
        clinic.foreign().clear();
        Clinic.done(says(campaign, ada));
        assertThat(effect(campaign, ada)).as("what was signed stays").isEqualTo(Effect.FAILED);
        assertThat(tasks(campaign))
                .singleElement()
                .satisfies(task -> assertThat(task.doneAt()).isNotNull());
        assertThat(evidence(campaign)).isEqualTo(files);
    }

    @Test
    void what_has_a_task_is_not_taken_back() throws Exception {
        UserId ada = clinic.person("ada", "chief");
        directory(ada, false, "r-nurse", "nurses");
        UserId ben = clinic.person("ben", "chief", "nurse");
        clinic.mark("nurse", "keyward.sensitivity", "phi");
        Campaign campaign = clinic.launched(definition(Scope.ofRoles(List.of("nurse"))));
        for (UserId person : List.of(ada, ben)) {
            Clinic.done(clinic.answers(clinic.item(campaign, person), Decision.REVOKE));
        }
        clinic.after(STAGE);
        Clinic.done(clinic.leading()
                .undo(
                        clinic.tx,
                        clinic,
                        clinic.realm,
                        Clinic.ADMIN,
                        campaign.id(),
                        List.of(clinic.item(campaign, ben).id()),
                        "a mistake"));
        clinic.after(Duration.ofDays(2));
        assertThat(effect(campaign, ada)).isEqualTo(Effect.BY_HAND);
        assertThat(clinic.leading()
                        .undo(
                                clinic.tx,
                                clinic,
                                clinic.realm,
                                Clinic.ADMIN,
                                campaign.id(),
                                List.of(clinic.item(campaign, ada).id()),
                                "a mistake"))
                .isEqualTo(Outcome.refused(Refusal.OUT_OF_TURN));
    }

    @Test
    void nothing_is_previewed_while_a_directory_does_not_answer() throws Exception {
        clinic.person("ada", "chief", "nurse");
        Campaign draft = clinic.leading()
                .draft(clinic.tx, clinic, clinic.realm, Clinic.ADMIN, definition(Scope.everything()), null);
        clinic.foreign = null;
        assertThat(clinic.leading().preview(clinic.tx, clinic, clinic.realm, Clinic.ADMIN, draft.id()))
                .isEqualTo(Outcome.refused(Refusal.DIRECTORY_SILENT));
    }

    private Campaign denied(UserId person) throws Exception {
        Campaign campaign = clinic.launched(definition(Scope.ofRoles(List.of("nurse"))));
        Clinic.done(clinic.answers(clinic.item(campaign, person), Decision.REVOKE));
        clinic.after(STAGE);
        return campaign;
    }

    private Effect effect(Campaign campaign, UserId person) throws Exception {
        return clinic.item(campaign, person).effect();
    }

    private List<Task> tasks(Campaign campaign) throws Exception {
        return new Tasks().list(clinic.tx, campaign.id());
    }

    private Outcome<Task> says(Campaign campaign, UserId person) throws Exception {
        return new Tasks()
                .done(
                        clinic.tx,
                        clinic,
                        clinic.realm,
                        Clinic.ADMIN,
                        campaign.id(),
                        clinic.item(campaign, person).id(),
                        "ticket 1",
                        clinic.now);
    }

    private void signs(Campaign campaign) throws Exception {
        Campaign now = clinic.again(campaign);
        String hash = new Evidence().hash(clinic.tx, now);
        Clinic.done(clinic.leading()
                .signOff(
                        clinic.tx,
                        clinic,
                        clinic.realm,
                        Clinic.ADMIN,
                        new UserId("owner"),
                        campaign.id(),
                        hash,
                        Evidence.Statement.PRESENT,
                        "a test"));
    }

    private String evidence(Campaign campaign) throws Exception {
        Evidence evidence = new Evidence();
        return evidence.manifest(evidence.signed(clinic.tx, clinic.again(campaign)));
    }

    private void mapped(Origin.Kind kind, String external, Holding holding) {
        clinic.foreign().add(new Foreign(null, false, "r-nurse", origin(kind, external, holding)));
    }

    private void directory(UserId person, boolean group, String id, String external) {
        clinic.foreign().add(new Foreign(person, group, id, origin(Origin.Kind.DIRECTORY, external, Holding.THERE)));
    }

    private static Origin origin(Origin.Kind kind, String external, Holding holding) {
        return kind == Origin.Kind.DIRECTORY
                ? new Origin(kind, "corp", "Corporate directory", external, holding)
                : new Origin(kind, "partner", "Partner hospital", external, holding);
    }

    private static @Nullable String external(Item item) {
        Origin origin = item.origin();
        return origin == null ? null : origin.external();
    }

    private void comesFrom(UserId person, String directory) throws Exception {
        clinic.run("UPDATE user_entity SET federation_link = ? WHERE id = ?", directory, person.value());
    }

    private void signsInBy(UserId person, String alias) throws Exception {
        clinic.run(
                "INSERT INTO federated_identity (identity_provider, realm_id, user_id) VALUES (?, ?, ?)",
                alias,
                clinic.realm.value(),
                person.value());
    }

    private static Definition definition(Scope scope) {
        return Clinic.definition(
                scope,
                1,
                ReviewerRule.manager(),
                ReviewerRule.named(new UserId("deputy")),
                ReviewerRule.named(new UserId("chief")),
                ReviewerRule.named(new UserId("warden")));
    }
}
