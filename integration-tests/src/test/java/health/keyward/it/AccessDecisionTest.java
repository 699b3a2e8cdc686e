package health.keyward.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.keyward.contract.history.Cause;
import health.keyward.contract.history.SignInRow;
import health.keyward.local.check.Page;
import health.keyward.local.house.DemoPerson;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Keycloak held to the policy: at its pages, for tokens of every kind, for Authorization Services and in claims (AB-3, AB-4, AB-5, AB-10). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessDecisionTest {
    private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
    private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";
    private static final String POLICIES = Staff.REALM + "/client-policies/policies";
    private static final String DENIED = "keyward-denied-page";

    private JsonNode policies = Admin.JSON.createObjectNode();

    /** For nurses; enforced. */
    private Tokens.Client nurses = Tokens.console();
    /** The same, and nobody is held to it. */
    private Tokens.Client watched = nurses;
    /** For nurses; enforced; its own flow asks the policy nothing. */
    private Tokens.Client odd = nurses;

    private Tokens.Client front = nurses;
    private Tokens.Client levels = nurses;
    private Tokens.Client broken = nurses;
    private Tokens.Client brokenWatched = nurses;
    private Tokens.Client locked = nurses;
    private Tokens.Client stale = nurses;

    @BeforeAll
    void apps() {
        policies = Staff.boss().get(POLICIES);
        JsonNode without = policies.deepCopy();
        without.path("policies").forEach(policy -> {
            if (policy.path("name").asText().equals("keyward-oidc")) {
                ((ObjectNode) policy).put("enabled", false);
            }
        });
        Staff.boss().put(POLICIES, without);
        nurses = app("ad-nurses", Map.of("directAccessGrantsEnabled", true));
        watched = app("ad-watched", Map.of("directAccessGrantsEnabled", true));
        odd = app(
                "ad-odd",
                Map.of("authenticationFlowBindingOverrides", Map.of("browser", StepUpMapTest.passwordAlone())));
        front = app("ad-front", Map.of("protocolMappers", List.of(StepUpMapTest.audience(nurses.id()))));
        levels = app("ad-levels", Map.of());
        broken = app("fault-source", Map.of());
        brokenWatched = app("fault-source-watched", Map.of());
        locked = app("fault-locked", Map.of());
        stale = app("fault-stale", Map.of());
        StepUpRules.publishForApp(levels.id(), "mfa", null, false);
        Enforcing.at(nurses.id(), odd.id(), levels.id(), broken.id(), locked.id(), stale.id());
    }

    @AfterAll
    void asItWas() {
        Staff.boss().put(POLICIES, policies);
        Enforcing.asEverywhere(nurses.id(), odd.id(), levels.id(), broken.id(), locked.id(), stale.id());
    }

    @Test
    void a_listed_role_opens_the_app_and_another_is_told_why_not() {
        assertThat(Tokens.issue(nurses, someone("nurse"), false).access()).isNotEmpty();
        DemoPerson clerk = someone("registrar");
        Page page = opens(nurses, clerk);
        assertThat(page.status()).isEqualTo(403);
        assertThat(page.text())
                .contains(DENIED)
                .contains("None of your roles opens this app. Ask your manager for a role that does.")
                .containsPattern("<code id=\"keyward-decision\">[0-9a-f]{32}</code>");
        SignInRow row = History.eventually(
                "person=" + clerk.username() + "&outcome=FAILED&outcome=DENIED",
                r -> r.type().equals("LOGIN_ERROR"));
        assertThat(row.cause()).isEqualTo(Cause.NO_RIGHT);
        assertThat(row.app()).isEqualTo(nurses.id());
    }

    @Test
    void the_reason_is_told_in_the_language_of_the_page() {
        Page page = opens(nurses, someone("registrar"), "&ui_locales=es");
        assertThat(page.text()).contains("Ninguna de sus funciones abre esta aplicación.");
    }

    @Test
    void where_nobody_is_held_to_the_policy_nothing_changes_whatever_fails() {
        assertThat(Tokens.issue(watched, someone("registrar"), false).access()).isNotEmpty();
        assertThat(Tokens.issue(brokenWatched, someone("registrar"), false).access())
                .isNotEmpty();
        Tokens.Issued issued = Tokens.issue(watched, someone("registrar"), false);
        assertThat(Tokens.renew(watched, issued).access()).isNotEmpty();
        assertThat(password(watched, someone("registrar")).statusCode()).isEqualTo(200);
    }

    @Test
    void what_the_map_asks_for_is_asked_through_the_policy() {
        DemoPerson nurse = Staff.hire("ad-stepper", "nurse");
        Tokens.Issued issued = Tokens.issue(levels, nurse, true);
        assertThat(Tokens.claims(issued.access()).path("acr").asText()).isEqualTo("mfa");
        assertThat(Tokens.renew(levels, issued).access()).isNotEmpty();
    }

    @Test
    void an_open_session_is_asked_about_again_when_a_role_is_gone() {
        DemoPerson nurse = someone("nurse");
        try (SignIn browser = new SignIn()) {
            browser.opens(Tokens.authorize(watched, Tokens.random()))
                    .types(
                            Map.of("username", nurse.username(), "password", nurse.password()),
                            "password",
                            watched.redirect());
            browser.opensUntil(Tokens.authorize(nurses, Tokens.random()), nurses.redirect());
            assertThat(browser.page().address().toString()).startsWith(nurses.redirect());
            takeAway(nurse, "nurse");
            browser.opensUntil(Tokens.authorize(nurses, Tokens.random()), nurses.redirect());
            assertThat(browser.page().status()).isEqualTo(403);
            assertThat(browser.page().text()).contains(DENIED);
            browser.opensUntil(Tokens.authorize(watched, Tokens.random()), watched.redirect());
            assertThat(browser.page().address().toString())
                    .as("the session itself goes on")
                    .startsWith(watched.redirect());
        }
    }

    @Test
    void a_refresh_ends_when_a_role_is_gone() {
        DemoPerson nurse = someone("nurse");
        Tokens.Issued issued = Tokens.renew(nurses, Tokens.issue(nurses, nurse, false));
        takeAway(nurse, "nurse");
        HttpResponse<String> answer =
                Tokens.post(nurses, Map.of("grant_type", "refresh_token", "refresh_token", issued.refresh()));
        assertThat(error(answer)).isEqualTo("invalid_grant");
        assertThat(Admin.json(answer).path("error_description").asText())
                .matches("app\\.role_not_listed, decision [0-9a-f]{32}");
        History.eventually(
                "person=" + nurse.username() + "&kind=TOKEN&outcome=FAILED&outcome=DENIED",
                row -> row.type().equals("REFRESH_TOKEN_ERROR") && row.cause() == Cause.NO_RIGHT);
    }

    @Test
    void neither_a_password_nor_an_exchange_nor_a_flow_of_its_own_leads_around_the_policy() {
        assertThat(password(nurses, someone("nurse")).statusCode()).isEqualTo(200);
        DemoPerson clerk = someone("registrar");
        assertThat(error(password(nurses, clerk))).isEqualTo("access_denied");
        Tokens.Issued inFront = Tokens.issue(front, clerk, false);
        assertThat(error(Tokens.post(
                        nurses,
                        Map.of(
                                "grant_type",
                                EXCHANGE,
                                "subject_token",
                                inFront.access(),
                                "subject_token_type",
                                ACCESS_TOKEN))))
                .isEqualTo("access_denied");
        String verifier = Tokens.random();
        try (SignIn signIn = new SignIn()) {
            signIn.opens(Tokens.authorize(odd, verifier))
                    .types(
                            Map.of("username", clerk.username(), "password", clerk.password()),
                            "password",
                            odd.redirect());
            assertThat(error(Tokens.post(
                            odd,
                            Map.of(
                                    "grant_type",
                                    "authorization_code",
                                    "code",
                                    Tokens.code(signIn.page().address()),
                                    "redirect_uri",
                                    odd.redirect(),
                                    "code_verifier",
                                    verifier))))
                    .isEqualTo("access_denied");
        }
    }

    @Test
    void a_source_that_fails_lets_nobody_in() {
        Page page = opens(broken, someone("nurse"));
        assertThat(page.status()).isEqualTo(403);
        assertThat(page.text()).contains("keyward-denied-failed").contains("Nobody is let in until it can.");
    }

    @Test
    void who_is_contained_gets_nothing_and_strict_roles_get_nothing_while_nobody_knows() {
        assertThat(opens(locked, someone("nurse")).text())
                .contains("Your access is locked while the security team looks into something.");
        assertThat(Tokens.issue(stale, someone("nurse"), false).access()).isNotEmpty();
        assertThat(opens(stale, someone("nurse", "controlled-substance-signer")).status())
                .isEqualTo(403);
    }

    @Test
    void a_claim_holds_the_named_answers_that_are_permitted_and_no_others() {
        Tokens.Client asking = app(
                "ad-claims",
                Map.of(
                        "protocolMappers",
                        List.of(Map.of(
                                "name",
                                "permitted",
                                "protocol",
                                "openid-connect",
                                "protocolMapper",
                                "keyward-permitted",
                                "config",
                                Map.of(
                                        "claim.name",
                                        "keyward_permitted",
                                        "keyward.questions",
                                        "may-open|app|" + nurses.id() + "|open##may-fly|app|" + nurses.id() + "|fly",
                                        "access.token.claim",
                                        "true")))));
        JsonNode claims =
                Tokens.claims(Tokens.issue(asking, someone("nurse"), false).access());
        assertThat(claims.path("keyward_permitted").toString()).isEqualTo("[\"may-open\"]");
        assertThat(Tokens.claims(Tokens.issue(asking, someone("registrar"), false)
                                .access())
                        .has("keyward_permitted"))
                .isFalse();
        String client = Staff.REALM + "/clients/" + Staff.clientUuid(Staff.boss(), asking.id());
        HttpResponse<String> tooMany = Staff.boss()
                .ask(
                        "POST",
                        client + "/protocol-mappers/models",
                        Map.of(
                                "name",
                                "too many",
                                "protocol",
                                "openid-connect",
                                "protocolMapper",
                                "keyward-permitted",
                                "config",
                                Map.of("claim.name", "many", "keyward.questions", many(21))));
        assertThat(tooMany.statusCode()).isEqualTo(400);
    }

    @Test
    void authorization_services_grant_what_every_scope_is_permitted_for() {
        Tokens.Client server = app(
                "ad-resources",
                Map.of(
                        "serviceAccountsEnabled",
                        true,
                        "authorizationServicesEnabled",
                        true,
                        "attributes",
                        attributes("nurse")));
        String uuid = Staff.clientUuid(Staff.boss(), server.id());
        String at = Staff.REALM + "/clients/" + uuid + "/authz/resource-server/";
        Staff.boss().make(at + "scope", Map.of("name", "open"));
        Staff.boss().make(at + "scope", Map.of("name", "fly"));
        Staff.boss()
                .make(
                        at + "resource",
                        Map.of(
                                "name",
                                server.id(),
                                "type",
                                "app",
                                "scopes",
                                List.of(Map.of("name", "open"), Map.of("name", "fly"))));
        Staff.boss().make(at + "policy/opa-abac", Map.of("name", "keyward", "type", "opa-abac", "logic", "POSITIVE"));
        for (String scope : List.of("open", "fly")) {
            Staff.boss()
                    .make(
                            at + "permission/scope",
                            Map.of(
                                    "name",
                                    scope,
                                    "type",
                                    "scope",
                                    "scopes",
                                    List.of(scope),
                                    "policies",
                                    List.of("keyward"),
                                    "decisionStrategy",
                                    "UNANIMOUS"));
        }
        Tokens.Issued nurse = Tokens.issue(server, someone("nurse"), false);
        assertThat(permission(server, nurse, "open").statusCode()).isEqualTo(200);
        assertThat(permission(server, nurse, "fly").statusCode()).isEqualTo(403);
        assertThat(permission(server, Tokens.issue(server, someone("registrar"), false), "open")
                        .statusCode())
                .isEqualTo(403);
    }

    private static String many(int count) {
        return IntStream.range(0, count).mapToObj(i -> "n" + i + "|app|x|open").collect(Collectors.joining("##"));
    }

    private static HttpResponse<String> permission(Tokens.Client server, Tokens.Issued person, String scope) {
        return Tokens.post(
                server,
                Map.of(
                        "grant_type",
                        EXCHANGE.replace("token-exchange", "uma-ticket"),
                        "subject_token",
                        person.access(),
                        "audience",
                        server.id(),
                        "permission",
                        server.id() + "#" + scope));
    }

    private static Page opens(Tokens.Client app, DemoPerson person) {
        return opens(app, person, "");
    }

    private static Page opens(Tokens.Client app, DemoPerson person, String more) {
        try (SignIn signIn = new SignIn()) {
            return signIn.opens(URI.create(Tokens.authorize(app, Tokens.random()) + more))
                    .types(
                            Map.of("username", person.username(), "password", person.password()),
                            "password",
                            app.redirect())
                    .page();
        }
    }

    private static HttpResponse<String> password(Tokens.Client app, DemoPerson person) {
        return Tokens.post(
                app,
                Map.of(
                        "grant_type",
                        "password",
                        "username",
                        person.username(),
                        "password",
                        person.password(),
                        "scope",
                        "openid"));
    }

    private static String error(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        return Admin.json(answer).path("error").asText();
    }

    private static DemoPerson someone(String... roles) {
        return Staff.hire(Staff.chief(), Staff.REALM, Staff.fresh("ad"), false, roles);
    }

    private static void takeAway(DemoPerson person, String role) {
        Staff.boss()
                .delete(
                        Staff.REALM + "/users/" + Staff.idOf(person.username()) + "/role-mappings/realm",
                        List.of(Staff.boss().get(Staff.REALM + "/roles/" + role)));
    }

    private static Tokens.Client app(String name, Map<String, ?> extra) {
        Map<String, Object> all = new TreeMap<>(Map.of("attributes", attributes("nurse")));
        all.putAll(extra);
        return Staff.app(name, all);
    }

    private static Map<String, String> attributes(String roles) {
        return Map.of(
                "keyward.data_class",
                "none",
                "keyward.access_roles",
                roles,
                "pkce.code.challenge.method",
                "S256",
                "standard.token.exchange.enabled",
                "true");
    }
}
