package health.keyward.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import health.keyward.local.house.DemoPerson;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Who may ask the decision point for what: the table, and those who try (AB-2). Whatever is decided, the right callers are answered. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessTest {
    private static final String REALM = Staff.REALM;
    private static final Map<String, String> TYPES =
            Map.of("keyward.resource_types", "record##referral", "keyward.actions.record", "read##write");
    private static final List<String> ASKS = List.of("access-decisions");
    private static final List<String> SEARCHES = List.of("access-decisions", "access-search");
    private static final Map<String, Object> QUESTION = Map.of(
            "subject", Map.of("type", "user", "id", "nobody"),
            "action", Map.of("name", "read"),
            "resource", Map.of("type", "record", "id", "r1"));

    private Pep asking = Pep.none();
    private Pep searching = Pep.none();

    @BeforeAll
    void apps() {
        asking = Pep.made(REALM, "pep-asks", TYPES, List.of(Pep.AUDIENCE), ASKS, Map.of());
        searching = Pep.made(REALM, "pep-searches", TYPES, List.of(Pep.AUDIENCE), SEARCHES, Map.of());
    }

    @TestFactory
    Stream<DynamicTest> the_table_of_callers_and_operations() {
        return Stream.of(
                row("with both roles", searching.token(), 200, 200),
                row("with the role for questions", asking.token(), 200, 403),
                row("nobody", "", 401, 401),
                row("a token of garbage", "eyJhbGciOiJub25lIn0.e30.x", 401, 401),
                row("a token with a broken signature", broken(searching.token()), 401, 401),
                row("without any role", made("none", List.of(Pep.AUDIENCE), List.of(), Map.of()), 403, 403),
                row(
                        "with the role for searches alone",
                        made("half", List.of(Pep.AUDIENCE), List.of("access-search"), Map.of()),
                        403,
                        403),
                row("with a token for somebody else (aud)", made("aud", List.of(), SEARCHES, Map.of()), 401, 401),
                row(
                        "whose mapper writes the roles into the token",
                        made("forge", List.of(Pep.AUDIENCE, forged()), List.of(), Map.of()),
                        403,
                        403),
                row(
                        "whose scope does not have the role",
                        made("scope", List.of(Pep.AUDIENCE), SEARCHES, Map.of("fullScopeAllowed", false)),
                        403,
                        403),
                row("a person at an app that may ask", ofAPerson(Map.of()), 403, 403),
                row("a person at a public client", ofAPerson(Map.of("publicClient", true)), 403, 403),
                row("an app of another realm", ofAnotherRealm(), 401, 401));
    }

    private DynamicTest row(String who, String token, int evaluation, int search) {
        return DynamicTest.dynamicTest(who, () -> {
            for (String endpoint : Pep.ENDPOINTS) {
                HttpResponse<String> answer =
                        Http.call("POST", Pep.address(asking.client().issuer(), endpoint), token, Admin.text(QUESTION));
                int expected = endpoint.startsWith("search") ? search : evaluation;
                assertThat(answer.statusCode())
                        .as("%s: %s", endpoint, answer.body())
                        .isEqualTo(expected);
                if (expected != 200) {
                    isProblem(answer, expected);
                }
            }
        });
    }

    @Test
    void a_token_that_has_run_out_is_refused() {
        Pep brief = Pep.made(
                REALM, "pep-brief", with(TYPES, "access.token.lifespan", "2"), List.of(Pep.AUDIENCE), ASKS, Map.of());
        String token = brief.token();
        LockSupport.parkNanos(4_000_000_000L);
        isProblem(
                Http.call("POST", Pep.address(brief.client().issuer(), "evaluation"), token, Admin.text(QUESTION)),
                401);
    }

    @Test
    void an_app_asks_about_its_own_resource_types_alone() {
        Map<String, Object> payroll = with(QUESTION, "resource", Map.of("type", "payroll", "id", "1"));
        isProblem(asking.ask("evaluation", payroll), 403);
        JsonNode batch = Admin.json(asking.ask(
                "evaluations",
                with(
                        QUESTION,
                        "evaluations",
                        List.of(Map.of(), Map.of("resource", Map.of("type", "payroll", "id", "1"))))));
        assertThat(batch.path("evaluations").path(0).path("context").has("error"))
                .isFalse();
        assertThat(batch.at("/evaluations/1/decision").asBoolean(true)).isFalse();
        assertThat(batch.at("/evaluations/1/context/error/status").asInt()).isEqualTo(403);
        assertThat(Admin.json(searching.ask("search/subject", payroll)).path("results"))
                .isEmpty();
    }

    @Test
    void every_decision_has_an_id_and_a_refusal_says_why_and_what_to_do_in_two_languages() {
        String body = Admin.text(QUESTION);
        JsonNode english =
                Admin.json(asking.raw("evaluation", body, "Content-Type", "application/json; charset=utf-8"));
        JsonNode spanish =
                Admin.json(asking.raw("evaluation", body, "Content-Type", "application/json", "Accept-Language", "es"));
        for (JsonNode answer : List.of(english, spanish)) {
            assertThat(answer.path("decision").asBoolean(true)).isFalse();
            assertThat(answer.at("/context/decision_id").asText())
                    .as(answer.toString())
                    .matches("[0-9a-f]{32}");
            assertThat(answer.at("/context/reasons")).isNotEmpty();
            for (JsonNode reason : answer.at("/context/reasons")) {
                assertThat(reason.path("reason_user").asText()).isNotBlank();
                assertThat(reason.path("reason_admin").asText())
                        .contains(reason.path("code").asText());
                assertThat(reason.has("missing")).isFalse();
            }
        }
        assertThat(english.at("/context/reasons/0/reason_user").asText())
                .isNotEqualTo(spanish.at("/context/reasons/0/reason_user").asText());
    }

    @Test
    void what_is_too_large_too_deep_or_too_much_is_refused_whole() {
        isProblem(asking.ask("evaluation", with(QUESTION, "context", Map.of("x", "y".repeat(300_000)))), 413);
        isProblem(
                asking.raw(
                        "evaluation",
                        "{\"a\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}",
                        "Content-Type",
                        "application/json"),
                400);
        isProblem(asking.ask("evaluations", with(QUESTION, "evaluations", Collections.nCopies(101, Map.of()))), 400);
        isProblem(
                asking.raw(
                        "evaluation",
                        Admin.text(QUESTION).replaceFirst("\\{", "{\"subject\":{\"type\":\"user\",\"id\":\"a\"},"),
                        "Content-Type",
                        "application/json"),
                400);
        isProblem(
                asking.raw(
                        "evaluation",
                        Admin.text(QUESTION),
                        "Content-Type",
                        "application/json",
                        "X-Request-ID",
                        "x".repeat(300)),
                400);
    }

    @Test
    void who_asks_too_much_is_told_to_wait_and_others_go_on() {
        Pep busy = Pep.made(REALM, "pep-busy", TYPES, List.of(Pep.AUDIENCE), ASKS, Map.of());
        Object wrong = with(QUESTION, "evaluations", Collections.nCopies(100, Map.of("subject", "nobody")));
        HttpResponse<String> answer = busy.ask("evaluations", wrong);
        for (int i = 0; i < 200 && answer.statusCode() == 200; i++) {
            answer = busy.ask("evaluations", wrong);
        }
        isProblem(answer, 429);
        assertThat(answer.headers().firstValue("Retry-After").orElse("")).matches("[1-9][0-9]*");
        assertThat(asking.ask("evaluation", QUESTION).statusCode()).isEqualTo(200);
    }

    private static void isProblem(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        JsonNode problem = Admin.json(answer);
        List<String> members = new ArrayList<>();
        problem.fieldNames().forEachRemaining(members::add);
        assertThat(members)
                .containsExactlyInAnyOrder("type", "title", "status", "detail", "error", "acr_values", "max_age");
        assertThat(problem.path("detail").asText()).isNotBlank();
    }

    private static String made(String name, List<Map<String, ?>> mappers, List<String> roles, Map<String, ?> more) {
        return Pep.made(REALM, "pep-" + name, TYPES, mappers, roles, more).token();
    }

    private static Map<String, ?> forged() {
        return Map.of(
                "name",
                "forged role",
                "protocol",
                "openid-connect",
                "protocolMapper",
                "oidc-hardcoded-role-mapper",
                "config",
                Map.of("role", "access-decisions"));
    }

    private static String ofAPerson(Map<String, ?> more) {
        DemoPerson person = Staff.hire("pep-person", "access-decisions", "access-search");
        Map<String, Object> extra = new HashMap<>(more);
        extra.put("protocolMappers", List.of(Pep.AUDIENCE));
        extra.put(
                "attributes",
                Map.of(
                        "keyward.data_class", "none",
                        "pkce.code.challenge.method", "S256",
                        "keyward.resource_types", "record"));
        boolean open = more.containsKey("publicClient");
        extra.put("serviceAccountsEnabled", !open);
        Tokens.Client app = Staff.app("pep-app", extra);
        return Tokens.issue(open ? new Tokens.Client(app.id(), "", app.redirect(), app.issuer()) : app, person, false)
                .access();
    }

    private static String ofAnotherRealm() {
        TwoHands.stands();
        return Pep.made(TwoHands.REALM, "pep-other", TYPES, List.of(Pep.AUDIENCE), SEARCHES, Map.of())
                .token();
    }

    private static String broken(String token) {
        char[] signature = token.substring(token.lastIndexOf('.') + 1).toCharArray();
        signature[10] = signature[10] == 'A' ? 'B' : 'A';
        return token.substring(0, token.lastIndexOf('.') + 1) + new String(signature);
    }

    private static <T> Map<String, T> with(Map<String, ? extends T> body, String member, T value) {
        Map<String, T> copy = new HashMap<>(body);
        copy.put(member, value);
        return copy;
    }
}
