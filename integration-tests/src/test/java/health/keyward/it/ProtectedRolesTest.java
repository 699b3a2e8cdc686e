package health.keyward.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.keyward.local.check.Page;
import health.keyward.local.house.DemoPerson;
import java.net.URI;
import java.net.http.HttpResponse;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** Nobody but a system administrator gives a protected role or touches somebody who holds one, whatever the way (house plan, Trust). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProtectedRolesTest {
    private static final String R = "hospital/";
    private static final String REFUSED =
            "SELECT count(*) FROM kw_history_event WHERE kind = 'REFUSED' AND at >= ? AND user_id = ?";

    /** @param attempt what somebody asks, @param happened whether it took effect */
    private record Way(Function<Admin, HttpResponse<String>> attempt, BooleanSupplier happened) {}

    private record Intruder(String name, String userId, Admin hand) {}

    private final List<Intruder> intruders = new ArrayList<>();
    private JsonNode systemAdmin = Admin.JSON.createObjectNode();
    private JsonNode officer = Admin.JSON.createObjectNode();

    @BeforeAll
    void intrudersAndRoles() {
        systemAdmin = Staff.boss().get(R + "roles/system-admin");
        officer = Staff.boss().get(R + "roles/privacy-officer");
        DemoPerson realmAdmin = Staff.hire("pro-realm-admin");
        Staff.grant(Staff.chief(), Staff.idOf(realmAdmin.username()), "realm-management", "realm-admin");
        DemoPerson helpdesk = Staff.hire("pro-helpdesk", "helpdesk");
        Staff.grant(Staff.chief(), Staff.idOf(helpdesk.username()), "realm-management", "manage-users");
        intruders.add(intruder("realm administrator", realmAdmin));
        intruders.add(intruder("helpdesk with manage-users", helpdesk));
        JsonNode boss = Staff.boss()
                .get("master/users?exact=true&username="
                        + Ward.house().register().masterAdmin().username());
        intruders.add(
                new Intruder("master administrator", boss.get(0).path("id").asText(), Staff.boss()));
    }

    private static Intruder intruder(String name, DemoPerson person) {
        return new Intruder(
                name, Staff.idOf(person.username()), new Admin(Badge.of(Staff.adminConsole("hospital"), person, true)));
    }

    @TestFactory
    Stream<DynamicTest> nobody_else_gives_a_protected_role() {
        return refusals(gifts());
    }

    @TestFactory
    Stream<DynamicTest> nobody_else_touches_a_holder() {
        return refusals(touches());
    }

    @TestFactory
    Stream<DynamicTest> a_system_administrator_may() {
        Map<String, Supplier<Way>> ways = new LinkedHashMap<>(gifts());
        ways.putAll(touches());
        ways.keySet().removeIf(name -> name.startsWith("the role itself"));
        return ways.entrySet().stream()
                .map(way -> DynamicTest.dynamicTest(way.getKey(), () -> {
                    Way asked = way.getValue().get();
                    HttpResponse<String> answer = asked.attempt().apply(Staff.chief());
                    assertThat(answer.statusCode()).as(answer.body()).isLessThan(300);
                    assertThat(asked.happened().getAsBoolean())
                            .as("took effect")
                            .isTrue();
                }));
    }

    private Stream<DynamicTest> refusals(Map<String, Supplier<Way>> ways) {
        return intruders.stream()
                .flatMap(intruder -> ways.entrySet().stream()
                        .map(way -> DynamicTest.dynamicTest(
                                intruder.name() + ": " + way.getKey(),
                                () -> refused(intruder, way.getValue().get()))));
    }

    private static void refused(Intruder intruder, Way way) {
        Timestamp start = Timestamp.from(Instant.now());
        HttpResponse<String> answer = way.attempt().apply(intruder.hand());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 403);
        assertThat(way.happened().getAsBoolean()).as("took effect").isFalse();
        assertThat(Database.eventually(REFUSED, count -> count > 0, start, intruder.userId()))
                .as("recorded refusals")
                .isPositive();
    }

    private Map<String, Supplier<Way>> gifts() {
        Map<String, Supplier<Way>> ways = new LinkedHashMap<>();
        ways.put("role given directly", () -> {
            String person = person();
            return new Way(
                    by -> by.ask("POST", R + "users/" + person + "/role-mappings/realm", List.of(systemAdmin)),
                    () -> holds(person, "system-admin"));
        });
        ways.put("person put into a group that gives the role", () -> {
            String person = person();
            String group = giving(group());
            return new Way(
                    by -> by.ask("PUT", R + "users/" + person + "/groups/" + group, null),
                    () -> holds(person, "system-admin"));
        });
        ways.put("person made as a member of a group that gives the role", () -> {
            String name = Staff.fresh("pro-made");
            String group = giving(group());
            String path = Staff.boss().get(R + "groups/" + group).path("path").asText();
            return new Way(
                    by -> by.ask("POST", R + "users", with(Staff.person(name), "groups", List.of(path))),
                    () -> Staff.find(name)
                            .filter(id -> holds(id, "system-admin"))
                            .isPresent());
        });
        ways.put("role given to the person's group", () -> {
            String person = person();
            String group = group();
            Staff.boss().put(R + "users/" + person + "/groups/" + group, Map.of());
            return new Way(
                    by -> by.ask("POST", R + "groups/" + group + "/role-mappings/realm", List.of(systemAdmin)),
                    () -> holds(person, "system-admin"));
        });
        ways.put("the person's group moved under one that gives the role", () -> {
            String person = person();
            String group = group();
            String above = giving(group());
            Staff.boss().put(R + "users/" + person + "/groups/" + group, Map.of());
            String name = Staff.boss().get(R + "groups/" + group).path("name").asText();
            return new Way(
                    by -> by.ask("POST", R + "groups/" + above + "/children", Map.of("id", group, "name", name)),
                    () -> Staff.boss()
                                    .get(R + "groups/" + group)
                                    .path("path")
                                    .asText()
                                    .indexOf('/', 1)
                            > 0);
        });
        ways.put("role put into a role the person holds", () -> {
            String person = person();
            String role = role();
            Staff.boss()
                    .make(
                            R + "users/" + person + "/role-mappings/realm",
                            List.of(Staff.boss().get(R + "roles/" + role)));
            return new Way(
                    by -> by.ask("POST", R + "roles/" + role + "/composites", List.of(systemAdmin)),
                    () -> holds(person, "system-admin"));
        });
        ways.put("role put into a client's role", () -> {
            Tokens.Client app = Staff.app("pro-app", Map.of());
            String path = R + "clients/" + Staff.clientUuid(Staff.boss(), app.id()) + "/roles";
            Staff.boss().make(path, Map.of("name", "inner"));
            return new Way(
                    by -> by.ask("POST", path + "/inner/composites", List.of(officer)),
                    () -> !Staff.boss().get(path + "/inner/composites").isEmpty());
        });
        ways.put("partial import of a person with the role", () -> {
            String name = Staff.fresh("pro-import");
            return new Way(
                    by -> by.ask(
                            "POST",
                            R + "partialImport",
                            Map.of(
                                    "ifResourceExists",
                                    "FAIL",
                                    "users",
                                    List.of(with(Staff.person(name), "realmRoles", List.of("system-admin"))))),
                    () -> Staff.find(name).isPresent());
        });
        return ways;
    }

    private Map<String, Supplier<Way>> touches() {
        Map<String, Supplier<Way>> ways = new LinkedHashMap<>();
        ways.put("reset the password", () -> {
            DemoPerson holder = Staff.hire("pro-holder", "privacy-officer");
            String id = Staff.idOf(holder.username());
            String before = credentials(id);
            return new Way(
                    by -> by.ask(
                            "PUT",
                            R + "users/" + id + "/reset-password",
                            Map.of("type", "password", "value", Tokens.random(), "temporary", false)),
                    () -> !credentials(id).equals(before));
        });
        ways.put("delete a second factor", () -> {
            String id = holder();
            JsonNode otp = StreamSupport.stream(
                            Staff.boss().get(R + "users/" + id + "/credentials").spliterator(), false)
                    .filter(c -> c.path("type").asText().equals("otp"))
                    .findFirst()
                    .orElseThrow();
            return new Way(
                    by -> by.ask(
                            "DELETE",
                            R + "users/" + id + "/credentials/" + otp.path("id").asText(),
                            null),
                    () -> !credentials(id).contains("otp"));
        });
        ways.put("overwrite the person by a partial import", () -> {
            DemoPerson holder = Staff.hire("pro-holder", "privacy-officer");
            String id = Staff.idOf(holder.username());
            return new Way(
                    by -> by.ask(
                            "POST",
                            R + "partialImport",
                            Map.of("ifResourceExists", "OVERWRITE", "users", List.of(Staff.person(holder.username())))),
                    () -> !Staff.idOf(holder.username()).equals(id));
        });
        ways.put("ask for a new password at the next sign-in", () -> {
            String id = holder();
            return new Way(
                    by -> by.ask("PUT", R + "users/" + id, changed(id, "requiredActions", List.of("UPDATE_PASSWORD"))),
                    () -> !Staff.boss()
                            .get(R + "users/" + id)
                            .path("requiredActions")
                            .isEmpty());
        });
        ways.put("disable the person", () -> {
            String id = holder();
            return new Way(
                    by -> by.ask("PUT", R + "users/" + id, changed(id, "enabled", false)),
                    () -> !Staff.boss().get(R + "users/" + id).path("enabled").asBoolean());
        });
        ways.put("change the mail address", () -> {
            String id = holder();
            return new Way(
                    by -> by.ask("PUT", R + "users/" + id, changed(id, "email", id + "@elsewhere.example")),
                    () -> Staff.boss()
                            .get(R + "users/" + id)
                            .path("email")
                            .asText()
                            .endsWith("elsewhere.example"));
        });
        ways.put("delete the person", () -> {
            DemoPerson holder = Staff.hire("pro-holder", "privacy-officer");
            String id = Staff.idOf(holder.username());
            return new Way(
                    by -> by.ask("DELETE", R + "users/" + id, null),
                    () -> Staff.find(holder.username()).isEmpty());
        });
        ways.put("take the role", () -> {
            String id = holder();
            return new Way(
                    by -> by.ask("DELETE", R + "users/" + id + "/role-mappings/realm", List.of(officer)),
                    () -> !holds(id, "privacy-officer"));
        });
        ways.put("put the person into a group", () -> {
            String id = holder();
            String group = group();
            return new Way(
                    by -> by.ask("PUT", R + "users/" + id + "/groups/" + group, null),
                    () -> !Staff.boss().get(R + "users/" + id + "/groups").isEmpty());
        });
        ways.put("take the person out of a group", () -> {
            String id = holder();
            String group = group();
            Staff.chief().put(R + "users/" + id + "/groups/" + group, Map.of());
            return new Way(
                    by -> by.ask("DELETE", R + "users/" + id + "/groups/" + group, null),
                    () -> Staff.boss().get(R + "users/" + id + "/groups").isEmpty());
        });
        ways.put("link the person to an account of another realm", () -> {
            Broker.stands();
            String id = holder();
            return new Way(
                    by -> by.ask(
                            "POST",
                            R + "users/" + id + "/federated-identity/" + Broker.ALIAS,
                            Map.of("userId", "x", "userName", "x", "identityProvider", Broker.ALIAS)),
                    () -> !Staff.boss()
                            .get(R + "users/" + id + "/federated-identity")
                            .isEmpty());
        });
        ways.put(
                "the role itself: delete it",
                () -> new Way(
                        by -> by.ask("DELETE", R + "roles/emergency-admin", null),
                        () -> Staff.boss()
                                        .ask("GET", R + "roles/emergency-admin", null)
                                        .statusCode()
                                == 404));
        ways.put("the role itself: give its name to another role", () -> {
            String role = role();
            return new Way(
                    by -> {
                        HttpResponse<String> first =
                                by.ask("PUT", R + "roles/emergency-admin", Map.of("name", "emergency-admin-old"));
                        by.ask("PUT", R + "roles/" + role, Map.of("name", "emergency-admin"));
                        return first;
                    },
                    () -> !Staff.boss()
                            .get(R + "roles/emergency-admin")
                            .path("description")
                            .asText()
                            .contains("Sealed"));
        });
        return ways;
    }

    /** The protected role is in the set of roles everybody gets; so nobody but a system administrator could make anybody. */
    @Test
    void a_protected_role_does_not_become_everybodys() {
        String everybody = Staff.boss().get("hospital").at("/defaultRole/id").asText();
        for (Intruder intruder : intruders) {
            HttpResponse<String> answer =
                    intruder.hand().ask("POST", R + "roles-by-id/" + everybody + "/composites", List.of(officer));
            assertThat(answer.statusCode()).as(intruder.name() + answer.body()).isBetween(400, 403);
            assertThat(Staff.boss()
                            .get(R + "roles-by-id/" + everybody + "/composites")
                            .toString())
                    .doesNotContain("privacy-officer");
        }
    }

    @Test
    void a_mapper_of_an_identity_provider_gives_a_newcomer_no_protected_role() {
        Broker.stands();
        DemoPerson guest = Broker.guest();
        String mapper = Broker.gives("system-admin");
        Tokens.Client app = Staff.app("pro-broker-app", Map.of());
        try (SignIn signIn = new SignIn()) {
            Broker.signsIn(signIn, app, guest);
            assertThat(Staff.find(guest.username()).filter(id -> holds(id, "system-admin")))
                    .isEmpty();
            assertThat(signIn.page().address().toString()).doesNotStartWith(app.redirect());
        } finally {
            Broker.takesBack(mapper);
        }
    }

    @Test
    void a_mapper_of_an_identity_provider_gives_somebody_known_no_protected_role() {
        DemoPerson guest = Broker.guest();
        Tokens.Client app = Staff.app("pro-broker-app", Map.of());
        try (SignIn signIn = new SignIn()) {
            Broker.signsIn(signIn, app, guest);
            assertThat(signIn.page().address().toString())
                    .as(signIn.page().glimpse())
                    .startsWith(app.redirect())
                    .contains("code=");
        }
        String mapper = Broker.gives("system-admin");
        try (SignIn signIn = new SignIn()) {
            Broker.signsIn(signIn, app, guest);
            assertThat(holds(Staff.idOf(guest.username()), "system-admin")).isFalse();
            assertThat(signIn.page().address().toString()).doesNotStartWith(app.redirect());
        } finally {
            Broker.takesBack(mapper);
        }
    }

    @Test
    void a_holder_changes_the_own_password() {
        DemoPerson holder = Staff.hire("pro-self", "system-admin");
        Tokens.Client app = Staff.app("pro-self-app", Map.of());
        String chosen = Tokens.random();
        try (SignIn signIn = new SignIn()) {
            URI address = URI.create(Tokens.authorize(app, Tokens.random()) + "&kc_action=UPDATE_PASSWORD");
            signIn.opens(address)
                    .types(
                            Map.of("username", holder.username(), "password", holder.password()),
                            "password",
                            app.redirect());
            Map<String, String> twice = Map.of("password-new", chosen, "password-confirm", chosen);
            signIn.types(twice, "password-new", app.redirect());
            assertThat(signIn.page().address().toString())
                    .startsWith(app.redirect())
                    .contains("code=");
        }
        try (SignIn signIn = new SignIn()) {
            signIn.opens(Tokens.authorize(app, Tokens.random()))
                    .types(Map.of("username", holder.username(), "password", chosen), "password", app.redirect());
            Page page = signIn.page();
            assertThat(page.address().toString()).as(page.glimpse()).contains("code=");
        }
    }

    private static String person() {
        return Staff.boss().make(R + "users", Staff.person(Staff.fresh("pro-person")));
    }

    private static Map<String, Object> with(Map<String, Object> person, String name, Object value) {
        Map<String, Object> more = new HashMap<>(person);
        more.put(name, value);
        return more;
    }

    private static JsonNode changed(String person, String name, Object value) {
        ObjectNode there = (ObjectNode) Staff.boss().get(R + "users/" + person);
        return there.set(name, Admin.JSON.valueToTree(value));
    }

    private String holder() {
        return Staff.idOf(Staff.hire("pro-holder", "privacy-officer").username());
    }

    private static String group() {
        return Staff.boss().make(R + "groups", Map.of("name", Staff.fresh("pro-group")));
    }

    private String giving(String group) {
        Staff.chief().make(R + "groups/" + group + "/role-mappings/realm", List.of(systemAdmin));
        return group;
    }

    private static String role() {
        String name = Staff.fresh("pro-role");
        Staff.boss().make(R + "roles", Map.of("name", name));
        return name;
    }

    private static boolean holds(String person, String role) {
        return StreamSupport.stream(
                        Staff.boss()
                                .get(R + "users/" + person + "/role-mappings/realm/composite")
                                .spliterator(),
                        false)
                .anyMatch(r -> r.path("name").asText().equals(role));
    }

    private static String credentials(String person) {
        return Staff.boss().get(R + "users/" + person + "/credentials").toString();
    }
}
