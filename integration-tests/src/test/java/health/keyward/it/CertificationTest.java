package health.keyward.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * The certification scenario of AuthZEN 1.0, every level (openid/authzen, {@code certification/authorization-api-1_0-scenario.md}, 2026-06-25; names of the
 * tests are its section ids), over HTTP, decided by our Rego for its fixture. The house answers plain HTTP on the loopback, so https in addresses is the
 * one thing not seen here (AB-2).
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CertificationTest {
    private static final Map<String, ?> ALICE = Map.of("type", "user", "id", "alice");
    private static final Map<String, ?> BOB = Map.of("type", "user", "id", "bob");
    private static final Map<String, ?> BOB_ADMIN =
            Map.of("type", "user", "id", "bob", "properties", Map.of("role", "admin"));
    private static final Map<String, ?> ANYBODY = Map.of("type", "user");
    private static final Map<String, ?> READ = Map.of("name", "read");
    private static final Map<String, ?> WRITE = Map.of("name", "write");
    private static final Map<String, ?> RECORD_1 = Map.of("type", "record", "id", "record-1");
    private static final Map<String, ?> RECORD_2 = Map.of("type", "record", "id", "record-2");
    private static final Map<String, ?> ACTIVE =
            Map.of("type", "record", "id", "record-1", "properties", Map.of("status", "active"));
    private static final Map<String, ?> ARCHIVED =
            Map.of("type", "record", "id", "record-2", "properties", Map.of("status", "archived"));
    private static final Map<String, ?> ANY_RECORD = Map.of("type", "record");
    private static final Map<String, ?> HERE = Map.of("time", "2025-06-27T18:03-07:00", "ip", "192.168.1.1");

    private Pep pep = Pep.none();

    @BeforeAll
    void fixture() {
        TwoHands.stands();
        Admin boss = Staff.boss();
        String realm = TwoHands.REALM;
        boss.make(realm + "/roles", Map.of("name", "admin"));
        boss.make(realm + "/users", Staff.person("alice"));
        String bob = boss.make(realm + "/users", Staff.person("bob"));
        boss.make(realm + "/users/" + bob + "/role-mappings/realm", List.of(boss.get(realm + "/roles/admin")));
        pep = Pep.made(
                realm,
                "certified",
                Map.of(
                        "keyward.resource_types", "record",
                        "keyward.subject_ids", "username",
                        "keyward.resources.record",
                                Admin.text(List.of(
                                        Map.of("id", "record-1", "properties", Map.of("status", "active")),
                                        Map.of("id", "record-2", "properties", Map.of("status", "archived")))),
                        "keyward.actions.record", "read##write##delete"),
                List.of(Pep.AUDIENCE),
                List.of("access-decisions", "access-search"),
                Map.of());
        PolicyBundles.publish(PolicyBundles.built("certification", cases()), "certification scenario");
        // a server notices within seconds what was published
        for (int i = 0; i < 100 && !decision(question(ALICE, READ, RECORD_1)); i++) {
            LockSupport.parkNanos(200_000_000L);
        }
    }

    @AfterAll
    void asBefore() {
        PolicyBundles.back("the certification scenario is over");
    }

    private static List<Map<String, ?>> cases() {
        return List.of(
                oneCase("alice reads", "alice", "read", true, List.of()),
                oneCase(
                        "somebody else does not",
                        "carol",
                        "read",
                        false,
                        List.of(Map.of("code", "certification.not_allowed", "missing", List.of(), "facts", Map.of()))));
    }

    private static Map<String, ?> oneCase(String name, String who, String action, boolean decision, List<?> reasons) {
        return Map.of(
                "name",
                name,
                "input",
                Map.of(
                        "subject",
                        Map.of("type", "user", "id", "id", "properties", Map.of("username", who, "roles", List.of())),
                        "action",
                        Map.of("name", action, "properties", Map.of()),
                        "resource",
                        Map.of("type", "record", "id", "record-1", "properties", Map.of()),
                        "context",
                        Map.of()),
                "want",
                Map.of("decision", decision, "reasons", reasons, "obligations", List.of(), "break_glass", false));
    }

    @TestFactory
    Stream<DynamicTest> basic() {
        return Stream.of(
                decides("c-2-2-1 permit", question(ALICE, READ, RECORD_1), true),
                decides("rule 2", question(ALICE, WRITE, RECORD_1), true),
                decides("rule 3", question(BOB, READ, RECORD_1), true),
                decides("c-2-2-2 deny", question(BOB, WRITE, RECORD_1), false),
                decides("c-2-2-3 with context", with(question(ALICE, READ, RECORD_1), "context", HERE), true),
                decides("c-2-2-4 deny by properties", question(ALICE, WRITE, ARCHIVED), false),
                decides("c-2-2-5 permit by subject properties", question(BOB_ADMIN, WRITE, ARCHIVED), true),
                decides("c-2-2-6 permit by action properties", question(ALICE, deleting(true), RECORD_1), true),
                decides("c-2-2-7 deny by action properties", question(ALICE, deleting(false), RECORD_1), false),
                decides(
                        "c-2-2-8 with more properties",
                        question(
                                Map.of(
                                        "type",
                                        "user",
                                        "id",
                                        "alice",
                                        "properties",
                                        Map.of("department", "Sales", "role", "manager")),
                                Map.of("name", "read", "properties", Map.of("method", "GET")),
                                Map.of(
                                        "type",
                                        "record",
                                        "id",
                                        "record-1",
                                        "properties",
                                        Map.of("status", "active", "owner", "bob"))),
                        true),
                decides(
                        "c-2-2-9 with members nobody knows",
                        with(
                                with(question(ALICE, READ, RECORD_1), "foo", "bar"),
                                "futureField",
                                Map.of("nested", true)),
                        true));
    }

    @TestFactory
    Stream<DynamicTest> errors() {
        Map<String, Object> good = question(ALICE, READ, RECORD_1);
        return Stream.of(
                wrong("c-2-4-1 no subject", without(good, "subject")),
                wrong("c-2-4-1 no action", without(good, "action")),
                wrong("c-2-4-1 no resource", without(good, "resource")),
                wrong("c-2-4-2 no subject.type", with(good, "subject", Map.of("id", "alice"))),
                wrong("c-2-4-2 no subject.id", with(good, "subject", ANYBODY)),
                wrong("c-2-4-2 no action.name", with(good, "action", Map.of())),
                wrong("c-2-4-2 no resource.type", with(good, "resource", Map.of("id", "record-1"))),
                wrong("c-2-4-2 no resource.id", with(good, "resource", ANY_RECORD)),
                wrong("c-2-4-6 subject is a text", with(good, "subject", "alice")),
                wrong("c-2-4-6 action.name is a number", with(good, "action", Map.of("name", 123))),
                raw("c-2-4-3 content type", Admin.text(good), "text/plain"),
                raw("c-2-4-3 form", "subject=alice", "application/x-www-form-urlencoded"),
                raw("c-2-4-4 no JSON", "{\"subject\":", "application/json"),
                raw("c-2-4-5 empty body", "", "application/json"));
    }

    @Test
    void c_2_3_and_c_5_an_answer_is_json_with_a_boolean_and_an_object() {
        HttpResponse<String> answer = pep.ask("evaluation", question(ALICE, READ, RECORD_1));
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        assertThat(Admin.json(answer).path("decision").isBoolean()).isTrue();
        assertThat(Admin.json(answer).path("context").isObject()).isTrue();
        assertThat(Admin.json(answer).at("/context/decision_id").asText()).matches("[0-9a-f]{32}");
    }

    @Test
    void c_2_5_the_request_id_comes_back_and_is_not_asked_for() {
        String body = Admin.text(question(ALICE, READ, RECORD_1));
        HttpResponse<String> named =
                pep.raw("evaluation", body, "Content-Type", "application/json", "X-Request-ID", "bfe9eb29-ab87");
        assertThat(named.headers().firstValue("X-Request-ID")).contains("bfe9eb29-ab87");
        assertThat(pep.raw("evaluation", "{}", "Content-Type", "application/json", "X-Request-ID", "of-an-error")
                        .headers()
                        .firstValue("X-Request-ID"))
                .contains("of-an-error");
        assertThat(pep.ask("evaluation", question(ALICE, READ, RECORD_1)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void c_2_6_the_same_question_has_the_same_answer() {
        for (int i = 0; i < 5; i++) {
            assertThat(decision(question(ALICE, READ, RECORD_1))).isTrue();
            assertThat(decision(question(BOB, WRITE, RECORD_1))).isFalse();
        }
    }

    @TestFactory
    Stream<DynamicTest> batch() {
        return Stream.of(
                batch(
                        "c-3-2-1 two resources",
                        Map.of("subject", ALICE, "action", READ),
                        List.of(Map.of("resource", RECORD_1), Map.of("resource", RECORD_2)),
                        List.of(true, true)),
                batch(
                        "c-3-2-2 two actions",
                        Map.of("subject", BOB, "resource", RECORD_1),
                        List.of(Map.of("action", READ), Map.of("action", WRITE)),
                        List.of(true, false)),
                batch(
                        "c-3-2-3 properties",
                        Map.of("subject", ALICE, "action", WRITE),
                        List.of(Map.of("resource", ACTIVE), Map.of("resource", ARCHIVED)),
                        List.of(true, false)),
                batch(
                        "c-3-2-4 subject properties",
                        Map.of("action", WRITE, "resource", ARCHIVED),
                        List.of(Map.of("subject", ALICE), Map.of("subject", BOB_ADMIN)),
                        List.of(false, true)),
                batch(
                        "c-3-2-5 no defaults",
                        Map.of(),
                        List.of(question(ALICE, READ, RECORD_1), question(BOB, WRITE, RECORD_1)),
                        List.of(true, false)),
                batch(
                        "c-3-2-6 context",
                        Map.of("subject", ALICE, "action", READ, "context", Map.of("time", "2025-06-27T18:03-07:00")),
                        List.of(
                                Map.of("resource", RECORD_1),
                                Map.of(
                                        "resource",
                                        RECORD_2,
                                        "context",
                                        Map.of("time", "2025-06-27T19:00-07:00", "source", "batch-override"))),
                        List.of(true, true)),
                batch(
                        "c-3-2-7 whole defaults",
                        question(ALICE, WRITE, ACTIVE),
                        List.of(Map.of(), Map.of("resource", ARCHIVED)),
                        List.of(true, false)),
                batch(
                        "c-3-4-1 one is wrong",
                        Map.of(
                                "subject",
                                ALICE,
                                "action",
                                READ,
                                "options",
                                Map.of("evaluations_semantic", "execute_all")),
                        List.of(Map.of("resource", RECORD_1), Map.of()),
                        List.of(true, false)),
                batch(
                        "deny_on_first_deny",
                        with(
                                Map.of("subject", BOB, "resource", RECORD_1),
                                "options",
                                Map.of("evaluations_semantic", "deny_on_first_deny")),
                        List.of(Map.of("action", READ), Map.of("action", WRITE), Map.of("action", READ)),
                        List.of(true, false)),
                batch(
                        "permit_on_first_permit",
                        with(
                                Map.of("subject", BOB, "resource", RECORD_1),
                                "options",
                                Map.of("evaluations_semantic", "permit_on_first_permit")),
                        List.of(Map.of("action", WRITE), Map.of("action", READ), Map.of("action", WRITE)),
                        List.of(false, true)));
    }

    @Test
    void c_3_4_2_and_3_without_evaluations_it_is_a_single_question() {
        Map<String, Object> single = question(ALICE, READ, RECORD_1);
        assertThat(Admin.json(pep.ask("evaluations", single)).path("decision").asBoolean())
                .isTrue();
        assertThat(Admin.json(pep.ask("evaluations", with(single, "evaluations", List.of())))
                        .path("decision")
                        .asBoolean())
                .isTrue();
        assertThat(pep.ask("evaluations", without(single, "subject")).statusCode())
                .isEqualTo(400);
    }

    @TestFactory
    Stream<DynamicTest> search() {
        Map<String, Object> who = question(ANYBODY, READ, RECORD_1);
        Map<String, Object> which = question(ALICE, READ, ANY_RECORD);
        Map<String, Object> what = Map.of("subject", ALICE, "resource", RECORD_1);
        return Stream.of(
                finds("c-4-2-1", "subject", who, "alice", "bob"),
                finds("c-4-2-2 with context", "subject", with(who, "context", HERE), "alice", "bob"),
                finds("c-4-2-3 with an id", "subject", with(who, "subject", ALICE), "alice", "bob"),
                finds("c-4-2-4 S4", "subject", question(ANYBODY, WRITE, ARCHIVED), "bob"),
                finds("c-4-3-1", "resource", which, "record-1"),
                finds("c-4-3-2 with context", "resource", with(which, "context", HERE), "record-1"),
                finds("c-4-3-3 with an id", "resource", with(which, "resource", RECORD_1), "record-1", "record-2"),
                finds("c-4-3-4 S5", "resource", question(BOB_ADMIN, WRITE, ANY_RECORD), "record-2"),
                finds("c-4-4-1", "action", what, "read", "write"),
                finds("c-4-4-2 with context", "action", with(what, "context", HERE), "read", "write"),
                finds("c-4-4-3 S6", "action", Map.of("subject", BOB_ADMIN, "resource", ARCHIVED), "write"),
                findsNothing(
                        "c-4-6-1 action",
                        "action",
                        Map.of("subject", Map.of("type", "user", "id", "nonexistent-user"), "resource", RECORD_1)),
                findsNothing(
                        "c-4-6-1 resource",
                        "resource",
                        question(Map.of("type", "user", "id", "nonexistent-user"), READ, ANY_RECORD)),
                findsNothing("c-4-6-2 subject", "subject", question(Map.of("type", "spaceship"), READ, RECORD_1)),
                findsNothing("c-4-6-2 resource", "resource", question(ALICE, READ, Map.of("type", "spaceship"))),
                findsNothing(
                        "c-4-6-2 action",
                        "action",
                        Map.of("subject", ALICE, "resource", Map.of("type", "spaceship", "id", "1"))),
                wrong("c-4-7-1 subject", "search/subject", without(who, "action")),
                wrong("c-4-7-1 resource", "search/resource", without(which, "subject")),
                wrong("c-4-7-1 action", "search/action", Map.of("subject", ALICE)),
                wrong("c-4-7-2 subject", "search/subject", question(ANYBODY, READ, ANY_RECORD)),
                wrong("c-4-7-2 resource", "search/resource", question(ANYBODY, READ, ANY_RECORD)),
                wrong("c-4-7-2 action", "search/action", Map.of("subject", ANYBODY, "resource", RECORD_1)));
    }

    @Test
    void c_4_5_pages_follow_each_other_to_an_empty_token() {
        Map<String, Object> who = question(ANYBODY, READ, RECORD_1);
        List<String> seen = new ArrayList<>();
        JsonNode page = found("subject", with(who, "page", Map.of("limit", 1)));
        seen.addAll(names(page));
        assertThat(page.path("results")).hasSize(1);
        for (int i = 0; !page.at("/page/next_token").asText().isEmpty(); i++) {
            assertThat(i).isLessThan(100);
            page = found(
                    "subject",
                    with(
                            who,
                            "page",
                            Map.of("token", page.at("/page/next_token").asText())));
            assertThat(page.at("/page/next_token").isTextual()).isTrue();
            seen.addAll(names(page));
        }
        assertThat(seen).containsExactlyInAnyOrder("alice", "bob");
    }

    @Test
    void c_6_the_metadata_name_the_point_they_were_fetched_for_under_both_forms() {
        URI issuer = TwoHands.issuer();
        URI inserted = URI.create(issuer.toString().replace("/realms/", "/.well-known/authzen-configuration/realms/"));
        for (URI address : List.of(inserted, URI.create(issuer + "/.well-known/authzen-configuration"))) {
            HttpResponse<String> answer =
                    Http.send(HttpRequest.newBuilder(address).build());
            assertThat(answer.statusCode()).as(address.toString()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
            JsonNode metadata = Admin.json(answer);
            assertThat(metadata.path("policy_decision_point").asText()).isEqualTo(issuer.toString());
            for (String endpoint : List.of(
                    "access_evaluation_endpoint",
                    "access_evaluations_endpoint",
                    "search_subject_endpoint",
                    "search_resource_endpoint",
                    "search_action_endpoint")) {
                assertThat(metadata.path(endpoint).asText()).startsWith(issuer + "/");
            }
            assertThat(metadata.path("supported_obligations").toString()).contains("step-up");
            assertThat(Http.call(
                                    "POST",
                                    URI.create(metadata.path("access_evaluation_endpoint")
                                            .asText()),
                                    pep.token(),
                                    Admin.text(question(ALICE, READ, RECORD_1)))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void what_keyward_knows_is_not_the_askers_to_say() {
        Map<String, ?> claims = Map.of(
                "type",
                "user",
                "id",
                "alice",
                "properties",
                Map.of("username", "bob", "roles", List.of("admin"), "client_roles", Map.of()));
        assertThat(decision(question(claims, WRITE, ARCHIVED))).isFalse();
        assertThat(decision(question(
                        ALICE,
                        WRITE,
                        Map.of("type", "record", "id", "record-2", "properties", Map.of("status", "active")))))
                .as("what is registered of the record")
                .isFalse();
    }

    @Test
    void an_answer_does_not_tell_whether_somebody_exists() {
        List<String> shapes = new ArrayList<>();
        for (String name : List.of("bob", "nobody-of-this-name")) {
            HttpResponse<String> answer =
                    pep.ask("evaluation", question(Map.of("type", "user", "id", name), WRITE, RECORD_1));
            shapes.add(answer.statusCode() + " "
                    + Admin.json(answer).toString().replaceAll("\"decision_id\":\"[0-9a-f]{32}\"", ""));
        }
        assertThat(shapes.get(0)).isEqualTo(shapes.get(1));
    }

    private DynamicTest decides(String name, Map<String, ?> question, boolean expected) {
        return DynamicTest.dynamicTest(
                name, () -> assertThat(decision(question)).isEqualTo(expected));
    }

    private boolean decision(Map<String, ?> question) {
        HttpResponse<String> answer = pep.ask("evaluation", question);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Admin.json(answer).path("decision").asBoolean();
    }

    private DynamicTest wrong(String name, Map<String, ?> body) {
        return wrong(name, "evaluation", body);
    }

    private DynamicTest wrong(String name, String endpoint, Map<String, ?> body) {
        return DynamicTest.dynamicTest(name, () -> isProblem(pep.ask(endpoint, body)));
    }

    private DynamicTest raw(String name, String body, String type) {
        return DynamicTest.dynamicTest(name, () -> isProblem(pep.raw("evaluation", body, "Content-Type", type)));
    }

    private static void isProblem(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(Admin.json(answer).path("status").asInt()).isEqualTo(400);
    }

    private DynamicTest batch(
            String name, Map<String, ?> top, List<? extends Map<String, ?>> items, List<Boolean> want) {
        return DynamicTest.dynamicTest(name, () -> {
            HttpResponse<String> answer = pep.ask("evaluations", with(top, "evaluations", items));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            assertThat(Admin.json(answer).has("decision")).isFalse();
            assertThat(StreamSupport.stream(
                                    Admin.json(answer).path("evaluations").spliterator(), false)
                            .map(one -> one.path("decision").asBoolean()))
                    .as(answer.body())
                    .containsExactlyElementsOf(want);
        });
    }

    private DynamicTest finds(String name, String kind, Map<String, ?> body, String... wanted) {
        return DynamicTest.dynamicTest(
                name, () -> assertThat(names(found(kind, body))).contains(wanted));
    }

    private DynamicTest findsNothing(String name, String kind, Map<String, ?> body) {
        return DynamicTest.dynamicTest(
                name,
                () -> assertThat(found(kind, body).path("results").toString()).isEqualTo("[]"));
    }

    private JsonNode found(String kind, Map<String, ?> body) {
        HttpResponse<String> answer = pep.ask("search/" + kind, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Admin.json(answer);
    }

    private static List<String> names(JsonNode found) {
        List<String> names = new ArrayList<>();
        for (JsonNode one : found.path("results")) {
            names.add(one.path(one.has("name") ? "name" : "id").asText());
        }
        return names;
    }

    private static Map<String, ?> deleting(boolean softly) {
        return Map.of("name", "delete", "properties", Map.of("soft", softly));
    }

    private static Map<String, Object> question(
            Map<String, ?> subject, Map<String, ?> action, Map<String, ?> resource) {
        return Map.of("subject", subject, "action", action, "resource", resource);
    }

    private static Map<String, Object> with(Map<String, ?> body, String member, Object value) {
        Map<String, Object> copy = new HashMap<>(body);
        copy.put(member, value);
        return copy;
    }

    private static Map<String, Object> without(Map<String, ?> body, String member) {
        Map<String, Object> copy = new HashMap<>(body);
        copy.remove(member);
        return copy;
    }
}
