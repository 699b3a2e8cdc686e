package health.keyward.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.keyward.contract.history.Cause;
import health.keyward.contract.history.ChangeDetail;
import health.keyward.contract.history.ChangeRow;
import health.keyward.contract.history.SignInRow;
import health.keyward.local.house.DemoPerson;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The step-up map on the running house: published, previewed, and in the way of every token that more has to be shown for (SU-1, SU-2, SU-3). It comes
 * before the tests that leave rules of their own in the map.
 */
@Tag("alone")
@Order(1)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class StepUpMapTest {
    private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
    private static final String POLICIES = Staff.REALM + "/client-policies/policies";
    private static final String ACCESS_TOKEN = "urn:ietf:params:oauth:token-type:access_token";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Supplier<String> one = () -> "";
    private Supplier<String> two = () -> "";
    private DemoPerson nurse = Ward.keeper();
    /** Has no second factor, or Keycloak would ask for its code where an app takes the password. */
    private DemoPerson clerk = nurse;

    /** What the tests are about: the app a rule is made for, one that exchanges tokens for it, one with a flow of its own, one without a rule. */
    private Tokens.Client ruled = Tokens.console();

    private Tokens.Client front = ruled;
    private Tokens.Client odd = ruled;
    private Tokens.Client free = ruled;
    private Tokens.Issued held = new Tokens.Issued("", "", "");
    private Tokens.Issued heldInFront = held;

    /** The blueprint lets no app take passwords itself; these tests are about what happens where somebody let one. */
    private JsonNode policies = Admin.JSON.createObjectNode();

    @BeforeAll
    void peopleAndApps() {
        policies = Staff.boss().get(POLICIES);
        JsonNode without = policies.deepCopy();
        without.path("policies").forEach(policy -> {
            if (policy.path("name").asText().equals("keyward-oidc")) {
                ((ObjectNode) policy).put("enabled", false);
            }
        });
        Staff.boss().put(POLICIES, without);
        one = Badge.of(Tokens.console(), Staff.hire("su-one", "system-admin"), true);
        two = Badge.of(Tokens.console(), Staff.hire("su-two", "system-admin"), true);
        nurse = Staff.hire("su-nurse", "nurse");
        clerk = Staff.hire(Staff.chief(), Staff.REALM, Staff.fresh("su-clerk"), false, "nurse");
        ruled = app(
                "su-ruled",
                Map.of("directAccessGrantsEnabled", true, "attributes", attributes("standard.token.exchange.enabled")));
        front = app("su-front", Map.of("protocolMappers", List.of(audience(ruled.id()))));
        odd = app("su-odd", Map.of("authenticationFlowBindingOverrides", Map.of("browser", passwordAlone())));
        free = app("su-free", Map.of());
        held = Tokens.issue(ruled, nurse, false);
        heldInFront = Tokens.issue(front, nurse, false);
    }

    @AfterAll
    void policiesAsTheyWere() {
        Staff.boss().put(POLICIES, policies);
    }

    @Test
    @Order(1)
    void before_a_rule_a_password_gets_tokens_every_way() {
        held = Tokens.renew(ruled, held);
        assertThat(Admin.json(password()).path("access_token").asText()).isNotEmpty();
        assertThat(Admin.json(exchange()).path("access_token").asText()).isNotEmpty();
        Tokens.issue(odd, nurse, false);
    }

    @Test
    @Order(2)
    void a_preview_says_who_would_have_been_asked_and_publishes_nothing() {
        History.eventually("person=" + nurse.username() + "&app=" + ruled.id(), row -> true);
        JsonNode before = get("stepup/map");
        JsonNode preview = await(() -> {
            JsonNode seen = json(
                    ask(one, "POST", "stepup/map/preview", Map.of("rules", List.of(rule("mfa", ruled)), "days", 2)));
            return seen.at("/all/people").asInt() == 2 ? seen : null;
        });
        assertThat(preview.at("/rules/0/of").asText()).isEqualTo("Pharmacy");
        assertThat(preview.at("/rules/0/people").asInt()).isEqualTo(2);
        assertThat(preview.path("people").findValuesAsText("username"))
                .containsExactlyInAnyOrder(nurse.username(), clerk.username());
        assertThat(preview.at("/apps/0/of").asText()).isEqualTo(ruled.id());
        assertThat(preview.at("/days").size()).isBetween(1, 2);
        assertThat(preview.path("whole").asBoolean()).isTrue();
        assertThat(preview.at("/changes/0/rule").asText()).isEqualTo("Pharmacy");
        assertThat(get("stepup/map")).isEqualTo(before);
        History.eventuallyChange("operation=READ", row -> row.target().equals("POST stepup/map/preview"));
    }

    @Test
    @Order(3)
    void a_map_that_names_what_is_not_there_is_refused_with_the_name() {
        HttpResponse<String> answer = ask(
                one,
                "POST",
                "stepup/map/versions",
                Map.of(
                        "after",
                        version(),
                        "rules",
                        List.of(Map.of("name", "Nobody", "apps", List.of("no-such-app"), "level", "gold")),
                        "reason",
                        "a typing error"));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("There is no app no-such-app").contains("A level is pwd");
    }

    @Test
    @Order(3)
    void nobody_publishes_a_demand_on_the_console_that_they_have_not_met_themselves() {
        long before = version();
        HttpResponse<String> answer = ask(
                one,
                "POST",
                "stepup/map/versions",
                Map.of(
                        "after",
                        before,
                        "rules",
                        List.of(Map.of(
                                "name",
                                "Console",
                                "apps",
                                List.of(Tokens.console().id()),
                                "level",
                                "phrh")),
                        "reason",
                        "locks me out"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElse(""))
                .contains("insufficient_user_authentication")
                .contains("acr_values=\"phrh\"");
        assertThat(version()).isEqualTo(before);
    }

    /** By somebody who gets in no more, because the second factor they signed in with is gone, and to whom the rule does not speak (EA-11). */
    @Test
    @Order(3)
    void a_map_that_no_administrator_could_meet_at_the_console_is_refused_and_says_which_rule_it_is() {
        DemoPerson leaving = Staff.hire("su-leaving", "system-admin");
        Supplier<String> token = Badge.of(Tokens.console(), leaving, true);
        String credentials = Staff.REALM + "/users/" + Staff.idOf(leaving.username()) + "/credentials";
        Staff.chief().get(credentials).forEach(credential -> {
            if (credential.path("type").asText().equals("otp")) {
                Staff.chief().delete(credentials + "/" + credential.path("id").asText());
            }
        });
        String role = Staff.fresh("su-held-by-the-others");
        Staff.boss().make(Staff.REALM + "/roles", Map.of("name", role));
        try {
            List<JsonNode> granted = List.of(Staff.boss().get(Staff.REALM + "/roles/" + role));
            Staff.boss().get(Staff.REALM + "/roles/system-admin/users?max=500").forEach(administrator -> {
                if (!administrator.path("username").asText().equals(leaving.username())) {
                    Staff.boss()
                            .make(
                                    Staff.REALM + "/users/"
                                            + administrator.path("id").asText() + "/role-mappings/realm",
                                    granted);
                }
            });
            long before = version();
            HttpResponse<String> answer = ask(
                    token,
                    "POST",
                    "stepup/map/versions",
                    Map.of(
                            "after",
                            before,
                            "rules",
                            List.of(Map.of(
                                    "name",
                                    "Console by hardware key",
                                    "apps",
                                    List.of(Tokens.console().id()),
                                    "roles",
                                    List.of(role),
                                    "level",
                                    "phrh")),
                            "reason",
                            "locks everybody else out"));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
            assertThat(answer.body())
                    .contains("locks-out")
                    .contains("Under this map no system administrator could reach the console")
                    .contains("rule Console by hardware key")
                    .contains("Let one enrol it first");
            assertThat(version()).isEqualTo(before);
        } finally {
            Staff.boss().delete(Staff.REALM + "/roles/" + role);
        }
    }

    @Test
    @Order(4)
    void one_administrator_publishes_a_map_that_asks_for_more_and_it_is_recorded() {
        long before = version();
        JsonNode published = publish(one, before, List.of(rule("mfa", ruled, odd)), "controlled substances");
        assertThat(published.path("version").asLong()).isEqualTo(before + 1);
        assertThat(ask(
                                one,
                                "POST",
                                "stepup/map/versions",
                                Map.of("after", before, "rules", List.of(), "reason", "from an old page"))
                        .body())
                .contains("overtaken");
        JsonNode newest = get("stepup/map/versions?limit=1").at("/rows/0");
        assertThat(newest.path("reason").asText()).isEqualTo("controlled substances");
        assertThat(newest.at("/changes/0/after").asText()).contains(ruled.id()).endsWith("; role nurse: mfa");
        ChangeDetail change = recorded("stepup/map/versions/" + (before + 1));
        assertThat(change.fields())
                .anySatisfy(field -> assertThat(field.after())
                        .contains("controlled substances")
                        .contains(newest.path("sha256").asText())
                        .contains("Rule Pharmacy: - -> app ")
                        .contains("role nurse: mfa"));
    }

    @Test
    @Order(5)
    void a_refresh_from_before_the_rule_ends_as_every_client_understands() {
        HttpResponse<String> answer =
                Tokens.post(ruled, Map.of("grant_type", "refresh_token", "refresh_token", held.refresh()));
        assertThat(answer.statusCode()).isEqualTo(400);
        JsonNode problem = Admin.json(answer);
        assertThat(problem.path("error").asText()).isEqualTo("invalid_grant");
        assertThat(problem.path("error_description").asText())
                .isEqualTo("insufficient_user_authentication: acr_values=mfa");
        SignInRow row = History.eventually(
                "person=" + nurse.username() + "&kind=TOKEN&outcome=FAILED&outcome=DENIED",
                r -> r.type().equals("REFRESH_TOKEN_ERROR"));
        assertThat(row.cause()).isEqualTo(Cause.LEVEL_NOT_REACHED);
        assertThat(row.app()).isEqualTo(ruled.id());
    }

    @Test
    @Order(6)
    void neither_a_password_nor_an_exchange_nor_a_flow_of_its_own_leads_around_the_map() {
        assertThat(error(password())).isEqualTo("insufficient_user_authentication");
        assertThat(error(exchange())).isEqualTo("insufficient_user_authentication");
        String verifier = Tokens.random();
        try (SignIn signIn = new SignIn()) {
            signIn.opens(Tokens.authorize(odd, verifier))
                    .types(
                            Map.of("username", nurse.username(), "password", nurse.password()),
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
                    .isEqualTo("insufficient_user_authentication");
        }
        for (String type : List.of("LOGIN_ERROR", "TOKEN_EXCHANGE_ERROR", "CODE_TO_TOKEN_ERROR")) {
            String who = (type.equals("LOGIN_ERROR") ? clerk : nurse).username();
            History.eventually(
                    "person=" + who + "&kind=SIGN_IN&kind=TOKEN&outcome=FAILED&outcome=DENIED",
                    row -> row.type().equals(type) && row.cause() == Cause.LEVEL_NOT_REACHED);
        }
    }

    @Test
    @Order(7)
    void with_the_second_factor_every_way_on_is_open() {
        Tokens.Issued full = stepsUp(ruled, new SignIn(), true).tokens();
        assertThat(acr(full)).isEqualTo("mfa");
        assertThat(acr(Tokens.renew(ruled, full))).isEqualTo("mfa");
    }

    @Test
    @Order(8)
    void an_old_refresh_token_does_not_carry_the_level_of_a_later_step_up() {
        try (SignIn browser = new SignIn()) {
            Tokens.Issued before = signsIn(free, browser);
            assertThat(acr(before)).isEqualTo("pwd");
            Tokens.Issued again = Tokens.renew(free, before);
            assertThat(acr(again)).isEqualTo("pwd");
            Tokens.Issued after = stepsUp(free, browser, false).tokens();
            assertThat(acr(after)).isEqualTo("mfa");
            HttpResponse<String> answer =
                    Tokens.post(free, Map.of("grant_type", "refresh_token", "refresh_token", again.refresh()));
            assertThat(error(answer)).isEqualTo("invalid_grant");
            assertThat(answer.body()).contains("the level of this sign-in has changed");
            Tokens.Issued renewed = Tokens.renew(free, after);
            assertThat(acr(renewed)).isEqualTo("mfa");
            assertThat(acr(Tokens.renew(free, renewed))).isEqualTo("mfa");
        }
    }

    @Test
    @Order(9)
    void a_map_that_may_ask_for_less_waits_for_a_second_person_and_counts_once_confirmed() {
        long before = version();
        JsonNode handedIn = publish(one, before, List.of(), "the trial is over");
        assertThat(handedIn.path("version").isNull()).isTrue();
        assertThat(handedIn.at("/weakened/0").asText()).isEqualTo("Pharmacy");
        assertThat(version()).isEqualTo(before);
        assertThat(error(password())).isEqualTo("insufficient_user_authentication");

        String proposal = "approval/proposals/" + handedIn.path("proposal").asText();
        JsonNode shown = json(ask(two, "GET", proposal, null));
        assertThat(shown.at("/lines/0/name").asText()).isEqualTo("rule Pharmacy");
        assertThat(shown.at("/lines/0/after").isNull()).isTrue();
        Map<String, String> hash = Map.of("hash", shown.at("/row/hash").asText());
        assertThat(ask(one, "POST", proposal + "/confirm", hash).statusCode()).isEqualTo(403);
        json(ask(two, "POST", proposal + "/confirm", hash));

        assertThat(version()).isEqualTo(before + 1);
        JsonNode newest = get("stepup/map/versions?limit=1").at("/rows/0");
        assertThat(newest.path("proposal").asText())
                .isEqualTo(handedIn.path("proposal").asText());
        assertThat(password().statusCode()).isEqualTo(200);
        held = Tokens.renew(ruled, held);
    }

    @Test
    @Order(10)
    void an_old_version_is_put_back_by_publishing_it_again() {
        JsonNode old = get("stepup/map/versions/" + (version() - 1));
        JsonNode published =
                publish(one, version(), Admin.JSON.convertValue(old.path("rules"), List.class), "back to the trial");
        JsonNode back = get("stepup/map");
        assertThat(back.at("/version/number")).isEqualTo(published.path("version"));
        assertThat(back.at("/version/sha256")).isEqualTo(old.at("/version/sha256"));
        assertThat(error(password())).isEqualTo("insufficient_user_authentication");
        Staff.boss().delete(Staff.REALM + "/clients/" + Staff.clientUuid(Staff.boss(), odd.id()));
        assertThat(get("stepup/map").at("/faults/0/what").asText()).isEqualTo("There is no app " + odd.id() + ".");
    }

    private record SteppedUp(Tokens.Issued tokens) {}

    private Tokens.Issued signsIn(Tokens.Client app, SignIn browser) {
        String verifier = Tokens.random();
        browser.opens(Tokens.authorize(app, verifier))
                .types(Map.of("username", nurse.username(), "password", nurse.password()), "password", app.redirect());
        return Tokens.exchange(app, Tokens.code(browser.page().address()), verifier);
    }

    private SteppedUp stepsUp(Tokens.Client app, SignIn browser, boolean fromTheStart) {
        String verifier = Tokens.random();
        browser.opens(URI.create(Tokens.authorize(app, verifier) + "&acr_values=mfa"));
        if (fromTheStart) {
            browser.typesPassword(nurse);
        }
        browser.typesCode(nurse, app.redirect());
        return new SteppedUp(Tokens.exchange(app, Tokens.code(browser.page().address()), verifier));
    }

    private HttpResponse<String> password() {
        return Tokens.post(
                ruled,
                Map.of(
                        "grant_type",
                        "password",
                        "username",
                        clerk.username(),
                        "password",
                        clerk.password(),
                        "scope",
                        "openid"));
    }

    private HttpResponse<String> exchange() {
        heldInFront = Tokens.renew(front, heldInFront);
        return Tokens.post(
                ruled,
                Map.of(
                        "grant_type",
                        EXCHANGE,
                        "subject_token",
                        heldInFront.access(),
                        "subject_token_type",
                        ACCESS_TOKEN));
    }

    private static Map<String, Object> rule(String level, Tokens.Client... apps) {
        List<String> ids = new ArrayList<>();
        for (Tokens.Client app : apps) {
            ids.add(app.id());
        }
        return Map.of("name", "Pharmacy", "apps", ids, "roles", List.of("nurse"), "level", level);
    }

    private static JsonNode publish(Supplier<String> by, long after, List<?> rules, String reason) {
        return json(ask(by, "POST", "stepup/map/versions", Map.of("after", after, "rules", rules, "reason", reason)));
    }

    private long version() {
        return get("stepup/map").at("/version/number").asLong();
    }

    private JsonNode get(String path) {
        return json(ask(one, "GET", path, null));
    }

    private static HttpResponse<String> ask(Supplier<String> by, String method, String path, @Nullable Object body) {
        return Http.call(
                method,
                Admin.address(Staff.REALM + "/keyward/v1/" + path),
                by.get(),
                body == null ? null : Admin.text(body));
    }

    private static JsonNode json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Admin.json(answer);
    }

    private static String error(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        return Admin.json(answer).path("error").asText();
    }

    private static String acr(Tokens.Issued tokens) {
        String payload = tokens.access().split("\\.")[1];
        try {
            return Admin.JSON
                    .readTree(new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8))
                    .path("acr")
                    .asText();
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new AssertionError(payload, e);
        }
    }

    private static ChangeDetail recorded(String target) {
        ChangeRow row = History.eventuallyChange(
                "area=STEP_UP_MAP", change -> change.target().equals(target));
        return History.read("history/changes/" + row.id(), ChangeDetail.class);
    }

    private static <T> T await(Supplier<@Nullable T> wanted) {
        Instant end = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(end)) {
            T found = wanted.get();
            if (found != null) {
                return found;
            }
            LockSupport.parkNanos(200_000_000L);
        }
        throw new AssertionError("waited in vain");
    }

    private static Tokens.Client app(String name, Map<String, ?> extra) {
        return Staff.app(name, extra);
    }

    private static Map<String, String> attributes(String switchedOn) {
        return new TreeMap<>(
                Map.of("keyward.data_class", "none", "pkce.code.challenge.method", "S256", switchedOn, "true"));
    }

    static Map<String, Object> audience(String app) {
        return Map.of(
                "name",
                "audience",
                "protocol",
                "openid-connect",
                "protocolMapper",
                "oidc-audience-mapper",
                "config",
                Map.of("included.client.audience", app, "access.token.claim", "true"));
    }

    /** A flow that asks for a password and knows no levels. */
    static String passwordAlone() {
        String alias = Staff.fresh("password-alone");
        String id = Staff.boss()
                .make(
                        Staff.REALM + "/authentication/flows",
                        Map.of("alias", alias, "providerId", "basic-flow", "topLevel", true, "builtIn", false));
        Staff.boss()
                .make(
                        Staff.REALM + "/authentication/flows/" + alias + "/executions/execution",
                        Map.of("provider", "auth-username-password-form"));
        JsonNode execution = Staff.boss()
                .get(Staff.REALM + "/authentication/flows/" + alias + "/executions")
                .get(0);
        ((ObjectNode) execution).put("requirement", "REQUIRED");
        Staff.boss().put(Staff.REALM + "/authentication/flows/" + alias + "/executions", execution);
        return id;
    }
}
