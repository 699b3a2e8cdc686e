package health.keyward.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import health.keyward.local.apply.ApplyCommand;
import health.keyward.local.house.DemoPerson;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./keyward apply} against realms that others made. */
class ApplyTest {
    private static final int DONE = 0;
    private static final int NOT_DONE = 1;

    @TempDir
    private Path snapshots;

    private String realm = "";
    private String operatorSecret = "";
    private DemoPerson administrator = new DemoPerson("", "", "", "", "", List.of(), true);

    /** A realm as Keycloak makes it, with one administrator who has a second factor and a service account that may change the realm. */
    @BeforeEach
    void aRealmOfOthers() {
        realm = Staff.fresh("clinic");
        Staff.boss().make("", Map.of("realm", realm, "enabled", true, "sslRequired", "external"));
        letKeycloakAddItsDefaults();
        administrator = Staff.hire(Staff.boss(), realm, Staff.fresh("apply-admin"), true);
        operatorSecret = Tokens.random();
        String id = Staff.boss()
                .make(
                        realm + "/clients",
                        Map.of(
                                "clientId",
                                "operator",
                                "secret",
                                operatorSecret,
                                "publicClient",
                                false,
                                "standardFlowEnabled",
                                false,
                                "serviceAccountsEnabled",
                                true));
        String account = Staff.boss()
                .get(realm + "/clients/" + id + "/service-account-user")
                .path("id")
                .asText();
        String management = Staff.boss()
                .get(realm + "/clients?clientId=realm-management")
                .get(0)
                .path("id")
                .asText();
        Staff.boss()
                .make(
                        realm + "/users/" + account + "/role-mappings/clients/" + management,
                        List.of(Staff.boss().get(realm + "/clients/" + management + "/roles/realm-admin")));
    }

    /** Keycloak writes some attributes of its own with the first change of a realm, whatever it is. */
    private void letKeycloakAddItsDefaults() {
        Staff.boss().put(realm, Staff.boss().get(realm));
    }

    @Test
    void a_second_run_changes_nothing_and_undo_leaves_the_realm_as_it_was() {
        JsonNode before = Staff.boss().get(realm);
        Run first = apply(rightCode(), "--admin", administrator.username());
        assertThat(first.exit()).as(first.said()).isEqualTo(DONE);
        assertThat(first.said()).contains("passed with level mfa", "Snapshot: ");
        assertThat(browserFlow()).isEqualTo("keyward-browser");
        assertThat(roles()).contains("system-admin", "reviewer");

        Run second = apply(rightCode(), "--admin", administrator.username());
        assertThat(second.exit()).as(second.said()).isEqualTo(DONE);
        assertThat(second.said()).contains("Nothing to do.");

        Run undone = command(Map.of(), "--undo");
        assertThat(undone.exit()).as(undone.said()).isEqualTo(DONE);
        assertThat(Staff.boss().get(realm)).isEqualTo(before);
        assertThat(roles()).doesNotContain("system-admin", "reviewer");
        assertThat(Staff.boss().get(realm + "/clients?clientId=keyward-console"))
                .isEmpty();
    }

    @Test
    void the_old_browser_flow_stays_bound_when_the_test_sign_in_fails() {
        Run run = apply("000000", "--admin", administrator.username());
        assertThat(run.exit()).as(run.said()).isEqualTo(NOT_DONE);
        assertThat(run.said()).contains("keeps its browser flow");
        assertThat(browserFlow()).isEqualTo("browser");
        assertThat(Staff.boss().get(realm + "/clients?clientId=keyward-apply-trial"))
                .isEmpty();
    }

    @Test
    void a_dry_run_says_what_it_would_do_and_does_nothing() {
        JsonNode before = Staff.boss().get(realm);
        Run run = apply(rightCode(), "--dry-run");
        assertThat(run.exit()).as(run.said()).isEqualTo(DONE);
        assertThat(run.said()).contains("keyward-browser", "Nothing was changed");
        assertThat(Staff.boss().get(realm)).isEqualTo(before);
        assertThat(roles()).doesNotContain("system-admin");
    }

    @Test
    void what_others_own_under_the_same_name_is_never_touched() {
        Staff.boss().make(realm + "/roles", Map.of("name", "reviewer", "description", "the clinic's own"));
        JsonNode before = Staff.boss().get(realm);
        Run run = apply(rightCode(), "--admin", administrator.username());
        assertThat(run.exit()).as(run.said()).isEqualTo(NOT_DONE);
        assertThat(run.said()).contains("Refused: ", "reviewer", "is not Keyward's", "Nothing was changed.");
        assertThat(Staff.boss().get(realm)).isEqualTo(before);
        assertThat(Staff.boss()
                        .get(realm + "/roles/reviewer")
                        .path("description")
                        .asText())
                .isEqualTo("the clinic's own");
        assertThat(roles()).doesNotContain("system-admin");
    }

    @Test
    void the_sign_ins_that_keycloak_had_saved_become_the_baseline_before_its_saving_ends() {
        Staff.boss().put(realm, Map.of("eventsEnabled", true));
        Tokens.issue(Staff.app(Staff.boss(), realm, Staff.fresh("apply-app"), Map.of()), administrator, true);
        assertThat(Database.eventually(
                        "SELECT people FROM kw_history_baseline b JOIN realm r ON r.id = b.realm_id WHERE r.name = ?",
                        people -> people > 0,
                        realm))
                .isEqualTo(1);
        Run run = apply(rightCode(), "--admin", administrator.username(), "--own-events");
        assertThat(run.exit()).as(run.said()).isEqualTo(DONE);
        assertThat(Staff.boss().get(realm).path("eventsEnabled").asBoolean()).isFalse();
        assertThat(Database.number(
                        "SELECT count(*) FROM event_entity e JOIN realm r ON r.id = e.realm_id WHERE r.name = ?",
                        realm))
                .as("what was saved stays")
                .isPositive();
        assertThat(Database.eventually(
                        "SELECT count(*) FROM kw_history_change c JOIN realm r ON r.id = c.realm_id WHERE r.name = ? AND c.area = 'BASELINE'",
                        rows -> rows > 0,
                        realm))
                .isEqualTo(1);
    }

    private record Run(int exit, String said) {}

    private Run apply(String code, String... more) {
        List<String> options = new ArrayList<>(List.of("--console-url", "https://console.clinic.example"));
        options.addAll(List.of(more));
        return command(Map.of("KEYWARD_TRIAL_OTP", code), options.toArray(String[]::new));
    }

    private Run command(Map<String, String> environment, String... options) {
        List<String> args = new ArrayList<>(List.of(
                "--server", Ward.house().keycloak(1).address().toString(),
                "--realm", realm,
                "--snapshot-dir", snapshots.toString()));
        args.addAll(List.of(options));
        Map<String, String> all = new HashMap<>(environment);
        all.put("KEYWARD_ADMIN_CLIENT_ID", "operator");
        all.put("KEYWARD_ADMIN_CLIENT_SECRET", operatorSecret);
        all.put("KEYWARD_CONSOLE_SECRET", Tokens.random());
        all.put("KEYWARD_TRIAL_PASSWORD", administrator.password());
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int exit = ApplyCommand.run(args, all, TheHouse.root(), new PrintStream(said, true, StandardCharsets.UTF_8));
        return new Run(exit, said.toString(StandardCharsets.UTF_8));
    }

    private String rightCode() {
        return Ward.freshCode(administrator);
    }

    private String browserFlow() {
        return Staff.boss().get(realm).path("browserFlow").asText();
    }

    private List<String> roles() {
        List<String> names = new ArrayList<>();
        Staff.boss()
                .get(realm + "/roles?max=100")
                .forEach(role -> names.add(role.path("name").asText()));
        return names;
    }
}
