package health.keyward.local.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanTest {
    private final FakeRealm realm = new FakeRealm();
    private final Settings settings = Fixtures.settings(Variant.PRODUCTION);
    private final Parts parts = new Parts(Fixtures.blueprint(), settings, "old");

    @Test
    void a_plan_names_everything_and_writes_nothing() {
        Plan plan = plan();
        assertThat(plan.differences())
                .contains(
                        "role system-admin: is missing and will be made",
                        "client keyward-console: is missing and will be made",
                        "flow keyward-browser: is missing and will be made",
                        "required action keyward-recovery-codes: is missing and will be made",
                        "client policy keyward-oidc: is missing and will be made");
        assertThat(realm.writes).isEmpty();
    }

    @Test
    void the_second_run_has_nothing_to_do() {
        plan().carryOut();
        realm.writes.clear();
        Plan again = plan();
        assertThat(again.differences()).isEmpty();
        again.carryOut();
        assertThat(realm.writes).isEmpty();
    }

    @Test
    void the_browser_flow_of_the_realm_stays_bound() {
        plan().carryOut();
        assertThat(realm.realm.path("browserFlow").asText()).isEqualTo("browser");
    }

    @Test
    void undo_brings_the_realm_back_to_the_letter() {
        realm.realm.withObject("/attributes").put("theirs", "kept");
        realm.profiles.withArray("/profiles").addObject().put("name", "theirs").put("description", "theirs");
        String before = state();
        Plan plan = plan();
        ArrayNode snapshot = plan.snapshot();
        plan.carryOut();
        assertThat(state()).isNotEqualTo(before);
        new Undo(realm, parts.everything()).carryOut(snapshot);
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void undo_leaves_alone_what_somebody_changed_since() {
        Plan plan = plan();
        ArrayNode snapshot = plan.snapshot();
        plan.carryOut();
        realm.roles.get("system-admin").put("description", "changed by hand");
        List<String> lines = new Undo(realm, parts.everything()).carryOut(snapshot);
        assertThat(lines).contains("role system-admin: was changed by somebody since, left as it is");
        assertThat(realm.roles).containsOnlyKeys("system-admin");
    }

    @Test
    void undo_after_a_run_that_broke_off_takes_back_what_was_made() {
        ArrayNode snapshot = plan().snapshot();
        new RolePart("old", snapshot.path(0).path("after"))
                .put(realm, snapshot.path(0).path("after"));
        new Undo(realm, parts.everything()).carryOut(snapshot);
        assertThat(realm.roles).isEmpty();
    }

    @Test
    void a_client_of_the_same_name_that_is_not_ours_is_refused_and_nothing_is_written() {
        realm.clients.put("keyward-console", Json.object().put("id", "theirs").put("clientId", "keyward-console"));
        Plan plan = plan();
        assertThat(plan.refusals()).singleElement().asString().contains("client keyward-console", "not Keyward's");
        assertThatThrownBy(plan::carryOut).isInstanceOf(IllegalStateException.class);
        assertThat(realm.writes).isEmpty();
    }

    @Test
    void a_flow_of_the_same_name_that_is_not_ours_is_refused() {
        realm.flows.post(
                "/flows",
                Json.object()
                        .put("alias", "keyward-browser")
                        .put("description", "theirs")
                        .put("topLevel", true));
        assertThat(plan().refusals()).singleElement().asString().contains("flow keyward-browser", FlowPart.MARK);
    }

    @Test
    void a_role_of_the_same_name_that_is_not_ours_is_refused() {
        realm.roles.put("system-admin", Json.object().put("name", "system-admin"));
        assertThat(plan().refusals()).singleElement().asString().contains("role system-admin");
    }

    @Test
    void levels_that_apps_rely_on_are_not_overwritten() {
        realm.realm.withObject("/attributes").put("acr.loa.map", "{\"gold\":3}");
        assertThat(plan().refusals()).singleElement().asString().contains("levels of the realm", "gold");
    }

    @Test
    void a_second_factor_that_was_switched_off_is_seen_and_repaired_while_the_flow_is_bound() {
        plan().carryOut();
        realm.realm.put("browserFlow", "keyward-browser");
        realm.flows.stepOf("keyward-otp").put("requirement", "DISABLED");
        Plan repair = plan();
        assertThat(repair.differences()).singleElement().asString().contains("keyward-otp", "DISABLED -> ALTERNATIVE");
        repair.carryOut();
        assertThat(plan().differences()).isEmpty();
    }

    @Test
    void elsewhere_client_policies_concern_our_own_clients_only() {
        plan().carryOut();
        for (JsonNode policy : realm.policies.path("policies")) {
            assertThat(policy.path("conditions").toString())
                    .as(policy.path("name").asText())
                    .contains("keyward.managed");
        }
    }

    @Test
    void a_snapshot_holds_no_secret() {
        assertThat(plan().snapshot().toString()).doesNotContain("generated-for-console");
        plan().carryOut();
        ((ObjectNode) realm.clients.get("keyward-console")).put("name", "changed");
        assertThat(plan().snapshot().toString()).contains("changed").doesNotContain("generated-for-console");
    }

    private Plan plan() {
        return Plan.of(realm, parts.forExisting(false));
    }

    private String state() {
        return String.join(
                "\n",
                realm.realm.toString(),
                realm.roles.toString(),
                realm.clients.toString(),
                realm.profiles.toString(),
                realm.policies.toString(),
                realm.requiredActions.toString(),
                realm.flows.look("/flows").toString());
    }
}
