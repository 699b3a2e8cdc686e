package health.keyward.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import health.keyward.contract.history.Cause;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A service account that fetches a token for itself is asked about like anybody, and no account of the house is shut out by it (AB-10). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServiceTokensTest {
    private static final String DECISIONS =
            "SELECT count(*) FROM kw_decision WHERE subject_type = 'service' AND point = 'TOKEN' AND client_id = ?";

    private Tokens.Client feed = Tokens.console();
    private Tokens.Client watched = feed;

    @BeforeAll
    void apps() {
        feed = app("st-feed");
        watched = app("st-watched");
        Enforcing.at(feed.id(), "ward-board", "keyward-operator");
    }

    @AfterAll
    void asItWas() {
        Enforcing.asEverywhere(feed.id(), "ward-board", "keyward-operator");
    }

    @Test
    void what_the_app_may_no_longer_hold_its_service_account_gets_no_token_for() {
        assertThat(token(feed).statusCode()).isEqualTo(200);
        handlesPatientData(feed);
        HttpResponse<String> refused = token(feed);
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
        assertThat(Admin.json(refused).path("error").asText()).isEqualTo("access_denied");
        assertThat(Admin.json(refused).path("error_description").asText())
                .matches("agreement\\.app_unknown, decision [0-9a-f]{32}");
        History.eventually(
                "app=" + feed.id() + "&kind=TOKEN&outcome=FAILED&outcome=DENIED",
                row -> row.type().equals("CLIENT_LOGIN_ERROR") && row.cause() == Cause.NO_RIGHT);
        assertThat(Database.eventually(DECISIONS, n -> n == 2, feed.id())).isEqualTo(2);
    }

    @Test
    void where_nobody_is_held_to_the_policy_it_is_only_recorded() {
        handlesPatientData(watched);
        assertThat(token(watched).statusCode()).isEqualTo(200);
        assertThat(Database.eventually(DECISIONS + " AND effect = 'DENY' AND NOT enforced", n -> n == 1, watched.id()))
                .isEqualTo(1);
    }

    @Test
    void the_service_accounts_of_the_house_go_on_when_they_are_held_to_it() {
        for (String own : new String[] {"ward-board", "keyward-operator"}) {
            HttpResponse<String> answer =
                    token(new Tokens.Client(own, Ward.house().register().clientSecret(own), ""));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
    }

    private static Tokens.Client app(String name) {
        return Staff.app(name, Map.of("serviceAccountsEnabled", true, "standardFlowEnabled", false));
    }

    /** And says nothing of an agreement. */
    private static void handlesPatientData(Tokens.Client app) {
        String path = Staff.REALM + "/clients/" + Staff.clientUuid(Staff.boss(), app.id());
        ObjectNode client = (ObjectNode) Staff.boss().get(path);
        client.withObject("/attributes").put("keyward.data_class", "phi");
        Staff.boss().put(path, client);
    }

    private static HttpResponse<String> token(Tokens.Client client) {
        return Tokens.post(client, Map.of("grant_type", "client_credentials"));
    }
}
