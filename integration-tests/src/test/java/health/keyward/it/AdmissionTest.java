package health.keyward.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.keyward.local.house.DemoPerson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * The table: every operation of Keyward's admin API, and Keycloak's own events, admin events and brute-force endpoints, asked by everybody who is no
 * system administrator with a second factor at the console (LH-2, 800-53 AU-9(4)).
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdmissionTest {
    private static final String REFUSALS = "SELECT count(*) FROM kw_history_event WHERE kind = 'REFUSED' AND at >= ?";
    private static final Map<String, ?> ACR = claim("acr", "mfa");
    private static final Map<String, ?> AZP = claim("azp", "keyward-console");
    private static final Map<String, ?> ROLE = Map.of(
            "name",
            "forged role",
            "protocol",
            "openid-connect",
            "protocolMapper",
            "oidc-hardcoded-role-mapper",
            "config",
            Map.of("role", "system-admin"));

    private List<Calls.Call> table = List.of();
    private DemoPerson admin = Ward.keeper();

    @BeforeAll
    void somethingHappened() {
        admin = Staff.hire("adm-admin", "system-admin");
        History.eventuallyChange("target=" + admin.username(), r -> true);
        Tokens.issue(Tokens.console(), admin, true);
        History.eventually("person=" + admin.username(), r -> true);
        table = Calls.all();
    }

    @Test
    void every_operation_of_the_document_has_a_row_here() {
        assertThat(table.stream().filter(Calls.Call::isKeyward).map(Calls.Call::operation))
                .containsExactlyInAnyOrderElementsOf(Calls.documented());
    }

    @Test
    void the_system_administrator_with_a_second_factor_at_the_console_is_answered() {
        Supplier<String> token = at(Tokens.console(), Staff.hire("adm-fresh", "system-admin"), true);
        for (Calls.Call call : table) {
            if (call.isKeyward()) {
                HttpResponse<String> answer = ask(call, token.get());
                assertThat(answer.statusCode())
                        .as("%s: %s", call.operation(), answer.body())
                        .isEqualTo(call.real());
            }
        }
    }

    @Test
    void keycloaks_own_answers_open_only_when_the_system_administrator_also_has_keycloaks_right() {
        DemoPerson both = Staff.hire("adm-both", "system-admin");
        Staff.grant(Staff.chief(), Staff.idOf(both.username()), "realm-management", "realm-admin");
        Staff.whileConsole(change -> change.put("fullScopeAllowed", true), () -> {
            Supplier<String> token = at(Tokens.console(), both, true);
            for (Calls.Call call : table) {
                if (!call.isKeyward()) {
                    HttpResponse<String> answer = ask(call, token.get());
                    assertThat(answer.statusCode())
                            .as("%s: %s", call.operation(), answer.body())
                            .isEqualTo(call.real());
                }
            }
            return token;
        });
    }

    @Test
    void the_consoles_own_service_account_with_the_role_is_refused() {
        Staff.whileConsole(change -> change.put("serviceAccountsEnabled", true), () -> {
            Supplier<String> token = serviceAccount(Tokens.console());
            walks(token, 403);
            return token;
        });
    }

    @Test
    void the_stock_user_list_does_not_tell_who_failed() {
        DemoPerson person = Staff.hire("adm-failing");
        try (SignIn wrong = new SignIn()) {
            wrong.opens(Tokens.authorize(Tokens.console(), Tokens.random())).types(person.username(), "wrong");
        }
        JsonNode people =
                Staff.chief().get("hospital/ui-ext/brute-force-user?exact=true&username=" + person.username());
        assertThat(people).hasSize(1);
        assertThat(people.get(0).path("username").asText()).isEqualTo(person.username());
        assertThat(people.get(0).path("bruteForceStatus")).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> everybody_else_is_refused_everywhere_and_recorded() {
        return Stream.of(outsiders(), jobs(), administrators(), forgers()).flatMap(s -> s);
    }

    private Stream<DynamicTest> outsiders() {
        return Stream.of(
                refused("nobody: no token", () -> () -> "", 401),
                refused("nobody: a token of garbage", () -> () -> "eyJhbGciOiJub25lIn0.e30.x", 401),
                refused("nobody: a token whose signature is broken", this::brokenSignature, 401),
                refused("a namesake of another realm", this::namesake, 403));
    }

    private Stream<DynamicTest> jobs() {
        return blueprintRoles()
                .filter(role -> !role.equals("system-admin"))
                .sorted()
                .map(role -> DynamicTest.dynamicTest(
                        role + " with a second factor at the console",
                        () -> walksAs(role, at(Tokens.console(), Staff.hire("adm-" + role, role), true))));
    }

    /** What the table says the role may call is answered, all else is refused and recorded. */
    private void walksAs(String role, Supplier<String> token) {
        Timestamp start = Timestamp.from(Instant.now());
        int refused = 0;
        for (Calls.Call call : table) {
            if (call.roles().contains(role)) {
                HttpResponse<String> answer = ask(call, token.get());
                assertThat(answer.statusCode())
                        .as("%s: %s", call.operation(), answer.body())
                        .isEqualTo(call.real());
            } else {
                check(call, ask(call, token.get()), 403);
                refused++;
            }
        }
        refusalsReach(refused, start);
    }

    private static Stream<String> blueprintRoles() {
        try {
            return StreamSupport.stream(
                            Admin.JSON
                                    .readTree(TheHouse.root()
                                            .resolve("deploy/blueprint/roles.json")
                                            .toFile())
                                    .spliterator(),
                            false)
                    .map(role -> role.path("name").asText());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Stream<DynamicTest> administrators() {
        return Stream.of(
                refused("a realm administrator at the console", () -> realmAdministrator(Tokens.console(), true), 403),
                refused(
                        "a realm administrator at Keycloak's console",
                        () -> realmAdministrator(Staff.adminConsole("hospital"), true),
                        403),
                refused("the master administrator", () -> Staff.boss().token(), 403),
                refused(
                        "a system administrator at Keycloak's console",
                        () -> Staff.chief().token(),
                        403),
                refused("a system administrator at the ward board", () -> at(wardBoard(), admin, true), 403),
                refused(
                        "a system administrator with the password only at another app",
                        () -> at(Staff.app("adm-app", Map.of()), admin, false),
                        403),
                refused("a system administrator with the password only at the console", this::passwordOnly, 401),
                refused("an impersonated system administrator", this::impersonated, 403),
                refused("a system administrator who lost the role", this::former, 403),
                refused("a disabled system administrator", this::disabled, 401),
                refused("a service account with the role", this::robot, 403));
    }

    private Stream<DynamicTest> forgers() {
        return Stream.of(
                refused(
                        "a nurse whose app writes the role into tokens",
                        () -> forged("adm-nurse-1", "nurse", ROLE),
                        403),
                refused(
                        "a system administrator whose app claims to be the console",
                        () -> forged("adm-admin-1", "system-admin", AZP),
                        403),
                refused("a nurse while the console writes the role into tokens", this::roleWrittenByTheConsole, 403),
                refused("a password only while the console writes the level", this::levelWrittenByTheConsole, 401));
    }

    /** @param entering signs in, once, and answers where the token is */
    private DynamicTest refused(String who, Supplier<Supplier<String>> entering, int status) {
        return DynamicTest.dynamicTest(who, () -> {
            walks(entering.get(), status);
        });
    }

    private void walks(Supplier<String> token, int status) {
        Timestamp start = Timestamp.from(Instant.now());
        for (Calls.Call call : table) {
            check(call, ask(call, token.get()), status);
        }
        refusalsReach(table.size(), start);
    }

    private static void refusalsReach(int least, Timestamp start) {
        assertThat(Database.eventually(REFUSALS, count -> count >= least, start))
                .as("recorded refusals")
                .isGreaterThanOrEqualTo(least);
    }

    private static void check(Calls.Call call, HttpResponse<String> answer, int status) {
        if (!call.isKeyward()) {
            assertThat(answer.statusCode())
                    .as("%s: %s", call.operation(), answer.body())
                    .isIn(401, 403);
            return;
        }
        assertThat(answer.statusCode())
                .as("%s: %s", call.operation(), answer.body())
                .isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        JsonNode problem = Admin.json(answer);
        assertThat(problem.path("type").asText()).startsWith("urn:keyward:problem:");
        assertThat(problem.path("title").asText()).isNotBlank();
        assertThat(problem.path("detail").asText()).isNotBlank();
        assertThat(problem.path("status").asInt()).isEqualTo(status);
    }

    private static HttpResponse<String> ask(Calls.Call call, String token) {
        return Http.call(
                call.method(),
                Admin.address("hospital/" + call.path()),
                token,
                call.body() == null ? null : Admin.text(call.body()));
    }

    private static Supplier<String> at(Tokens.Client client, DemoPerson person, boolean secondFactor) {
        return Badge.of(client, person, secondFactor);
    }

    private static Tokens.Client wardBoard() {
        return new Tokens.Client(
                "ward-board",
                Ward.house().register().clientSecret("ward-board"),
                "http://localhost:" + Ward.house().ports().oidcApp() + "/login/oauth2/code/keyward");
    }

    private Supplier<String> brokenSignature() {
        String token = Tokens.keeper();
        char[] signature = token.substring(token.lastIndexOf('.') + 1).toCharArray();
        signature[10] = signature[10] == 'A' ? 'B' : 'A';
        String broken = token.substring(0, token.lastIndexOf('.') + 1) + new String(signature);
        return () -> broken;
    }

    private Supplier<String> realmAdministrator(Tokens.Client client, boolean secondFactor) {
        DemoPerson person = Staff.hire("adm-realm-admin-" + client.id());
        Staff.grant(Staff.chief(), Staff.idOf(person.username()), "realm-management", "realm-admin");
        return at(client, person, secondFactor);
    }

    /** Same user name, same role name, same client id, same levels: only the realm is another. */
    private Supplier<String> namesake() {
        Elsewhere.stands();
        DemoPerson same = Staff.hire(Staff.boss(), Elsewhere.REALM, admin.username(), false, "system-admin");
        return at(Staff.app(Staff.boss(), Elsewhere.REALM, "keyward-console", Map.of()), same, false);
    }

    /** Whoever may manage clients can lower what the console asks for; the session still tells. */
    private Supplier<String> passwordOnly() {
        DemoPerson person = Staff.hire("adm-password-only", "system-admin");
        return Staff.whileConsole(
                change -> attributes(change).put("minimum.acr.value", ""), () -> at(Tokens.console(), person, false));
    }

    private Supplier<String> levelWrittenByTheConsole() {
        DemoPerson person = Staff.hire("adm-level", "system-admin");
        return Staff.whileConsole(
                change -> {
                    attributes(change).put("minimum.acr.value", "");
                    ((ArrayNode) change.path("protocolMappers")).add(Admin.JSON.valueToTree(ACR));
                },
                () -> at(Tokens.console(), person, false));
    }

    private Supplier<String> roleWrittenByTheConsole() {
        DemoPerson person = Staff.hire("adm-role", "nurse");
        return Staff.whileConsole(
                change -> ((ArrayNode) change.path("protocolMappers")).add(Admin.JSON.valueToTree(ROLE)),
                () -> at(Tokens.console(), person, true));
    }

    private Supplier<String> forged(String username, String role, Map<String, ?> mapper) {
        DemoPerson person = Staff.hire(username, role);
        Tokens.Client app = Staff.app(
                username + "-app",
                Map.of(
                        "protocolMappers",
                        List.of(mapper),
                        "attributes",
                        Map.of("minimum.acr.value", "mfa", "pkce.code.challenge.method", "S256")));
        return at(app, person, true);
    }

    /** Nobody but Keycloak's own flow takes a session that nobody has proven anything in; so the console is bound to that one meanwhile. */
    private Supplier<String> impersonated() {
        DemoPerson impersonator = Staff.hire("adm-impersonator");
        Staff.grant(Staff.chief(), Staff.idOf(impersonator.username()), "realm-management", "realm-admin");
        Admin hand = new Admin(at(Staff.adminConsole("hospital"), impersonator, true));
        HttpResponse<String> cookies =
                hand.ask("POST", "hospital/users/" + Staff.idOf(admin.username()) + "/impersonation", null);
        assertThat(cookies.statusCode()).as(cookies.body()).isEqualTo(200);
        Consumer<ObjectNode> byKeycloaksOwnFlow = change -> {
            attributes(change).put("minimum.acr.value", "");
            change.putObject("authenticationFlowBindingOverrides").put("browser", keycloaksOwnFlow());
        };
        return Staff.whileConsole(byKeycloaksOwnFlow, () -> {
            String verifier = Tokens.random();
            HttpResponse<String> redirect =
                    Http.send(HttpRequest.newBuilder(Tokens.authorize(Tokens.console(), verifier))
                            .header(
                                    "Cookie",
                                    cookies.headers().allValues("Set-Cookie").stream()
                                            .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                                            .collect(Collectors.joining("; ")))
                            .build());
            String code = Tokens.code(
                    URI.create(redirect.headers().firstValue("Location").orElseThrow()));
            String token = Tokens.exchange(Tokens.console(), code, verifier).access();
            return () -> token;
        });
    }

    private static String keycloaksOwnFlow() {
        for (JsonNode flow : Staff.chief().get("hospital/authentication/flows")) {
            if (flow.path("alias").asText().equals("browser")) {
                return flow.path("id").asText();
            }
        }
        throw new AssertionError("the realm has no flow of Keycloak's own");
    }

    private Supplier<String> former() {
        DemoPerson person = Staff.hire("adm-former", "system-admin");
        Supplier<String> token = at(Tokens.console(), person, true);
        Staff.chief()
                .delete(
                        "hospital/users/" + Staff.idOf(person.username()) + "/role-mappings/realm",
                        List.of(Staff.boss().get("hospital/roles/system-admin")));
        return token;
    }

    private Supplier<String> disabled() {
        DemoPerson person = Staff.hire("adm-disabled", "system-admin");
        Supplier<String> token = at(Tokens.console(), person, true);
        Staff.chief().put("hospital/users/" + Staff.idOf(person.username()), Map.of("enabled", false));
        return token;
    }

    private Supplier<String> robot() {
        return serviceAccount(Staff.app("adm-robot", Map.of("serviceAccountsEnabled", true)));
    }

    private static Supplier<String> serviceAccount(Tokens.Client client) {
        String uuid = Staff.clientUuid(Staff.boss(), client.id());
        String account = Staff.boss()
                .get("hospital/clients/" + uuid + "/service-account-user")
                .path("id")
                .asText();
        Staff.chief()
                .make(
                        "hospital/users/" + account + "/role-mappings/realm",
                        List.of(Staff.boss().get("hospital/roles/system-admin")));
        HttpResponse<String> answer = Tokens.post(client, Map.of("grant_type", "client_credentials"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        String token = Admin.json(answer).path("access_token").asText();
        return () -> token;
    }

    private static ObjectNode attributes(ObjectNode client) {
        return (ObjectNode) client.path("attributes");
    }

    private static Map<String, ?> claim(String name, String value) {
        return Map.of(
                "name",
                "forged " + name,
                "protocol",
                "openid-connect",
                "protocolMapper",
                "oidc-hardcoded-claim-mapper",
                "config",
                Map.of(
                        "claim.name",
                        name,
                        "claim.value",
                        value,
                        "jsonType.label",
                        "String",
                        "access.token.claim",
                        "true"));
    }
}
