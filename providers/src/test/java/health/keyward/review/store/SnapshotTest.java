package health.keyward.review.store;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.kernel.UserId;
import health.keyward.keycloak.Sql;
import health.keyward.review.core.Campaign;
import health.keyward.review.core.Definition;
import health.keyward.review.core.Facts;
import health.keyward.review.core.Item;
import health.keyward.review.core.ItemKind;
import health.keyward.review.core.Outcome;
import health.keyward.review.core.Recommendation.Reason;
import health.keyward.review.core.Refusal;
import health.keyward.review.core.ReviewerRule;
import health.keyward.review.core.Risk;
import health.keyward.review.core.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is frozen, where a right really comes from, and who is asked, on a real database (AR-1 to AR-4, AR-7). */
class SnapshotTest {
    private Clinic clinic;

    @BeforeEach
    void opens() throws Exception {
        clinic = new Clinic();
        clinic.person("chief", null, "reviewer");
        clinic.person("deputy", null, "reviewer");
        clinic.person("warden", null, "reviewer");
    }

    @AfterEach
    void closes() throws Exception {
        clinic.close();
    }

    @Test
    void a_role_by_a_nested_group_names_the_group_whose_membership_gives_it() throws Exception {
        clinic.contains("ward-staff", "nurse");
        clinic.group("hospital", null, "ward-staff");
        clinic.group("icu", "hospital");
        UserId ada = clinic.person("ada", "chief");
        clinic.joins(ada, "icu");
        Campaign campaign = clinic.previewed(Clinic.definition(
                Scope.ofRoles(List.of("nurse")), 1, ReviewerRule.manager(), ReviewerRule.named(new UserId("deputy"))));
        Item item = clinic.item(campaign, ada);
        assertThat(item.kind()).isEqualTo(ItemKind.INHERITED);
        assertThat(item.entitlement()).isEqualTo("nurse");
        assertThat(item.path())
                .containsExactly("group /hospital/icu", "group /hospital", "role ward-staff", "role nurse");
        assertThat(item.denial()).isEqualTo(new Item.Denial(true, "g-icu", "/hospital/icu", 0));
        assertThat(item.reviewer()).isEqualTo(new UserId("chief"));
    }

    @Test
    void a_role_within_another_names_the_one_that_was_given() throws Exception {
        clinic.contains("ward-staff", "nurse");
        UserId ada = clinic.person("ada", "chief", "ward-staff");
        Campaign campaign = clinic.previewed(Clinic.definition(
                Scope.ofRoles(List.of("nurse")), 1, ReviewerRule.manager(), ReviewerRule.named(new UserId("deputy"))));
        Item item = clinic.item(campaign, ada);
        assertThat(item.path()).containsExactly("role ward-staff", "role nurse");
        assertThat(item.denial().group()).isFalse();
        assertThat(item.denial().name()).isEqualTo("ward-staff");
    }

    @Test
    void everything_is_roles_and_groups_and_each_once() throws Exception {
        clinic.group("icu", null, "nurse");
        UserId ada = clinic.person("ada", "chief", "billing");
        clinic.joins(ada, "icu");
        Campaign campaign = clinic.previewed(everything());
        assertThat(clinic.items(campaign).stream().filter(item -> item.person().equals(ada)))
                .extracting(item -> item.kind() + " " + item.entitlement())
                .containsExactlyInAnyOrder("ROLE billing", "GROUP /icu");
    }

    @Test
    void risk_follows_what_a_role_contains() throws Exception {
        clinic.role("system-admin");
        clinic.contains("helper", "system-admin");
        clinic.role("nurse");
        clinic.mark("nurse", "keyward.sensitivity", "phi");
        UserId ada = clinic.person("ada", "chief", "helper");
        UserId ben = clinic.person("ben", "chief", "nurse");
        UserId cyd = clinic.person("cyd", "chief", "billing");
        Campaign campaign = clinic.previewed(everything());
        assertThat(clinic.item(campaign, ada).risk()).isEqualTo(Risk.HIGH);
        assertThat(clinic.item(campaign, ada).guarded()).isTrue();
        assertThat(clinic.item(campaign, ben).risk()).isEqualTo(Risk.ELEVATED);
        assertThat(clinic.item(campaign, ben).clinical()).isTrue();
        assertThat(clinic.item(campaign, cyd).risk()).isEqualTo(Risk.LOW);
    }

    @Test
    void a_scope_by_unit_and_data_class_narrows() throws Exception {
        clinic.role("nurse");
        clinic.mark("nurse", "keyward.sensitivity", "phi");
        UserId ada = clinic.person("ada", "chief", "nurse", "billing");
        clinic.attribute(ada, "department", "Oncology");
        UserId ben = clinic.person("ben", "chief", "nurse");
        clinic.attribute(ben, "department", "Surgery");
        Scope scope = new Scope(
                List.of(),
                List.of(),
                List.of("phi"),
                List.of("Oncology"),
                true,
                false,
                false,
                false,
                false,
                null,
                null);
        Campaign campaign = clinic.previewed(
                Clinic.definition(scope, 1, ReviewerRule.manager(), ReviewerRule.named(new UserId("deputy"))));
        assertThat(clinic.items(campaign))
                .singleElement()
                .satisfies(item -> assertThat(item.entitlement()).isEqualTo("nurse"));
    }

    @Test
    void only_what_is_new_since_another_campaign() throws Exception {
        UserId ada = clinic.person("ada", "chief", "nurse");
        Campaign first = clinic.previewed(everything());
        clinic.give(ada, "billing");
        Scope since = new Scope(
                List.of(), List.of(), List.of(), List.of(), true, false, false, false, false, null, first.id());
        Campaign second = clinic.previewed(
                Clinic.definition(since, 1, ReviewerRule.manager(), ReviewerRule.named(new UserId("deputy"))));
        assertThat(clinic.items(second)).extracting(Item::entitlement).containsExactly("billing");
    }

    @Test
    void use_conflicts_and_peers_are_known_at_the_snapshot() throws Exception {
        clinic.role("prescriber");
        clinic.mark("prescriber", "keyward.conflicts_with", "dispenser");
        UserId ada = clinic.person("ada", "chief", "prescriber", "dispenser");
        clinic.run(
                "INSERT INTO kw_history_entitlement VALUES (?, ?, 'ROLE', 'r-prescriber', ?)",
                clinic.realm.value(),
                ada.value(),
                clinic.now);
        Campaign campaign = clinic.previewed(Clinic.definition(
                Scope.ofRoles(List.of("prescriber", "dispenser")),
                1,
                ReviewerRule.manager(),
                ReviewerRule.named(new UserId("deputy"))));
        assertThat(clinic.items(campaign)).allSatisfy(item -> {
            if (item.entitlement().equals("prescriber")) {
                assertThat(item.facts().conflicts()).containsExactly("dispenser");
                assertThat(item.recommendation().reasons()).contains(Reason.CONFLICT, Reason.USED_LATELY);
            } else {
                assertThat(item.recommendation().reasons()).containsExactly(Reason.NEVER_USED);
            }
        });
    }

    @Test
    void who_gave_a_right_and_when_is_known_as_far_as_the_ledger_saw_it() throws Exception {
        UserId ada = clinic.person("ada", "chief", "nurse", "billing");
        clinic.group("icu", null, "prescriber");
        clinic.joins(ada, "icu");
        given("REALM_ROLE_MAPPING", "UserRoleMapping", "roleId", "r-nurse", ada, 300, "smith");
        given("REALM_ROLE_MAPPING", "UserRoleMapping", "roleId", "r-nurse", ada, 20, "mgarcia");
        given("GROUP_MEMBERSHIP", "UserGroupMembership", "groupId", "g-icu", ada, 5, null);
        Campaign campaign = clinic.previewed(everything());
        assertThat(clinic.items(campaign).stream().filter(item -> item.person().equals(ada)))
                .extracting(item -> item.entitlement() + " " + granter(item) + " "
                        + item.facts().grantedAt())
                .containsExactlyInAnyOrder(
                        "nurse mgarcia " + clinic.now.minus(Duration.ofDays(20)),
                        "/icu nobody " + clinic.now.minus(Duration.ofDays(5)),
                        "billing nobody null");
    }

    private static String granter(Item item) {
        UserId by = item.facts().grantedBy();
        return by == null ? "nobody" : by.value();
    }

    private void given(
            String area, String thing, String part, String id, UserId person, int daysAgo, @Nullable String by)
            throws Exception {
        Instant at = clinic.now.minus(Duration.ofDays(daysAgo));
        Sql.of("SELECT kw_month('kw_history_change', ?::timestamptz)", at.toString())
                .first(clinic.tx, row -> true);
        clinic.run(
                "INSERT INTO kw_history_change (at, seq, nseq, event_id, realm_id, source, operation, area, target,"
                        + " target_user_id, actor_id, fields, boot) VALUES (?, ?, 1, gen_random_uuid(), ?, 'ADMIN_EVENT',"
                        + " 'CREATE', ?, 'users', ?, ?, jsonb_build_array(jsonb_build_object('thing', ?::text, 'thingId',"
                        + " ?::text, 'name', ?::text, 'before', NULL, 'after', 'its name')), 'boot')",
                at,
                (long) daysAgo,
                clinic.realm.value(),
                area,
                person.value(),
                by,
                thing,
                id + "/" + person.value(),
                part);
    }

    @Test
    void emergency_accesses_of_the_last_ninety_days_are_counted() throws Exception {
        UserId ada = clinic.person("ada", "chief", "nurse");
        UserId ben = clinic.person("ben", "chief", "nurse");
        for (int daysAgo : new int[] {1, 80, 100}) {
            Instant at = clinic.now.minus(Duration.ofDays(daysAgo));
            clinic.run(
                    "INSERT INTO kw_grant (id, realm_id, person, username, patient, apps, data_class, action, purpose,"
                            + " reason, reasons_version, from_at, until_at, session_id, client_id, waived, degraded) VALUES"
                            + " (gen_random_uuid(), ?, ?, 'ada', 'p-1', '{ehr}', 'clinical', 'read', 'BTG', 'r', 1, ?, ?,"
                            + " ?, 'ehr', false, false)",
                    clinic.realm.value(),
                    ada.value(),
                    at,
                    at.plus(Duration.ofMinutes(15)),
                    "s" + daysAgo);
        }
        Campaign campaign = clinic.previewed(everything());
        assertThat(clinic.item(campaign, ada).facts().emergencyUses()).isEqualTo(2);
        assertThat(clinic.item(campaign, ben).facts().emergencyUses()).isZero();
    }

    @Test
    void how_often_a_right_was_used_is_known_as_far_as_days_were_counted() throws Exception {
        UserId ada = clinic.person("ada", "chief", "nurse", "billing");
        UserId ben = clinic.person("ben", "chief", "nurse");
        clinic.run(
                "INSERT INTO kw_history_entitlement VALUES (?, ?, 'ROLE', 'r-nurse', ?, (B'101' || rpad('', 86, '0') ||"
                        + " B'1')::bit(90))",
                clinic.realm.value(),
                ada.value(),
                clinic.now.minus(Duration.ofDays(1)));
        clinic.run("UPDATE kw_history_use_counted SET since = ?", clinic.now.minus(Duration.ofDays(300)));
        Campaign campaign = clinic.previewed(everything());
        assertThat(clinic.items(campaign).stream().filter(item -> item.person().equals(ada)))
                .extracting(item -> item.entitlement() + " " + item.facts().use())
                .containsExactlyInAnyOrder("nurse Use[days=2, of=90]", "billing Use[days=0, of=90]");
        assertThat(clinic.item(campaign, ben).facts().use()).isNull();
        clinic.run("UPDATE kw_history_use_counted SET since = ?", clinic.now.minus(Duration.ofDays(9)));
        assertThat(clinic.items(clinic.previewed(everything())).stream()
                        .filter(item -> item.person().equals(ada)))
                .extracting(item -> item.facts().use())
                .containsExactlyInAnyOrder(new Facts.Use(2, 10), new Facts.Use(0, 10));
    }

    @Test
    void emergency_accesses_that_wait_for_a_judgement_or_were_incidents_are_open() throws Exception {
        UserId ada = clinic.person("ada", "chief", "nurse");
        UserId ben = clinic.person("ben", "chief", "nurse");
        judged(ada, 3, null, null);
        judged(ada, 20, "INCIDENT", 10);
        judged(ada, 30, "APPROPRIATE", 10);
        judged(ada, 200, "INCIDENT", 100);
        Campaign campaign = clinic.previewed(everything());
        assertThat(clinic.item(campaign, ada).facts().openIncidents()).isEqualTo(2);
        assertThat(clinic.item(campaign, ada).recommendation().reasons()).contains(Reason.INCIDENT_OPEN);
        assertThat(clinic.item(campaign, ben).facts().openIncidents()).isZero();
    }

    private void judged(UserId person, int daysAgo, @Nullable String verdict, @Nullable Integer closedDaysAgo)
            throws Exception {
        Instant at = clinic.now.minus(Duration.ofDays(daysAgo));
        String id = UUID.randomUUID().toString();
        clinic.run(
                "INSERT INTO kw_grant (id, realm_id, person, username, patient, apps, data_class, action, purpose,"
                        + " reason, reasons_version, from_at, until_at, session_id, client_id, waived, degraded) VALUES"
                        + " (?::uuid, ?, ?, 'ada', 'p-1', '{ehr}', 'clinical', 'read', 'BTG', 'r', 1, ?, ?, ?, 'ehr',"
                        + " false, false)",
                id,
                clinic.realm.value(),
                person.value(),
                at,
                at.plus(Duration.ofMinutes(15)),
                id);
        clinic.run(
                "INSERT INTO kw_case (id, realm_id, opened_at, due_at, state, disposition, closed_at) VALUES (?::uuid,"
                        + " ?, ?, ?, ?, ?, ?::timestamptz)",
                id,
                clinic.realm.value(),
                at,
                at.plus(Duration.ofDays(3)),
                verdict == null ? "OPEN" : "CLOSED",
                verdict,
                closedDaysAgo == null
                        ? null
                        : clinic.now.minus(Duration.ofDays(closedDaysAgo)).toString());
    }

    @Test
    void the_chief_is_reviewed_by_the_fallback_and_nobody_by_themselves() throws Exception {
        clinic.attribute(new UserId("chief"), "manager", "chief");
        clinic.person("ada", "chief", "nurse");
        Campaign campaign = clinic.previewed(everything());
        assertThat(clinic.items(campaign)).isNotEmpty().allSatisfy(item -> {
            assertThat(item.reviewer()).isNotNull().isNotEqualTo(item.person());
        });
        assertThat(clinic.item(campaign, new UserId("chief")).reviewer()).isEqualTo(new UserId("deputy"));
    }

    @Test
    void whom_attributes_name_reviews_and_never_the_person() throws Exception {
        clinic.person("head", null, "reviewer");
        clinic.attribute(new UserId("head"), "head_of", "Oncology");
        clinic.person("mentor", null, "reviewer");
        UserId ada = clinic.person("ada", null, "nurse");
        clinic.attribute(ada, "department", "Oncology");
        clinic.attribute(ada, "mentor", "Mentor");
        UserId ben = clinic.person("ben", null, "nurse", "reviewer");
        clinic.attribute(ben, "department", "Surgery");
        clinic.attribute(ben, "head_of", "Surgery");
        clinic.attribute(ben, "mentor", "ben");
        Scope nurses = Scope.ofRoles(List.of("nurse"));
        ReviewerRule fallback = ReviewerRule.named(new UserId("deputy"));
        Campaign byHead = clinic.previewed(
                Clinic.definition(nurses, 1, ReviewerRule.by("head_of = person.department"), fallback));
        assertThat(clinic.item(byHead, ada).reviewer()).isEqualTo(new UserId("head"));
        assertThat(clinic.item(byHead, ben).reviewer()).isEqualTo(new UserId("deputy"));
        Campaign byMentor = clinic.previewed(Clinic.definition(nurses, 1, ReviewerRule.by("person.mentor"), fallback));
        assertThat(clinic.item(byMentor, ada).reviewer()).isEqualTo(new UserId("mentor"));
        assertThat(clinic.item(byMentor, ben).reviewer()).isEqualTo(new UserId("deputy"));
        assertThat(clinic.again(byHead)
                        .definition()
                        .stages()
                        .getFirst()
                        .reviewers()
                        .getFirst())
                .isEqualTo(ReviewerRule.by("head_of=person.department"));
    }

    @Test
    void what_nobody_may_review_is_shown_and_stops_the_launch() throws Exception {
        clinic.person("ada", null, "nurse");
        Campaign campaign = clinic.previewed(Clinic.definition(
                Scope.everything(), 1, ReviewerRule.manager(), ReviewerRule.named(new UserId("ada"))));
        assertThat(new Items().orphans(clinic.tx, campaign.id(), 10)).isNotEmpty();
        assertThat(clinic.leading()
                        .launch(
                                clinic.tx,
                                clinic,
                                clinic.realm,
                                Clinic.ADMIN,
                                campaign.id(),
                                String.valueOf(campaign.populationHash()),
                                "a test"))
                .isEqualTo(Outcome.refused(Refusal.ORPHANS));
    }

    @Test
    void a_preview_keeps_what_its_items_add_up_to() throws Exception {
        clinic.person("ada", null, "nurse");
        clinic.person("ben", null, "nurse");
        clinic.person("cora", null, "system-admin");
        Campaign campaign = clinic.previewed(everything());
        Figures kept = new Campaigns().figures(clinic.tx, campaign.id());
        List<Item> all = clinic.items(campaign);
        assertThat(kept.items()).isEqualTo(all.size());
        assertThat(kept.people())
                .isEqualTo(all.stream().map(Item::person).distinct().count());
        assertThat(kept.risks())
                .isEqualTo(all.stream().collect(Collectors.groupingBy(Item::risk, Collectors.counting())));
        assertThat(kept.kinds())
                .isEqualTo(all.stream().collect(Collectors.groupingBy(Item::kind, Collectors.counting())));
        assertThat(kept.unassigned())
                .isEqualTo(all.stream().filter(one -> one.reviewer() == null).count());
        assertThat(kept.loads()).containsExactlyElementsOf(new Items().loads(clinic.tx, campaign.id()));
        assertThat(kept.onFallback()).isPositive();
    }

    @Test
    void ids_of_a_preview_go_up_from_a_beginning_of_their_own() throws Exception {
        clinic.person("ada", null, "nurse");
        clinic.person("ben", null, "nurse");
        Campaign one = clinic.previewed(everything());
        Campaign other = clinic.previewed(everything());
        List<String> ids = clinic.items(one).stream()
                .map(item -> item.id().toString())
                .sorted()
                .toList();
        assertThat(ids.getFirst()).endsWith("-000000000001");
        assertThat(ids).allMatch(id -> id.startsWith(ids.getFirst().substring(0, 24)));
        assertThat(ids)
                .doesNotContainAnyElementsOf(clinic.items(other).stream()
                        .map(item -> item.id().toString())
                        .toList());
        assertThat(clinic.items(one)).allMatch(item -> item.id().version() == 8);
    }

    private static Definition everything() {
        return Clinic.definition(
                Scope.everything(),
                1,
                ReviewerRule.manager(),
                ReviewerRule.named(new UserId("deputy")),
                ReviewerRule.named(new UserId("chief")),
                ReviewerRule.named(new UserId("warden")));
    }
}
