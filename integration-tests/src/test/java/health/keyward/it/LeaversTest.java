package health.keyward.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import health.keyward.local.house.DemoPerson;
import health.keyward.local.house.MailSink;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who has left is shut out everywhere, by a word of staff or of the personnel system, and each app has its clock (IN-15). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LeaversTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> ROLE = List.of("leaver-feed");
    private static final String LEAVES =
            "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":[{\"op\":\"Replace\","
                    + "\"path\":\"active\",\"value\":false}]}";

    private final Queue<String> told = new ConcurrentLinkedQueue<>();
    private Supplier<String> staff = () -> "";
    private @Nullable HttpServer listening;

    @BeforeAll
    void staff_and_an_app_that_listens() throws IOException {
        staff = Badge.of(Tokens.console(), Staff.hire("leavers-staff", "system-admin"), true);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/logout", exchange -> {
            try (exchange) {
                told.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                exchange.sendResponseHeaders(200, -1);
            }
        });
        server.start();
        listening = server;
    }

    @AfterAll
    void stops() {
        if (listening != null) {
            listening.stop(0);
        }
    }

    @Test
    void reported_by_staff_somebody_is_out_everywhere_and_each_app_has_a_clock() {
        DemoPerson ada = Staff.hire("leaver", "nurse");
        String id = Staff.idOf(ada.username());
        String partner = Staff.fresh("lab") + "@partner.example";
        Tokens.Client plain = Staff.app("leaver-plain", ofPartner(partner));
        Tokens.Client hears = Staff.app("leaver-hears", logout("http://localhost:" + port() + "/logout"));
        Tokens.Client deaf = Staff.app("leaver-deaf", logout("http://localhost:1/logout"));
        Tokens.Client offline = Staff.app("leaver-offline", Map.of());
        Tokens.Issued atPlain = Tokens.issue(plain, ada, false);
        Tokens.issue(hears, ada, false);
        Tokens.issue(deaf, ada, false);
        Tokens.Issued atOffline = offline(offline, ada);
        granted(id, ada.username(), Tokens.claims(atPlain.access()).path("sid").asText());

        HttpResponse<String> reported =
                ask("POST", "inactivity/leavers", Map.of("username", ada.username(), "reason", "has left"));
        assertThat(reported.statusCode()).as(reported.body()).isEqualTo(200);
        JsonNode leaver = out(Admin.json(reported).path("id").asText());

        assertThat(Staff.boss().get("hospital/users/" + id).path("enabled").asBoolean(true))
                .isFalse();
        assertThat(refreshed(plain, atPlain)).as("sessions").isEqualTo(400);
        assertThat(refreshed(offline, atOffline)).as("offline sessions").isEqualTo(400);
        assertThat(Database.number("SELECT count(*) FROM offline_user_session WHERE user_id = ?", id))
                .isZero();
        assertThat(Database.number(
                        "SELECT count(*) FROM kw_grant WHERE person = ? AND end_reason = 'NOT_ELIGIBLE'", id))
                .as("emergency grants")
                .isEqualTo(1);
        assertThat(told).hasSize(1);
        JsonNode token = Tokens.claims(told.element().replaceFirst("^logout_token=", ""));
        assertThat(token.path("iss").asText()).isEqualTo(hears.issuer().toString());
        assertThat(token.path("sub").asText()).isEqualTo(id);

        Map<String, JsonNode> apps = new java.util.HashMap<>();
        leaver.path("apps").forEach(app -> apps.put(app.path("client").asText(), app));
        assertThat(apps).containsOnlyKeys(plain.id(), hears.id(), deaf.id(), offline.id());
        assertThat(at(apps, plain, "told")).isEqualTo("NOT_ASKED");
        assertThat(at(apps, plain, "overdue")).isEqualTo("false");
        assertThat(at(apps, hears, "told")).isEqualTo("DONE");
        assertThat(at(apps, hears, "overdue")).isEqualTo("false");
        assertThat(at(apps, offline, "kind")).isEqualTo("OFFLINE");
        assertThat(at(apps, deaf, "told")).isEqualTo("FAILED");
        assertThat(at(apps, deaf, "overdue"))
                .as("nobody knows how long a session of its own lasts")
                .isEqualTo("true");
        assertThat(leaver.path("overdue").asBoolean()).isTrue();
        History.eventuallyChange("target=LEAVER_OUT", row -> id.equals(row.targetPersonId()));

        Database.run("UPDATE kw_leaver SET last_moment = last_moment - interval '61 minutes', reported_at = reported_at"
                + " - interval '61 minutes' WHERE user_id = '" + id + "'");
        assertThat(Database.eventually(
                        "SELECT count(*) FROM kw_notice WHERE topic = 'inactivity-leaver-overdue' AND dedupe = ?",
                        n -> n > 0,
                        Duration.ofSeconds(150),
                        "inactivity-leaver-overdue-" + leaver.path("id").asText()))
                .as("what is late alarms")
                .isPositive();
        isTold(partner, plain, ada, leaver.path("id").asText());
    }

    @Test
    void a_partner_whose_role_somebody_only_holds_is_told_although_there_was_never_a_session() {
        DemoPerson eli = Staff.hire("leaver-by-role", "nurse");
        String partner = Staff.fresh("imaging") + "@partner.example";
        Tokens.Client app = Staff.app("leaver-role", ofPartner(partner));
        String clients = "hospital/clients/" + Staff.clientUuid(Staff.boss(), app.id());
        Staff.boss().make(clients + "/roles", Map.of("name", "viewer", "description", "Made by a test"));
        Staff.grant(Staff.chief(), Staff.idOf(eli.username()), app.id(), "viewer");

        HttpResponse<String> reported =
                ask("POST", "inactivity/leavers", Map.of("username", eli.username(), "reason", "has left"));
        assertThat(reported.statusCode()).as(reported.body()).isEqualTo(200);
        JsonNode leaver = out(Admin.json(reported).path("id").asText());
        assertThat(leaver.path("apps"))
                .as("no app had a session, so none has a clock")
                .isEmpty();
        isTold(partner, app, eli, leaver.path("id").asText());
    }

    /** Within the day; the job that looks whether the mail is delivered has just worked, or does within a minute. */
    private void isTold(String partner, Tokens.Client app, DemoPerson person, String leaver) {
        assertThat(Database.eventually(
                        "SELECT count(*) FROM kw_leaver_partner WHERE told_at IS NOT NULL AND leaver_id = '" + leaver
                                + "'",
                        n -> n == 1,
                        Duration.ofSeconds(90)))
                .isEqualTo(1);
        JsonNode clocks =
                Admin.json(ask("GET", "inactivity/leavers/" + leaver, null)).path("partners");
        assertThat(clocks).hasSize(1);
        assertThat(clocks.at("/0/client").asText()).isEqualTo(app.id());
        assertThat(clocks.at("/0/toldAt").asText()).isNotEmpty();
        List<MailSink.Message> mails = Ward.house().mail().messages().stream()
                .filter(mail -> mail.to().contains(partner))
                .toList();
        assertThat(mails).hasSize(1);
        assertThat(mails.getFirst().text())
                .contains("no longer works with us", person.username(), app.id())
                .as("nothing else of the person, and no way into the console")
                .doesNotContain("patient-1", "Test Person", "console");
        History.eventuallyChange("target=LEAVER_PARTNER_TOLD", row -> true);
    }

    private static Map<String, ?> ofPartner(String address) {
        return Map.of(
                "attributes",
                Map.of(
                        "keyward.partner.notice",
                        address,
                        "keyward.data_class",
                        "none",
                        "pkce.code.challenge.method",
                        "S256"));
    }

    @Test
    void the_personnel_system_says_so_in_its_own_words() {
        DemoPerson ben = Staff.hire("leaver-fed", "nurse");
        String id = Staff.idOf(ben.username());
        String number = Staff.fresh("n");
        ObjectNode user = (ObjectNode) Staff.chief().get("hospital/users/" + id);
        user.withObject("attributes").putArray("employee_number").add(number);
        Staff.chief().put("hospital/users/" + id, user);
        Tokens.Client app = Staff.app("leaver-fed-app", Map.of());
        Tokens.Issued tokens = Tokens.issue(app, ben, false);
        Pep feed = feed("feed", List.of(audience()), ROLE);

        JsonNode found =
                Admin.json(feed(feed, "GET", "Users?filter=" + encoded("externalId eq \"" + number + "\""), null));
        assertThat(found.path("totalResults").asInt()).isEqualTo(1);
        assertThat(found.at("/Resources/0/id").asText()).isEqualTo(id);
        assertThat(found.at("/Resources/0/active").asBoolean()).isTrue();
        HttpResponse<String> renamed = feed(feed, "PATCH", "Users/" + id, LEAVES.replace("\"active\"", "\"userName\""));
        assertThat(renamed.statusCode()).isEqualTo(400);

        HttpResponse<String> left = feed(feed, "PATCH", "Users/" + id, LEAVES);
        assertThat(left.statusCode()).as(left.body()).isEqualTo(200);
        assertThat(Admin.json(left).path("active").asBoolean(true)).isFalse();
        JsonNode leaver = out(newest(id));
        assertThat(leaver.path("source").asText()).isEqualTo("FEED");
        assertThat(leaver.path("reportedBy").asText()).isEqualTo(feed.client().id());
        assertThat(leaver.path("overdue").asBoolean(true)).isFalse();
        assertThat(refreshed(app, tokens)).isEqualTo(400);
        assertThat(feed(feed, "PATCH", "Users/" + id, LEAVES).statusCode())
                .as("said again")
                .isEqualTo(200);
        assertThat(Database.number("SELECT count(*) FROM kw_leaver WHERE user_id = ?", id))
                .isEqualTo(1);
        assertThat(feed(feed, "PATCH", "Users/" + id, LEAVES.replace("false", "true"))
                        .statusCode())
                .as("a feed opens no account")
                .isEqualTo(409);
    }

    @Test
    void a_report_is_taken_back_before_it_comes_true() {
        DemoPerson cai = Staff.hire("leaver-stays", "nurse");
        String id = Staff.idOf(cai.username());
        Pep feed = feed("feed-back", List.of(audience()), ROLE);
        Map<String, String> tomorrow = Map.of(
                "username",
                cai.username(),
                "reason",
                "leaves tomorrow",
                "lastMoment",
                Instant.now().plus(Duration.ofDays(1)).toString());
        JsonNode first = Admin.json(ask("POST", "inactivity/leavers", tomorrow));
        assertThat(first.path("state").asText()).isEqualTo("WAITING");
        assertThat(feed(feed, "PATCH", "Users/" + id, LEAVES.replace("false", "true"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(state(first)).isEqualTo("CANCELLED");
        JsonNode second = Admin.json(ask("POST", "inactivity/leavers", tomorrow));
        assertThat(ask(
                                "POST",
                                "inactivity/leavers/" + second.path("id").asText() + "/cancel",
                                Map.of("reason", "stays after all"))
                        .statusCode())
                .isEqualTo(200);
        assertThat(state(second)).isEqualTo("CANCELLED");
    }

    @Test
    void nobody_else_may_say_so() {
        DemoPerson person = Staff.hire("leaver-not", "nurse");
        String id = Staff.idOf(person.username());
        assertThat(feed(feed("feed-roleless", List.of(audience()), List.of()), "PATCH", "Users/" + id, LEAVES)
                        .statusCode())
                .as("without the role")
                .isEqualTo(403);
        assertThat(feed(feed("feed-elsewhere", List.of(), ROLE), "PATCH", "Users/" + id, LEAVES)
                        .statusCode())
                .as("with a token for somebody else")
                .isEqualTo(401);
        DemoPerson holder = Staff.hire("leaver-holder", "leaver-feed");
        Tokens.Client app = Staff.app("leaver-holder-app", Map.of("protocolMappers", List.of(audience())));
        assertThat(Http.call(
                                "PATCH",
                                address("Users/" + id),
                                Tokens.issue(app, holder, false).access(),
                                "application/scim+json",
                                LEAVES)
                        .statusCode())
                .as("a person who holds the role")
                .isEqualTo(403);
        assertThat(Database.number("SELECT count(*) FROM kw_leaver WHERE user_id = ?", id))
                .isZero();
    }

    private int port() {
        return java.util.Objects.requireNonNull(listening).getAddress().getPort();
    }

    private static Map<String, ?> logout(String address) {
        return Map.of(
                "attributes",
                Map.of(
                        "backchannel.logout.url",
                        address,
                        "backchannel.logout.session.required",
                        "true",
                        "keyward.data_class",
                        "none",
                        "pkce.code.challenge.method",
                        "S256"));
    }

    private static Tokens.Issued offline(Tokens.Client app, DemoPerson person) {
        String verifier = Tokens.random();
        try (SignIn signIn = new SignIn()) {
            signIn.opens(URI.create(Tokens.authorize(app, verifier)
                            .toString()
                            .replace("scope=openid", "scope=openid+offline_access")))
                    .types(
                            Map.of("username", person.username(), "password", person.password()),
                            "password",
                            app.redirect());
            return Tokens.exchange(app, Tokens.code(signIn.page().address()), verifier);
        }
    }

    /** As the room of emergency access writes it. */
    private static void granted(String id, String username, String session) {
        Database.run(
                "INSERT INTO kw_grant (id, realm_id, person, username, patient, apps, data_class, action, purpose, reason,"
                        + " reasons_version, from_at, until_at, session_id, client_id, waived, degraded) SELECT"
                        + " gen_random_uuid(), r.id, '" + id + "', '" + username
                        + "', 'patient-1', '{ehr}', 'clinical', 'read', 'BTG', 'it', 1, now(), now() + interval '10"
                        + " minutes', '" + session + "', 'ehr', false, false FROM realm r WHERE r.name = 'hospital'");
    }

    private static int refreshed(Tokens.Client app, Tokens.Issued tokens) {
        return Tokens.post(app, Map.of("grant_type", "refresh_token", "refresh_token", tokens.refresh()))
                .statusCode();
    }

    private static String at(Map<String, JsonNode> apps, Tokens.Client app, String field) {
        return java.util.Objects.requireNonNull(apps.get(app.id())).path(field).asText();
    }

    private JsonNode out(String leaver) {
        assertThat(Database.eventually(
                        "SELECT count(*) FROM kw_leaver WHERE state = 'OUT' AND id = '" + leaver + "'",
                        n -> n == 1,
                        PATIENCE))
                .isEqualTo(1);
        return Admin.json(ask("GET", "inactivity/leavers/" + leaver, null));
    }

    private String state(JsonNode leaver) {
        return Admin.json(ask("GET", "inactivity/leavers/" + leaver.path("id").asText(), null))
                .path("state")
                .asText();
    }

    private String newest(String person) {
        JsonNode list = Admin.json(ask("GET", "inactivity/leavers?person=" + person, null));
        return StreamSupport.stream(list.path("rows").spliterator(), false)
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
    }

    private static Map<String, ?> audience() {
        return Map.of(
                "name",
                "leavers",
                "protocol",
                "openid-connect",
                "protocolMapper",
                "oidc-audience-mapper",
                "config",
                Map.of("included.custom.audience", "keyward-leavers", "access.token.claim", "true"));
    }

    private static Pep feed(String name, List<Map<String, ?>> mappers, List<String> roles) {
        return Pep.made(Staff.REALM, name, Map.of(), mappers, roles, Map.of());
    }

    private static HttpResponse<String> feed(Pep feed, String method, String path, @Nullable String body) {
        return body == null
                ? Http.get(address(path), feed.token())
                : Http.call(method, address(path), feed.token(), "application/scim+json", body);
    }

    private static URI address(String path) {
        return URI.create(Ward.house().keycloak(1).address() + "/realms/hospital/keyward/v1/leavers/" + path);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpResponse<String> ask(String method, String path, @Nullable Object body) {
        return Http.call(method, History.api(path), staff.get(), body == null ? null : Admin.text(body));
    }
}
