package health.keyward.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import health.keyward.contract.history.EventKind;
import health.keyward.local.house.DemoPerson;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An operation of the admin API asks for more than the way in, and says which sign-in would do (SU-2; RFC 9470, section 3). */
class FreshProofTest {
    private static final String NOBODY = "history/people/nobody/sessions/none?reason=proving+what+is+asked";

    @Test
    void a_second_factor_that_is_too_old_is_answered_with_what_would_do_and_a_fresh_one_passes() {
        DemoPerson admin = Staff.hire("stale", "system-admin");
        String token = Tokens.issue(Tokens.console(), admin, true).access();
        assertThat(drill(token).statusCode()).isEqualTo(200);
        try (Asks anew = Asks.anew("drill")) {
            HttpResponse<String> refused = drill(token);
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(401);
            assertThat(refused.headers().firstValue("WWW-Authenticate").orElse(""))
                    .matches("Bearer error=\"insufficient_user_authentication\", acr_values=\"mfa\", max_age=\"\\d+\"");
            JsonNode problem = Admin.json(refused);
            assertThat(problem.path("error").asText()).isEqualTo("insufficient_user_authentication");
            assertThat(problem.path("acr_values").asText()).isEqualTo("mfa");
            assertThat(problem.path("max_age").asInt(-1)).isBetween(0, 300);
            assertThat(History.eventually("person=" + admin.username(), row -> row.kind() == EventKind.REFUSED)
                            .cause())
                    .as("the refusal is in the history")
                    .isNotNull();
            assertThat(Http.get(History.api("me"), token).statusCode())
                    .as("everything else goes on")
                    .isEqualTo(200);
            assertThat(drill(Tokens.issue(Tokens.console(), admin, true).access())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void the_session_that_was_open_passes_when_the_person_does_what_the_challenge_says() {
        DemoPerson admin = Staff.hire("stepping", "system-admin");
        Tokens.Client console = Tokens.console();
        try (SignIn browser = new SignIn()) {
            String verifier = Tokens.random();
            browser.opens(Tokens.authorize(console, verifier))
                    .typesPassword(admin)
                    .typesCode(admin, console.redirect());
            Tokens.Issued first =
                    Tokens.exchange(console, Tokens.code(browser.page().address()), verifier);
            try (Asks anew = Asks.anew("drill")) {
                JsonNode challenge = Admin.json(drill(first.access()));
                String again = Tokens.random();
                browser.opens(URI.create(Tokens.authorize(console, again) + "&acr_values="
                                + challenge.path("acr_values").asText() + "&max_age="
                                + challenge.path("max_age").asInt()))
                        .types(Map.of("password", admin.password()), "password", "")
                        .typesCode(admin, console.redirect());
                Tokens.Issued second =
                        Tokens.exchange(console, Tokens.code(browser.page().address()), again);
                HttpResponse<String> held = drill(second.access());
                assertThat(held.statusCode())
                        .as("%s; the session: %s", held.body(), notes(admin))
                        .isEqualTo(200);
            }
        }
    }

    private static List<String> notes(DemoPerson person) {
        return Database.column(
                "SELECT user_session_id || ' ' || data FROM offline_user_session WHERE user_id = ?",
                Staff.idOf(person.username()));
    }

    @Test
    void a_renewed_token_is_no_fresh_proof() {
        Tokens.Issued first = Tokens.issue(Tokens.console(), Staff.hire("renewing", "system-admin"), true);
        try (Asks anew = Asks.anew("end-session")) {
            String renewed = Tokens.renew(Tokens.console(), first).access();
            assertThat(Http.call("DELETE", History.api(NOBODY), renewed, null).statusCode())
                    .isEqualTo(401);
        }
        assertThat(Http.call("DELETE", History.api(NOBODY), first.access(), null)
                        .statusCode())
                .as("a rule that is gone asks nothing")
                .isEqualTo(404);
    }

    @Test
    void a_published_rule_raises_what_an_operation_asks_for_of_those_it_speaks_of() {
        String role = Staff.fresh("careful");
        Staff.chief().make("hospital/roles", Map.of("name", role));
        StepUpRules.publishForOperation("drill", role, "phr", false);
        HttpResponse<String> refused =
                drill(Tokens.issue(Tokens.console(), Staff.hire("careful", "system-admin", role), true)
                        .access());
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(401);
        assertThat(refused.headers().firstValue("WWW-Authenticate").orElse("")).contains("acr_values=\"phr\"");
        assertThat(drill(Tokens.issue(Tokens.console(), Staff.hire("other", "system-admin"), true)
                                .access())
                        .statusCode())
                .as("who does not hold the role")
                .isEqualTo(200);
    }

    @Test
    void where_another_factor_is_wanted_the_code_beside_the_password_is_one() {
        String role = Staff.fresh("other-factor");
        Staff.chief().make("hospital/roles", Map.of("name", role));
        StepUpRules.publishForOperation("drill", role, "mfa", true);
        String token = Tokens.issue(Tokens.console(), Staff.hire("two-factors", "system-admin", role), true)
                .access();
        assertThat(drill(token).statusCode()).isEqualTo(200);
    }

    private static HttpResponse<String> drill(String token) {
        return Http.call("POST", History.api("audit/drills"), token, Admin.text(Map.of()));
    }
}
