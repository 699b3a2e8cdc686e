package health.keyward.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A client that acts as itself: somebody answers for it, its use is seen, and it is disabled and restored (IN-11). */
class ServiceAccountsTest {
    private static final String AT = "inactivity/service-accounts";

    @Test
    void a_client_has_an_owner_its_use_is_seen_and_it_is_disabled_and_restored() {
        Tokens.Client robot = Staff.app("it-robot", Map.of("serviceAccountsEnabled", true, "name", "Robot of a test"));
        JsonNode row = row(robot);
        String key = row.path("id").asText();
        assertThat(row.path("answered").asBoolean(true))
                .as("nobody answers for it yet")
                .isFalse();
        assertThat(row.has("ownUse") && !row.path("ownUse").isNull()).isFalse();

        assertThat(tokens(robot).statusCode()).isEqualTo(200);
        Database.eventually(
                "SELECT count(*) FROM kw_client_use WHERE client_id = ? AND own_at IS NOT NULL",
                n -> n == 1,
                robot.id());
        assertThat(row(robot).path("ownUse").asText()).isNotBlank();

        String robotsUser = Staff.boss()
                .get("hospital/clients/" + key + "/service-account-user")
                .path("id")
                .asText();
        assertThat(post(key + "/owner", Map.of("owner", robotsUser, "reason", "a robot answers for nothing"))
                        .statusCode())
                .isEqualTo(400);
        String ada = Staff.idOf(Staff.hire("robot-owner").username());
        HttpResponse<String> owned = post(key + "/owner", Map.of("owner", ada, "reason", "runs the laboratory"));
        assertThat(owned.statusCode()).as(owned.body()).isEqualTo(200);
        assertThat(row(robot).path("answered").asBoolean()).isTrue();

        HttpResponse<String> disabled = fresh(key + "/disable", Map.of("reason", "its secret leaked"));
        assertThat(disabled.statusCode()).as(disabled.body()).isEqualTo(200);
        assertThat(tokens(robot).statusCode()).as("Keycloak sees it at once").isIn(400, 401);
        assertThat(Database.eventually(
                        "SELECT count(*) FROM kw_notice WHERE channel = 'MAIL' AND topic = 'service-account-disabled' AND audience = ?",
                        n -> n == 1,
                        "person:" + ada))
                .isEqualTo(1);
        HttpResponse<String> restored = post(key + "/restore", Map.of("reason", "it has a new secret"));
        assertThat(restored.statusCode()).as(restored.body()).isEqualTo(200);
        assertThat(tokens(robot).statusCode()).isEqualTo(200);
        assertThat(post(key + "/restore", Map.of("reason", "twice is once too often"))
                        .statusCode())
                .isEqualTo(409);
        assertThat(Database.eventually(
                        "SELECT count(*) FROM kw_history_change WHERE area = 'SERVICE_ACCOUNT' AND target = ?",
                        n -> n == 3,
                        AT + "/" + key))
                .as("owner, disabling and restoring are recorded")
                .isEqualTo(3);
    }

    @Test
    void the_console_stays_and_a_policy_needs_the_hash_of_its_list() {
        String console = Staff.clientUuid(Staff.boss(), "keyward-console");
        assertThat(fresh(console + "/disable", Map.of("reason", "locking everybody out"))
                        .statusCode())
                .isEqualTo(409);
        long after = LastStep.read(AT + "/policy").path("version").asLong();
        HttpResponse<String> preview =
                post("policy/preview", Map.of("after", after, "unusedDays", 1000, "noticeDays", 7));
        assertThat(preview.statusCode()).as(preview.body()).isEqualTo(200);
        assertThat(fresh(
                                "policy",
                                Map.of(
                                        "after",
                                        after,
                                        "unusedDays",
                                        999,
                                        "noticeDays",
                                        7,
                                        "hash",
                                        Admin.json(preview).path("hash").asText(),
                                        "reason",
                                        "not what was shown"))
                        .statusCode())
                .isEqualTo(409);
        HttpResponse<String> activated = fresh(
                "policy",
                Map.of(
                        "after",
                        after,
                        "unusedDays",
                        1000,
                        "noticeDays",
                        7,
                        "hash",
                        Admin.json(preview).path("hash").asText(),
                        "reason",
                        "a test of the policy"));
        assertThat(activated.statusCode()).as(activated.body()).isEqualTo(200);
        assertThat(LastStep.read(AT + "/policy").path("unusedDays").asInt()).isEqualTo(1000);
    }

    private static JsonNode row(Tokens.Client client) {
        JsonNode rows = LastStep.read(AT + "?search=" + client.id()).path("rows");
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }

    private static HttpResponse<String> tokens(Tokens.Client client) {
        return Tokens.post(client, Map.of("grant_type", "client_credentials"));
    }

    private static HttpResponse<String> post(String path, Map<String, ?> body) {
        return History.post(AT + "/" + path, body);
    }

    private static HttpResponse<String> fresh(String path, Map<String, ?> body) {
        return Http.call("POST", History.api(AT + "/" + path), Tokens.fresh(), Admin.text(body));
    }
}
