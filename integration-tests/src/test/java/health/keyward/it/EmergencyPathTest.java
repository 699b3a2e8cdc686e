package health.keyward.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** No change may leave the realm without a working way in for administrators (EA-11). */
class EmergencyPathTest {
    private static final String CONSOLE = "keyward-console";
    private static final List<Map<String, ?>> CASES = List.of(Map.of(
            "name",
            "a record opens",
            "input",
            Map.of("resource", Map.of("type", "record")),
            "want",
            Map.of("decision", true, "reasons", List.of(), "obligations", List.of(), "break_glass", false)));

    @Test
    void the_client_of_the_console_stays_enabled() {
        String path = "hospital/clients/" + Staff.clientUuid(Staff.boss(), CONSOLE);
        ObjectNode client = (ObjectNode) Staff.boss().get(path);
        client.put("enabled", false);
        assertThat(Staff.boss().ask("PUT", path, client).statusCode()).isEqualTo(403);
        assertThat(Staff.boss().get(path).path("enabled").asBoolean()).isTrue();
    }

    @Test
    void the_browser_flow_goes_on_asking_for_a_second_factor() {
        String before = Staff.boss().get("hospital").path("browserFlow").asText();
        assertThat(Staff.boss()
                        .ask("PUT", "hospital", Map.of("browserFlow", "direct grant"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(Staff.boss().get("hospital").path("browserFlow").asText()).isEqualTo(before);
    }

    @Test
    void the_role_of_administrators_is_not_deleted() {
        assertThat(Staff.chief()
                        .ask("DELETE", "hospital/roles/system-admin", null)
                        .statusCode())
                .isEqualTo(403);
        assertThat(Staff.boss().get("hospital/roles/system-admin").path("name").asText())
                .isEqualTo("system-admin");
    }

    /** The real policy, the real sources and the real administrators: at least one of them gets in, so that the console may be held to it. */
    @Test
    void a_policy_that_lets_administrators_in_passes_its_trial_at_the_console() {
        String token = Tokens.fresh();
        JsonNode state = Admin.json(Http.get(History.api("abac/policies"), token));
        HttpResponse<String> proposed = Http.call(
                "POST",
                History.api("abac/policies/enforcement"),
                token,
                Admin.text(Map.of(
                        "app",
                        CONSOLE,
                        "mode",
                        "ENFORCE",
                        "after",
                        state.path("step").asLong(),
                        "reason",
                        "for a test")));
        assertThat(proposed.statusCode()).as(proposed.body()).isEqualTo(200);
        HttpResponse<String> withdrawn = Http.call(
                "POST",
                History.api("approval/proposals/"
                        + Admin.json(proposed).path("proposal").asText() + "/withdraw"),
                token,
                null);
        assertThat(withdrawn.statusCode()).as(withdrawn.body()).isEqualTo(200);
    }

    /** In the second hospital, whose administrators the delivered policy lets into the console and this one lets nowhere. */
    @Test
    void a_policy_that_lets_no_administrator_into_the_console_is_refused_where_the_console_is_held_to_it() {
        long locking = PolicyBundles.handedIn(PolicyBundles.built("lockout", CASES), "for a test");
        long before = PolicyBundles.decides();
        PolicyBundles.agreed(PolicyBundles.proposesToHold(CONSOLE, true, "for a test"));
        try {
            refusedForLockingOut(PolicyBundles.proposesToPublish(locking, "for a test"));
            assertThat(PolicyBundles.decides()).isEqualTo(before);
        } finally {
            PolicyBundles.agreed(PolicyBundles.proposesToHold(CONSOLE, false, "for a test"));
        }
    }

    @Test
    void the_console_is_not_held_to_a_policy_that_lets_no_administrator_in() {
        PolicyBundles.publish(PolicyBundles.built("lockout", CASES), "for a test");
        try {
            refusedForLockingOut(PolicyBundles.proposesToHold(CONSOLE, true, "for a test"));
        } finally {
            PolicyBundles.back("the test is over");
        }
    }

    private static void refusedForLockingOut(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
        assertThat(answer.body())
                .contains("Under this policy no system administrator would get to the console", "What if");
    }

    /** EA-9. */
    @Test
    void who_becomes_an_administrator_by_a_group_or_ceases_to_be_one_makes_a_drill_due() {
        String person = Staff.idOf(Staff.hire("by-group", "nurse").username());
        String group = Staff.chief().make("hospital/groups", Map.of("name", Staff.fresh("administrators")));
        Staff.chief()
                .make(
                        "hospital/groups/" + group + "/role-mappings/realm",
                        List.of(Staff.chief().get("hospital/roles/system-admin")));
        try {
            assertThat(staffChangesWhile(
                            () -> Staff.chief().put("hospital/users/" + person + "/groups/" + group, Map.of())))
                    .as("came in by a group")
                    .isTrue();
            assertThat(staffChangesWhile(() -> Staff.chief().delete("hospital/users/" + person + "/groups/" + group)))
                    .as("left the group")
                    .isTrue();
        } finally {
            Staff.chief().delete("hospital/groups/" + group);
        }
    }

    private static boolean staffChangesWhile(Runnable change) {
        String at =
                "SELECT coalesce(max(extract(epoch FROM changed_at) * 1000000)::bigint, 0) FROM kw_emergency_staff s"
                        + " JOIN realm r ON r.id = s.realm_id WHERE r.name = 'hospital'";
        long before = Database.number(at);
        change.run();
        return Database.number(at) > before;
    }
}
