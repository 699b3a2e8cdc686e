package health.keyward.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.keyward.contract.history.ChangeDetail;
import health.keyward.contract.history.ChangeRow;
import health.keyward.local.house.DemoPerson;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Who changed what, before and after, whether Keycloak has an event for it or not, and never a secret (LH-3, LH-5). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RecordedWritesTest {
    private static final String R = "hospital/";

    /** A call that Keycloak has no admin event for; {@code target} is its address below the realm. */
    private record Write(String target, Supplier<HttpResponse<String>> call) {}

    private Admin hand = Staff.boss();
    private String handId = "";

    @BeforeAll
    void somebodyWhoMayWrite() {
        DemoPerson writer = Staff.hire("rec-writer");
        handId = Staff.idOf(writer.username());
        Staff.grant(Staff.chief(), handId, "realm-management", "realm-admin");
        hand = new Admin(Badge.of(Staff.adminConsole("hospital"), writer, true));
    }

    @TestFactory
    Stream<DynamicTest> a_write_without_an_event_of_keycloak_leaves_a_change() {
        Map<String, Supplier<Write>> writes = new LinkedHashMap<>();
        writes.put("client policies", () -> policies("policies"));
        writes.put("client profiles", () -> policies("profiles"));
        writes.put("one text of a language", () -> text("PUT", "localization/es/it.greeting", "Hola"));
        writes.put("texts of a language", () -> json("POST", "localization/es", Map.of("it.more", "Mas")));
        writes.put("one text deleted", () -> json("DELETE", "localization/es/it.greeting", null));
        writes.put("a language deleted", () -> json("DELETE", "localization/es", null));
        writes.put("kinds of credentials disabled", () -> {
            String id = Staff.idOf(Staff.hire("rec-disable").username());
            return json("PUT", "users/" + id + "/disable-credential-types", List.of("otp"));
        });
        writes.put("a credential's label", () -> {
            String id = Staff.idOf(Staff.hire("rec-label").username());
            return text("PUT", "users/" + id + "/credentials/" + credential(id, "otp") + "/userLabel", "My telephone");
        });
        writes.put("a credential moved to the front", () -> {
            String id = Staff.idOf(Staff.hire("rec-first").username());
            return json("POST", "users/" + id + "/credentials/" + credential(id, "otp") + "/moveToFirst", null);
        });
        writes.put("a credential moved behind another", () -> {
            String id = Staff.idOf(Staff.hire("rec-after").username());
            return json(
                    "POST",
                    "users/" + id + "/credentials/" + credential(id, "password") + "/moveAfter/"
                            + credential(id, "otp"),
                    null);
        });
        writes.put("the realm exported", () -> json("POST", "partial-export?exportClients=false", null));
        writes.put("a workflow made", () -> json("POST", "workflows", workflow(Staff.fresh("rec-flow"))));
        writes.put("a workflow changed", () -> {
            String name = Staff.fresh("rec-flow");
            String id = hand.make(R + "workflows", workflow(name));
            return json("PUT", "workflows/" + id, workflow(name + "-renamed"));
        });
        writes.put("a workflow deleted", () -> {
            String id = hand.make(R + "workflows", workflow(Staff.fresh("rec-flow")));
            return json("DELETE", "workflows/" + id, null);
        });
        return writes.entrySet().stream()
                .map(write -> DynamicTest.dynamicTest(write.getKey(), () -> {
                    Write asked = write.getValue().get();
                    HttpResponse<String> answer = asked.call().get();
                    assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
                    ChangeRow row = History.eventuallyChange(
                            "source=REQUEST&actor=" + handId, r -> r.target().equals(asked.target()));
                    assertThat(row.actorId()).isEqualTo(handId);
                    assertThat(row.app()).isEqualTo("security-admin-console");
                }));
    }

    @Test
    void wiping_keycloaks_own_events_leaves_a_change() {
        DemoPerson both = Staff.hire("rec-wiper", "system-admin");
        String id = Staff.idOf(both.username());
        Staff.grant(Staff.chief(), id, "realm-management", "realm-admin");
        Staff.whileConsole(change -> change.put("fullScopeAllowed", true), () -> {
            Admin wiper = new Admin(Badge.of(Tokens.console(), both, true));
            wiper.delete(R + "events");
            wiper.delete(R + "admin-events");
            return wiper;
        });
        for (String wiped : List.of("events", "admin-events")) {
            ChangeRow row = History.eventuallyChange(
                    "source=REQUEST&actor=" + id, r -> r.target().equals(wiped));
            assertThat(row.operation()).isEqualTo("DELETE");
        }
    }

    @Test
    void a_refused_write_leaves_no_change() {
        String before = Staff.boss().get(R + "client-policies/policies").toString();
        assertThat(hand.ask("PUT", R + "client-policies/policies", Map.of("policies", "none"))
                        .statusCode())
                .isGreaterThanOrEqualTo(400);
        assertThat(Staff.boss().get(R + "client-policies/policies").toString()).isEqualTo(before);
    }

    @Test
    void a_changed_name_shows_before_and_after() {
        String id = Staff.boss().make(R + "users", Staff.person(Staff.fresh("rec-user")));
        ObjectNode person = (ObjectNode) Staff.boss().get(R + "users/" + id);
        hand.put(R + "users/" + id, person.put("firstName", "Renamed"));
        ChangeDetail.Field field = field("users/" + id, "UPDATE", "firstName");
        assertThat(field.before()).isEqualTo("Test");
        assertThat(field.after()).isEqualTo("Renamed");
    }

    @Test
    void a_granted_role_shows_by_its_name() {
        String id = Staff.boss().make(R + "users", Staff.person(Staff.fresh("rec-role")));
        hand.make(
                R + "users/" + id + "/role-mappings/realm", List.of(Staff.boss().get(R + "roles/billing")));
        ChangeDetail change = change("users/" + id + "/role-mappings/realm", "CREATE");
        assertThat(change.row().area()).isEqualTo("REALM_ROLE_MAPPING");
        assertThat(change.row().targetPersonId()).isEqualTo(id);
        assertThat(change.fields()).anySatisfy(f -> {
            assertThat(f.before()).isNull();
            assertThat(f.after()).isEqualTo("billing");
        });
    }

    @Test
    void changed_addresses_of_an_app_show_before_and_after() {
        Tokens.Client app = Staff.app("rec-app", Map.of());
        String uuid = Staff.clientUuid(Staff.boss(), app.id());
        ObjectNode client = (ObjectNode) Staff.boss().get(R + "clients/" + uuid);
        client.putArray("redirectUris").add(app.redirect() + "/changed");
        hand.put(R + "clients/" + uuid, client);
        ChangeDetail.Field field = field("clients/" + uuid, "UPDATE", "redirectUris");
        assertThat(field.before()).isEqualTo(app.redirect());
        assertThat(field.after()).isEqualTo(app.redirect() + "/changed");
    }

    @Test
    void a_changed_setting_of_the_realm_shows_before_and_after() {
        int before = Staff.boss().get("hospital").path("accessTokenLifespan").asInt();
        hand.put("hospital", Map.of("accessTokenLifespan", before + 1));
        try {
            ChangeDetail detail =
                    changes(r -> r.area().equals("REALM") && r.operation().equals("UPDATE"));
            assertThat(detail.fields()).anySatisfy(f -> {
                assertThat(f.name()).isEqualTo("accessTokenLifespan");
                assertThat(f.before()).isEqualTo(Integer.toString(before));
                assertThat(f.after()).isEqualTo(Integer.toString(before + 1));
            });
        } finally {
            hand.put("hospital", Map.of("accessTokenLifespan", before));
        }
    }

    @Test
    void a_renamed_group_shows_before_and_after() {
        String name = Staff.fresh("rec-group");
        String id = hand.make(R + "groups", Map.of("name", name));
        hand.put(R + "groups/" + id, Map.of("name", name + "-renamed"));
        ChangeDetail.Field field = field("groups/" + id, "UPDATE", "name");
        assertThat(field.before()).isEqualTo(name);
        assertThat(field.after()).isEqualTo(name + "-renamed");
    }

    @Test
    void a_deleted_person_shows_who_it_was() {
        String name = Staff.fresh("rec-gone");
        String id = Staff.boss().make(R + "users", Staff.person(name));
        hand.delete(R + "users/" + id);
        ChangeDetail change = change("users/" + id, "DELETE");
        assertThat(change.row().targetPersonId()).isEqualTo(id);
        assertThat(change.row().targetPerson()).isEqualTo(name);
        assertThat(change.fields()).anySatisfy(f -> {
            assertThat(f.name()).isEqualTo("username");
            assertThat(f.before()).isEqualTo(name);
            assertThat(f.after()).isNull();
        });
    }

    @Test
    void a_role_from_an_identity_provider_leaves_a_change_without_an_admin_call() {
        DemoPerson guest = Broker.guest();
        String mapper = Broker.gives("billing");
        try (SignIn signIn = new SignIn()) {
            Broker.signsIn(signIn, Staff.app("rec-broker-app", Map.of()), guest);
            assertThat(signIn.page().address().toString())
                    .as(signIn.page().glimpse())
                    .contains("&code=");
        } finally {
            Broker.takesBack(mapper);
        }
        String id = Staff.idOf(guest.username());
        ChangeRow row = History.eventuallyChange(
                "target=" + id,
                r -> r.area().equals("ROLE_MAPPING") && r.target().endsWith("/billing"));
        assertThat(row.source()).isIn("MODEL", "SELF");
    }

    @Test
    void reading_and_exporting_are_recorded_with_their_filters() {
        String marker = Staff.fresh("rec-look");
        History.read("history/sign-ins?outcome=FAILED&app=" + marker, JsonNode.class);
        assertThat(History.ask("history/sign-ins/export?format=csv&app=" + marker)
                        .statusCode())
                .isEqualTo(200);
        assertThat(History.ask("history/changes/export?format=json&target=" + marker)
                        .statusCode())
                .isEqualTo(200);
        looked("GET history/sign-ins", "outcome=FAILED&app=" + marker, "ASKED");
        looked("GET history/sign-ins/export", "format=csv&app=" + marker, "ASKED");
        looked("GET history/sign-ins/export", "format=csv&app=" + marker, "FINISHED");
        looked("GET history/changes/export", "format=json&target=" + marker, "FINISHED");
    }

    private static void looked(String what, String question, String phase) {
        String sql =
                "SELECT count(*) FROM kw_history_change WHERE operation = 'READ' AND target = ? AND fields::text LIKE ?"
                        + " AND fields::text LIKE ? AND actor_name = 'victor.hale'";
        assertThat(Database.eventually(sql, n -> n > 0, what, "%" + question + "%", "%" + phase + "%"))
                .as(what + " " + question + " " + phase)
                .isPositive();
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void no_password_no_hash_and_no_secret_is_in_any_record() {
        DemoPerson person = Staff.hire("rec-secrets");
        String id = Staff.idOf(person.username());
        String password = secret();
        hand.put(
                R + "users/" + id + "/reset-password",
                Map.of("type", "password", "value", password, "temporary", false));
        Tokens.Client app = Staff.app("rec-secret-app", Map.of());
        String uuid = Staff.clientUuid(Staff.boss(), app.id());
        Staff.SECRETS.add(Admin.json(hand.ask("POST", R + "clients/" + uuid + "/client-secret", null))
                .path("value")
                .asText());
        ObjectNode mail = (ObjectNode) Staff.boss().get("hospital").path("smtpServer");
        hand.put(
                "hospital",
                Map.of(
                        "smtpServer",
                        mail.deepCopy().put("auth", "true").put("user", "u").put("password", secret())));
        hand.put("hospital", Map.of("smtpServer", mail));
        try (SignIn wrong = new SignIn()) {
            wrong.opens(Tokens.authorize(app, Tokens.random())).types(secret(), secret());
        }
        History.eventuallyChange(
                "source=ADMIN_EVENT&actor=" + handId, r -> r.target().equals("users/" + id + "/reset-password"));
        Ward.house().register().people().forEach(known -> {
            Staff.SECRETS.add(known.password());
            if (known.hasSecondFactor()) {
                Staff.SECRETS.add(known.totpKey());
            }
        });
        Staff.SECRETS.add(Ward.house().register().clientSecret("keyward-console"));
        Staff.SECRETS.add(Ward.house().register().clientSecret("ward-board"));
        Staff.SECRETS.addAll(Database.column(
                        "SELECT secret_data::json ->> 'value' FROM credential WHERE length(secret_data::json ->> 'value') > 10")
                .stream()
                .flatMap(Stream::ofNullable)
                .toList());
        String everything = records();
        assertThat(everything).contains(person.username()).hasSizeGreaterThan(100_000);
        assertThat(Staff.SECRETS)
                .hasSizeGreaterThan(100)
                .allSatisfy(s -> assertThat(s).hasSizeGreaterThan(10));
        Optional<String> leaked =
                Staff.SECRETS.stream().filter(everything::contains).findFirst();
        assertThat(leaked).isEmpty();
    }

    private static String secret() {
        String made = Tokens.random();
        Staff.SECRETS.add(made);
        return made;
    }

    /** Everything in our tables as text; of an entry only the header can be read, the rest is sealed. */
    private static String records() {
        StringBuilder all = new StringBuilder();
        for (String table : Database.column(
                "SELECT table_name FROM information_schema.tables WHERE table_name LIKE 'kw\\_%' AND table_schema = 'public'")) {
            boolean leaves = table != null && (table.startsWith("kw_audit_inbox") || table.startsWith("kw_audit_log"));
            Database.column("SELECT " + (leaves ? "encode(leaf, 'escape')" : "t::text") + " FROM " + table + " t")
                    .forEach(all::append);
        }
        return all.toString();
    }

    private Write policies(String what) {
        String path = "client-policies/" + what;
        ObjectNode now = (ObjectNode) Staff.boss().get(R + path);
        ((ArrayNode) now.path(what))
                .addObject()
                .put("name", Staff.fresh("rec"))
                .put("description", "made by a test")
                .put("enabled", false);
        if (what.equals("profiles")) {
            now.path(what).forEach(profile -> ((ObjectNode) profile).remove("enabled"));
        }
        return json("PUT", path, now);
    }

    private Write json(String method, String path, @org.jspecify.annotations.Nullable Object body) {
        return new Write(path.replaceAll("\\?.*", ""), () -> hand.ask(method, R + path, body));
    }

    private Write text(String method, String path, String body) {
        return new Write(
                path,
                () -> Http.call(method, Admin.address(R + path), hand.token().get(), "text/plain", body));
    }

    private static Map<String, ?> workflow(String name) {
        return Map.of(
                "name",
                name,
                "on",
                "user-created",
                "steps",
                List.of(Map.of("uses", "notify-user", "after", "864000000")));
    }

    private static String credential(String person, String type) {
        return StreamSupport.stream(
                        Staff.boss().get(R + "users/" + person + "/credentials").spliterator(), false)
                .filter(c -> c.path("type").asText().equals(type))
                .findFirst()
                .orElseThrow()
                .path("id")
                .asText();
    }

    private ChangeDetail.Field field(String target, String operation, String name) {
        return change(target, operation).fields().stream()
                .filter(f -> f.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no field " + name + " in " + change(target, operation)));
    }

    private ChangeDetail change(String target, String operation) {
        return changes(r -> r.target().equals(target) && r.operation().equals(operation));
    }

    private ChangeDetail changes(java.util.function.Predicate<ChangeRow> like) {
        ChangeRow row = History.eventuallyChange("source=ADMIN_EVENT&actor=" + handId, like);
        return History.read("history/changes/" + row.id(), ChangeDetail.class);
    }
}
