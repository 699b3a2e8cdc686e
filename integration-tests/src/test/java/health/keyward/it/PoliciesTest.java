package health.keyward.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.keyward.local.house.DemoPerson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Policies on the running house: handed in, published by two, watching, enforced, rolled back (AB-8). It leaves everything as it was. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class PoliciesTest {
    private static final String AT = "abac/policies";

    private Supplier<String> one = () -> "";
    private Supplier<String> two = () -> "";
    private Tokens.Client client = Tokens.console();
    private String app = "";
    private String revision = "";
    private long version;

    @BeforeAll
    void people() {
        one = Badge.of(Tokens.console(), Staff.hire("ab-one", "system-admin"), true);
        two = Badge.of(Tokens.console(), Staff.hire("ab-two", "system-admin"), true);
        client = Staff.app("ab-app", Map.of());
        app = client.id();
    }

    @AfterAll
    void asItWas() {
        if (listed().path("own").asBoolean()) {
            agree("enforcement", body("app", app));
        }
        if (!get("").path("shadow").isNull()) {
            agree("proposals", body("act", "SHADOW"));
        }
        if (get("").at("/active/version").asLong() != 0) {
            agree("proposals", body("act", "PUBLISH", "version", 0));
        }
    }

    @Test
    @Order(1)
    void every_realm_is_decided_by_the_delivered_bundle_and_only_recorded() {
        JsonNode state = get("");
        assertThat(state.at("/active/version").asLong()).isZero();
        assertThat(state.at("/active/failure").isNull()).as(state.toString()).isTrue();
        assertThat(state.at("/active/engine").asText()).isEqualTo("embedded");
        assertThat(state.at("/house/source").asText()).isEqualTo("DELIVERED");
        assertThat(state.path("mode").asText()).isEqualTo("RECORD");
        JsonNode detail = get("/versions/0");
        assertThat(detail.path("failed")).isEmpty();
        assertThat(detail.path("cases").asInt()).isPositive();
        assertThat(detail.path("reasons").findValuesAsText("code")).contains("app.role_not_listed");
        assertThat(get("/versions/0/file?name=data.json").path("text").asText()).contains("hospital");
    }

    @Test
    @Order(2)
    void what_is_no_bundle_or_fails_its_own_cases_is_not_published() throws IOException {
        HttpResponse<String> garbage = upload("not a bundle".getBytes(StandardCharsets.UTF_8));
        assertThat(garbage.statusCode()).isEqualTo(400);
        assertThat(garbage.body()).contains("no gzipped tar archive");
        Map<String, byte[]> failing = bundle("it-failing");
        failing.put(
                "smoke.json",
                "[{\"name\":\"no\",\"input\":{},\"want\":{\"decision\":\"maybe\"}}]".getBytes(StandardCharsets.UTF_8));
        JsonNode kept = json(upload(packed(failing)));
        assertThat(kept.at("/failed/0/name").asText()).isEqualTo("no");
        HttpResponse<String> proposed = ask(
                one,
                "POST",
                AT + "/proposals",
                with(body(
                        "act", "PUBLISH", "version", kept.at("/version/number").asLong())));
        assertThat(proposed.statusCode()).isEqualTo(409);
        assertThat(proposed.body()).contains("decided otherwise");
    }

    @Test
    @Order(3)
    void a_bundle_is_handed_in_and_decides_once_another_person_agrees() throws IOException {
        revision = "it-" + Tokens.random().substring(0, 12);
        JsonNode kept = json(upload(packed(bundle(revision))));
        assertThat(kept.path("obstacles")).isEmpty();
        version = kept.at("/version/number").asLong();
        assertThat(get("").at("/active/version").asLong()).isZero();

        JsonNode proposed = json(ask(one, "POST", AT + "/proposals", with(body("act", "PUBLISH", "version", version))));
        String proposal = "approval/proposals/" + proposed.path("proposal").asText();
        JsonNode shown = json(ask(two, "GET", proposal, null));
        assertThat(shown.at("/lines/0/after").asText()).isEqualTo("version " + version + ", revision " + revision);
        Map<String, String> hash = Map.of("hash", shown.at("/row/hash").asText());
        assertThat(ask(one, "POST", proposal + "/confirm", hash).statusCode()).isEqualTo(403);
        assertThat(get("").at("/active/version").asLong()).isZero();
        json(ask(two, "POST", proposal + "/confirm", hash));

        JsonNode state = decidedBy(revision);
        assertThat(state.path("before").asLong()).isZero();
        assertThat(get("/steps").at("/rows/0/act").asText()).isEqualTo("PUBLISH");
        History.eventuallyChange("operation=UPDATE", row -> row.target().startsWith("abac/policies/steps/"));
    }

    @Test
    @Order(4)
    void what_differs_from_the_delivered_one_is_shown_line_by_line() {
        JsonNode difference = get("/difference?from=0&to=" + version);
        assertThat(difference.path("files").findValuesAsText("name")).contains(".manifest", "coverage.json");
        assertThat(difference.toString()).contains(revision);
    }

    @Test
    @Order(5)
    void the_delivered_one_watches_and_no_longer() {
        agree("proposals", body("act", "SHADOW", "version", 0));
        assertThat(get("").at("/shadow/version").asLong()).isZero();
        assertThat(get("").at("/shadow/failure").isNull()).isTrue();
        agree("proposals", body("act", "SHADOW"));
        assertThat(get("").path("shadow").isNull()).isTrue();
    }

    @Test
    @Order(6)
    void an_app_is_switched_on_and_back_to_what_its_realm_does() {
        agree("enforcement", body("app", app, "mode", "ENFORCE"));
        assertThat(listed().path("mode").asText()).isEqualTo("ENFORCE");
        assertThat(get("").path("mode").asText()).isEqualTo("RECORD");
        agree("enforcement", body("app", app));
        assertThat(listed().path("mode").asText()).isEqualTo("RECORD");
        assertThat(listed().path("own").asBoolean()).isFalse();
    }

    @Test
    @Order(7)
    void one_click_and_a_second_person_lead_back() {
        agree("proposals", body("act", "ROLLBACK"));
        JsonNode state = get("");
        assertThat(state.at("/active/version").asLong()).isZero();
        assertThat(state.path("before").asLong()).isEqualTo(version);
    }

    @Test
    @Order(8)
    void what_the_policy_would_say_of_somebody_is_asked_without_them_and_recorded() {
        DemoPerson clerk = Staff.hire("ab-clerk");
        Tokens.Client nurses = Staff.app(
                "ab-nurses",
                Map.of("attributes", Map.of("keyward.data_class", "none", "keyward.access_roles", "nurse")));
        Map<String, Object> question = body(
                "person",
                clerk.username(),
                "app",
                nurses.id(),
                "network",
                Map.of("guarded", true),
                "assurance",
                Map.of("acr", "phr", "differentFactor", true));
        JsonNode refused = json(ask(one, "POST", "abac/what-if", question));
        assertThat(refused.path("effect").asText()).as(refused.toString()).isEqualTo("DENY");
        assertThat(refused.path("reasons").findValuesAsText("code")).contains("app.role_not_listed");
        assertThat(refused.path("attributes").findValuesAsText("source")).contains("roles", "profile", "what-if");
        assertThat(refused.path("rules")).isNotEmpty();
        assertThat(refused.at("/turn/changes/0/path").asText())
                .as(refused.toString())
                .isEqualTo("subject.properties.roles");
        question.put("version", version);
        JsonNode beside = json(ask(one, "POST", "abac/what-if", question));
        assertThat(beside.path("revision").asText()).isEqualTo(revision);
        assertThat(beside.path("inForce").asText()).isEqualTo("DENY");
        assertThat(ask(one, "POST", "abac/what-if", body("person", "nobody.at.all", "app", app))
                        .statusCode())
                .isEqualTo(400);
        History.eventuallyChange("operation=READ&area=LOOK", row -> "POST abac/what-if".equals(row.target()));
    }

    @Test
    @Order(9)
    void a_bundle_is_replayed_over_real_decisions_and_published_only_by_who_acknowledges_what_turns()
            throws IOException {
        Tokens.issue(client, Staff.hire("ab-opens"), false);
        recorded();
        Map<String, byte[]> opening = bundle("it-opening-" + Tokens.random().substring(0, 12));
        ObjectNode data = (ObjectNode) Admin.JSON.readTree(opening.get("data.json"));
        ((ObjectNode) data.at("/hospital/apps"))
                .set(app, Admin.JSON.valueToTree(body("anyone", true, "data_class", "none", "since", "2026-11-21")));
        opening.put("data.json", Admin.text(data).getBytes(StandardCharsets.UTF_8));
        long opens = json(upload(packed(opening))).at("/version/number").asLong();

        JsonNode before = json(ask(one, "POST", AT + "/proposals", with(body("act", "PUBLISH", "version", opens))));
        String unread = "approval/proposals/" + before.path("proposal").asText();
        assertThat(json(ask(two, "GET", unread, null)).path("lines").toString()).contains("none was run");
        json(ask(one, "POST", unread + "/withdraw", null));

        String id = json(ask(one, "POST", "abac/replays", body("version", opens, "days", 1)))
                .path("id")
                .asText();
        JsonNode replay = ended(id);
        assertThat(replay.path("state").asText()).as(replay.toString()).isEqualTo("DONE");
        assertThat(replay.path("done").asLong())
                .isEqualTo(replay.path("total").asLong())
                .isPositive();
        assertThat(replay.path("turned").toString())
                .contains("DENY_TO_ALLOW")
                .contains(app)
                .contains("app.role");

        HttpResponse<String> unseen =
                ask(one, "POST", AT + "/proposals", with(body("act", "PUBLISH", "version", opens)));
        assertThat(unseen.statusCode()).as(unseen.body()).isEqualTo(409);
        assertThat(unseen.body()).contains("would turn");
        JsonNode seen = json(ask(
                one, "POST", AT + "/proposals", with(body("act", "PUBLISH", "version", opens, "acknowledged", id))));
        String proposal = "approval/proposals/" + seen.path("proposal").asText();
        assertThat(json(ask(two, "GET", proposal, null)).path("lines").toString())
                .contains(id);
        json(ask(one, "POST", proposal + "/withdraw", null));
        assertThat(ask(one, "POST", "abac/replays/" + id + "/cancel", null).statusCode())
                .isEqualTo(409);
    }

    /** What is in force, once this node has taken it over: it looks every two seconds. */
    private JsonNode decidedBy(String wanted) {
        JsonNode state = get("");
        for (int i = 0; i < 100 && !state.at("/active/revision").asText().equals(wanted); i++) {
            LockSupport.parkNanos(100_000_000);
            state = get("");
        }
        assertThat(state.at("/active/revision").asText()).isEqualTo(wanted);
        return state;
    }

    /** Waits until a decision about the app stands in the list. */
    private void recorded() {
        for (int i = 0; i < 300; i++) {
            if (!json(ask(one, "GET", "abac/decisions?app=" + app, null))
                    .path("rows")
                    .isEmpty()) {
                return;
            }
            LockSupport.parkNanos(100_000_000);
        }
        throw new AssertionError("no decision about the app was recorded");
    }

    private JsonNode ended(String id) {
        for (int i = 0; i < 300; i++) {
            JsonNode replay = json(ask(one, "GET", "abac/replays/" + id, null));
            if (!List.of("WAITING", "RUNNING").contains(replay.path("state").asText())) {
                return replay;
            }
            LockSupport.parkNanos(200_000_000);
        }
        throw new AssertionError("the replay does not end");
    }

    private JsonNode listed() {
        for (JsonNode one : get("").path("apps")) {
            if (one.path("id").asText().equals(app)) {
                return one;
            }
        }
        throw new AssertionError("the app is not listed");
    }

    /** Proposed by one, confirmed by the other. */
    private void agree(String under, Map<String, Object> what) {
        JsonNode proposed = json(ask(one, "POST", AT + "/" + under, with(what)));
        String proposal = "approval/proposals/" + proposed.path("proposal").asText();
        JsonNode shown = json(ask(two, "GET", proposal, null));
        json(ask(
                two,
                "POST",
                proposal + "/confirm",
                Map.of("hash", shown.at("/row/hash").asText())));
    }

    private static Map<String, Object> body(Object... namesAndValues) {
        Map<String, Object> body = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            body.put(namesAndValues[i].toString(), namesAndValues[i + 1]);
        }
        return body;
    }

    private Map<String, Object> with(Map<String, Object> body) {
        Map<String, Object> whole = new HashMap<>(body);
        whole.put("after", get("").path("step").asLong());
        whole.put("reason", "for a test");
        return whole;
    }

    private HttpResponse<String> upload(byte[] packed) {
        return ask(
                one,
                "POST",
                AT + "/versions",
                Map.of("bundle", Base64.getEncoder().encodeToString(packed), "note", "for a test"));
    }

    /** The delivered bundle under another name, with a report of coverage. */
    private static Map<String, byte[]> bundle(String revision) throws IOException {
        Path compiled = TheHouse.root().resolve("policy/compiled");
        Map<String, byte[]> files = new TreeMap<>();
        for (String name : new String[] {"plan.json", "data.json", "smoke.json"}) {
            files.put(name, Files.readAllBytes(compiled.resolve(name)));
        }
        ObjectNode manifest =
                (ObjectNode) Admin.JSON.readTree(compiled.resolve(".manifest").toFile());
        files.put(".manifest", Admin.text(manifest.put("revision", revision)).getBytes(StandardCharsets.UTF_8));
        files.put(
                "coverage.json",
                "{\"files\":{\"keyward/authz/authz.rego\":{\"covered_lines\":10}}}".getBytes(StandardCharsets.UTF_8));
        return files;
    }

    private static byte[] packed(Map<String, byte[]> files) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                gzip.write(header(file.getKey(), file.getValue().length));
                gzip.write(file.getValue());
                gzip.write(new byte[(512 - file.getValue().length % 512) % 512]);
            }
            gzip.write(new byte[1024]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] header(String name, int size) {
        byte[] header = new byte[512];
        put(header, 0, name);
        put(header, 124, String.format("%011o", size));
        header[156] = '0';
        put(header, 148, "        ");
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        put(header, 148, String.format("%06o", sum) + "\u0000 ");
        return header;
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    /** Another node may take two seconds to follow; there is one here, which follows at once. */
    private JsonNode get(String path) {
        return json(ask(one, "GET", AT + path, null));
    }

    private static JsonNode json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Admin.json(answer);
    }

    private static HttpResponse<String> ask(Supplier<String> who, String method, String path, @Nullable Object body) {
        return Http.call(method, History.api(path), who.get(), body == null ? null : Admin.text(body));
    }
}
