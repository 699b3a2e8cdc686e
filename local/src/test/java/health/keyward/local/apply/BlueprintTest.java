package health.keyward.local.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class BlueprintTest {
    private final Blueprint blueprint = Fixtures.blueprint();
    private final Settings production = Fixtures.settings(Variant.PRODUCTION);
    private final Settings local = Fixtures.settings(Variant.LOCAL);

    @Test
    void at_least_forty_people_with_one_name_each() {
        assertThat(blueprint.people()).hasSizeGreaterThanOrEqualTo(40);
        assertThat(blueprint.people()).extracting(Person::username).doesNotHaveDuplicates();
        assertThat(blueprint.people()).extracting(Person::email).doesNotHaveDuplicates();
    }

    @Test
    void every_person_stands_in_units_roles_and_under_managers_that_exist() {
        Set<String> roles = names(blueprint.file("roles.json", local));
        Set<String> groups = new HashSet<>();
        blueprint
                .file("groups.json", local)
                .forEach(top -> top.path("subGroups")
                        .forEach(unit -> groups.add("/" + top.path("name").asText() + "/"
                                + unit.path("name").asText())));
        Set<String> people = blueprint.people().stream().map(Person::username).collect(Collectors.toSet());
        for (Person person : blueprint.people()) {
            assertThat(roles).as(person.username()).containsAll(person.roles());
            assertThat(groups).as(person.username()).contains(person.group());
            if (person.attributes().containsKey("manager")) {
                assertThat(people)
                        .as(person.username())
                        .contains(person.attributes().get("manager"));
            }
        }
    }

    @Test
    void the_few_who_look_after_the_house_are_there() {
        assertThat(holders("system-admin")).hasSizeGreaterThanOrEqualTo(3);
        assertThat(holders("privacy-officer")).isNotEmpty();
        assertThat(holders("helpdesk")).hasSizeGreaterThanOrEqualTo(2);
        assertThat(holders("emergency-admin")).isEmpty();
    }

    @Test
    void a_realm_wears_every_theme_there_is() throws IOException {
        JsonNode realm = blueprint.file("realm.json", local);
        JsonNode themes = Json.MAPPER.readTree(Files.readString(
                Fixtures.blueprintFolder().resolve("../../themes/src/main/resources/META-INF/keycloak-themes.json")));
        assertThat(themes.at("/themes/0/types")).isNotEmpty();
        for (JsonNode type : themes.at("/themes/0/types")) {
            assertThat(realm.path(type.asText() + "Theme").asText())
                    .as(type.asText())
                    .isEqualTo("keyward");
        }
    }

    @Test
    void whoever_prescribes_has_a_provider_number_with_a_right_check_digit() {
        for (Person person : blueprint.people()) {
            boolean prescribes =
                    person.roles().contains("physician") || person.roles().contains("pharmacist");
            assertThat(person.attributes().containsKey("npi"))
                    .as(person.username())
                    .isEqualTo(prescribes);
            if (prescribes) {
                assertThat(luhn("80840" + person.attributes().get("npi")))
                        .as(person.username())
                        .isZero();
            }
        }
    }

    @Test
    void attributes_of_people_are_those_of_the_user_profile() {
        Set<String> profile = names(blueprint.file("user-profile.json", local).path("attributes"));
        assertThat(blueprint.people())
                .allSatisfy(person ->
                        assertThat(profile).containsAll(person.attributes().keySet()));
    }

    @Test
    void protected_roles_are_marked_and_every_role_says_how_sensitive_it_is() {
        Set<String> marked = new HashSet<>();
        for (JsonNode role : blueprint.file("roles.json", local)) {
            assertThat(role.path("attributes")
                            .path("keyward.sensitivity")
                            .path(0)
                            .asText())
                    .as(role.path("name").asText())
                    .isIn("phi", "limited", "internal", "none", "security");
            if (role.path("attributes")
                    .path("keyward.protected")
                    .path(0)
                    .asText()
                    .equals("true")) {
                marked.add(role.path("name").asText());
            }
        }
        assertThat(marked)
                .containsExactlyInAnyOrder(
                        "system-admin",
                        "privacy-officer",
                        "break-glass-eligible",
                        "controlled-substance-signer",
                        "emergency-admin");
    }

    @Test
    void no_client_takes_passwords_or_hands_out_tokens_in_addresses() {
        for (JsonNode client : blueprint.file("clients.json", local)) {
            String id = client.path("clientId").asText();
            assertThat(client.path("directAccessGrantsEnabled").asBoolean(true))
                    .as(id)
                    .isFalse();
            assertThat(client.path("implicitFlowEnabled").asBoolean(true))
                    .as(id)
                    .isFalse();
            assertThat(client.path("fullScopeAllowed").asBoolean(true)).as(id).isFalse();
            assertThat(client.path("attributes").path("keyward.data_class").asText())
                    .as(id)
                    .isIn("phi", "limited", "internal", "none");
            assertThat(client.path("redirectUris").toString()).as(id).doesNotContain("*");
        }
    }

    @Test
    void apps_that_emergency_access_is_for_are_told_of_it_and_no_other() {
        List<String> open = new ArrayList<>();
        for (JsonNode client : blueprint.file("clients.json", local)) {
            boolean marked = client.path("attributes")
                    .path("keyward.break_glass")
                    .asText()
                    .equals("true");
            String kind = client.path("protocol").asText().equals("saml")
                    ? "keyward-saml-break-glass"
                    : "keyward-break-glass";
            long mappers = StreamSupport.stream(client.path("protocolMappers").spliterator(), false)
                    .filter(mapper -> mapper.path("protocolMapper").asText().equals(kind)
                            && mapper.path("protocol")
                                    .asText()
                                    .equals(client.path("protocol").asText()))
                    .count();
            assertThat(mappers).as(client.path("clientId").asText()).isEqualTo(marked ? 1 : 0);
            if (marked) {
                open.add(client.path("clientId").asText());
                assertThat(client.path("attributes").path("keyward.data_class").asText())
                        .isEqualTo("phi");
            }
        }
        assertThat(open).containsExactlyInAnyOrder("ward-board", "pharmacy");
    }

    @Test
    void apps_and_console_want_the_second_factor() {
        assertThat(minimum("keyward-console")).isEqualTo("mfa");
        assertThat(minimum("ward-board")).isEqualTo("mfa");
        assertThat(minimum("pharmacy")).isEqualTo("https://refeds.org/profile/mfa");
    }

    @Test
    void saml_logout_reaches_the_app_from_behind() {
        JsonNode pharmacy = blueprint.client("pharmacy", local);
        assertThat(pharmacy.path("frontchannelLogout").asBoolean(true)).isFalse();
        assertThat(pharmacy.path("attributes")
                        .path("saml_single_logout_service_url_soap")
                        .asText())
                .endsWith("/saml/slo/soap");
    }

    @Test
    void each_level_stands_once_in_the_flow_and_every_proof_names_its_method_and_age() {
        List<String> levels = new ArrayList<>();
        Map<String, String> methods = new java.util.TreeMap<>();
        walk(blueprint.file("flows.json", local), levels, methods);
        assertThat(levels).containsExactly("1", "2", "3", "4");
        assertThat(methods)
                .containsOnly(
                        Map.entry("keyward-sign-in-form", "pwd"),
                        Map.entry("keyward-passkey-proof", "pop"),
                        Map.entry("keyward-otp", "otp"),
                        Map.entry("keyward-biometric", "pop"),
                        Map.entry("keyward-security-key", "pop"),
                        Map.entry("keyward-recovery-code", "otp"));
    }

    @Test
    void no_secret_stands_in_the_data() throws IOException {
        try (var files = Files.walk(Fixtures.blueprintFolder())) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                String text = Files.readString(file);
                assertThat(text).as(file.getFileName().toString()).doesNotContain("\"value\": \"password");
                assertThat(text.replaceAll("\"secret\": \"\\{\\{[a-z-]+}}\"", ""))
                        .as(file.getFileName().toString())
                        .doesNotContain("\"secret\"");
            }
        }
    }

    @Test
    void variants_differ_in_tls_only() {
        List<String> lines = Shape.differences(blueprint.realmSettings(local), blueprint.realmSettings(production));
        assertThat(lines)
                .containsExactlyInAnyOrder("sslRequired: external -> all", "smtpServer / starttls: false -> true");
    }

    @Test
    void only_the_local_variant_lets_redirects_go_without_tls_and_only_to_localhost() {
        JsonNode strict = redirects(ClientPolicies.of(blueprint, production, true));
        JsonNode loose = redirects(ClientPolicies.of(blueprint, local, true));
        assertThat(strict.path("allow-http-scheme").asBoolean(true)).isFalse();
        assertThat(strict.path("allow-ipv4-loopback-address").asBoolean(true)).isFalse();
        assertThat(strict.path("allow-wildcard-context-path").asBoolean(true)).isFalse();
        assertThat(loose.path("allow-http-scheme").asBoolean()).isTrue();
        assertThat(loose.path("allow-permitted-domains").toString()).isEqualTo("[\"localhost\"]");
        assertThat(loose.path("allow-wildcard-context-path").asBoolean(true)).isFalse();
    }

    @Test
    void a_place_without_a_value_is_named() {
        Settings empty = new Settings(Variant.LOCAL, Map.of());
        assertThatThrownBy(() -> blueprint.realmSettings(empty)).hasMessageContaining("needs a value for realm");
    }

    @Test
    void the_import_carries_generated_credentials_and_none_for_those_without() {
        JsonNode realm = blueprint.importable(
                local, Map.of("victor.hale", new PersonSecret("a generated pass phrase", "ABCDEFGHIJKLMNOPQRST")));
        JsonNode victor = byName(realm.path("users"), "victor.hale");
        assertThat(victor.path("credentials").path(1).path("secretData").asText())
                .isEqualTo("{\"value\":\"ABCDEFGHIJKLMNOPQRST\"}");
        assertThat(byName(realm.path("users"), "mei.lin").has("credentials")).isFalse();
        assertThat(byName(realm.path("users"), "service-account-keyward-operator")
                        .path("clientRoles")
                        .path("realm-management")
                        .toString())
                .isEqualTo("[\"manage-realm\",\"manage-clients\",\"view-users\"]");
        assertThat(byName(realm.path("users"), "service-account-ward-board")
                        .path("realmRoles")
                        .toString())
                .as("the app may ask the decision point and say what was done under emergency access")
                .isEqualTo("[\"access-decisions\",\"audit-events\"]");
    }

    @Test
    void an_app_gets_the_totp_secret_in_base32() {
        assertThat(new PersonSecret("", "12345678901234567890").totpForApps())
                .isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    }

    private List<Person> holders(String role) {
        return blueprint.people().stream()
                .filter(person -> person.roles().contains(role))
                .toList();
    }

    private String minimum(String client) {
        return blueprint
                .client(client, local)
                .path("attributes")
                .path("minimum.acr.value")
                .asText();
    }

    private static void walk(JsonNode steps, List<String> levels, Map<String, String> methods) {
        for (JsonNode step : steps) {
            JsonNode config = step.path("config");
            if (config.has("loa-condition-level")) {
                levels.add(config.path("loa-condition-level").asText());
            }
            if (config.has("default.reference.value")) {
                methods.put(
                        step.path("authenticator").asText(),
                        config.path("default.reference.value").asText());
                assertThat(config.path("default.reference.maxAge").asText()).isEqualTo("36000");
            }
            walk(step.path("executions"), levels, methods);
        }
    }

    private static JsonNode redirects(JsonNode policies) {
        return byName(policies.path("profiles"), "keyward-redirect-uris")
                .path("executors")
                .path(0)
                .path("configuration");
    }

    private static JsonNode byName(JsonNode list, String name) {
        return StreamSupport.stream(list.spliterator(), false)
                .filter(one -> one.path("name").asText().equals(name)
                        || one.path("username").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Set<String> names(JsonNode list) {
        Set<String> names = new HashSet<>();
        list.forEach(one -> names.add(one.path("name").asText()));
        return names;
    }

    private static int luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighed = i % 2 == 0 ? digit : digit * 2;
            sum += weighed > 9 ? weighed - 9 : weighed;
        }
        return sum % 10;
    }
}
