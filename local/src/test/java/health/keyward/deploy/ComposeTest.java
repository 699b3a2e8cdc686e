package health.keyward.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import health.keyward.local.house.Options;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The production shape as far as it can be judged without a container engine (SD-2, SD-6). */
class ComposeTest {
    private static final Pattern NAMES_A_SECRET = Pattern.compile("(?i).*(PASSWORD|SECRET|TOKEN|CREDENTIAL|_KEY).*");
    private static final Pattern WRITTEN_SECRET = Pattern.compile(
            "(?im)(password|secret|passwd|token)(['\"]\\s*:\\s*|\\s*=\\s*|:\\s+)['\"]?[A-Za-z0-9+!@#%]");

    private final ComposeFile compose = ComposeFile.read();

    @Test
    void the_file_follows_the_compose_specification() throws IOException {
        assertThat(schema().validate(compose.tree())).isEmpty();
    }

    @Test
    void the_schema_refuses_a_misspelt_key() throws IOException {
        JsonNode broken = compose.tree().deepCopy();
        ((com.fasterxml.jackson.databind.node.ObjectNode)
                        broken.path("services").path("proxy"))
                .put("helthcheck", 1);
        assertThat(schema().validate(broken)).isNotEmpty();
    }

    @Test
    void only_the_proxy_publishes_ports() {
        compose.services().forEach((name, service) -> {
            if (!name.equals("proxy")) {
                assertThat(service.has("ports")).as(name).isFalse();
                assertThat(service.path("network_mode").asText()).as(name).isNotEqualTo("host");
            }
        });
        assertThat(compose.service("proxy").path("ports"))
                .extracting(JsonNode::asText)
                .containsExactly("443:8443", "80:8080");
    }

    @Test
    void every_service_proves_its_health_or_ends_by_itself() {
        compose.services()
                .forEach((name, service) -> assertThat(compose.isOneShot(name)
                                || service.path("healthcheck").has("test"))
                        .as(name)
                        .isTrue());
    }

    @Test
    void every_service_is_confined() {
        compose.services().forEach((name, service) -> {
            assertThat(service.path("read_only").asBoolean()).as(name).isTrue();
            assertThat(service.path("cap_drop"))
                    .as(name)
                    .extracting(JsonNode::asText)
                    .containsExactly("ALL");
            assertThat(service.path("security_opt"))
                    .as(name)
                    .extracting(JsonNode::asText)
                    .contains("no-new-privileges:true");
            assertThat(service.path("privileged").asBoolean()).as(name).isFalse();
        });
    }

    @Test
    void nobody_is_root_but_the_step_that_makes_secrets_and_that_one_has_no_network() {
        compose.services().forEach((name, service) -> {
            String user = service.path("user").asText();
            if (user.startsWith("0:")) {
                assertThat(name).isEqualTo("secrets");
                assertThat(service.path("network_mode").asText()).isEqualTo("none");
            } else {
                assertThat(user).as(name).matches("[1-9][0-9]*:[0-9]+");
            }
        });
    }

    @Test
    void every_image_is_pinned_to_a_version() {
        compose.services()
                .forEach((name, service) ->
                        assertThat(service.path("image").asText()).as(name).matches("[a-z/-]+:v?[0-9]+\\.[0-9]+.*"));
    }

    @Test
    void no_setting_carries_a_secret_as_text() {
        compose.services()
                .keySet()
                .forEach(name -> compose.environment(name).forEach((key, value) -> {
                    if (NAMES_A_SECRET.matcher(key).matches()) {
                        assertThat(value).as(name + " " + key).startsWith("/run/keyward/");
                    }
                }));
    }

    @Test
    void no_file_of_the_production_shape_has_a_password_in_it() throws IOException {
        Path deploy = Repository.root().resolve("deploy");
        try (Stream<Path> files = Files.walk(deploy)) {
            List<Path> ours = files.filter(Files::isRegularFile)
                    .filter(f -> !f.startsWith(deploy.resolve("blueprint")))
                    .toList();
            assertThat(ours).hasSizeGreaterThan(8);
            for (Path file : ours) {
                assertThat(Files.readString(file)).as(file.toString()).doesNotContainPattern(WRITTEN_SECRET);
            }
        }
        assertThat(Repository.text("docker-compose.yml")).doesNotContainPattern(WRITTEN_SECRET);
        assertThat("db-password=hunter2").containsPattern(WRITTEN_SECRET);
    }

    @Test
    void each_consumer_sees_its_own_secrets_and_cannot_change_them() {
        compose.services().forEach((name, service) -> {
            if (name.equals("secrets")) {
                return;
            }
            String own = "secrets-" + name.replaceAll("-[12]$", "");
            assertThat(service.path("volumes"))
                    .as(name)
                    .extracting(JsonNode::asText)
                    .filteredOn(v -> v.startsWith("secrets"))
                    .containsExactly(own + ":/run/keyward:ro");
        });
    }

    @Test
    void keycloak_opens_tls_listeners_alone_and_checks_the_database_by_name() {
        for (String node : List.of("keycloak-1", "keycloak-2")) {
            Map<String, String> settings = compose.environment(node);
            assertThat(settings)
                    .containsEntry("KC_HTTP_ENABLED", "false")
                    .containsEntry("KC_HTTPS_PROTOCOLS", "TLSv1.3,TLSv1.2")
                    .containsEntry("KC_HTTP_MANAGEMENT_SCHEME", "inherited")
                    .containsEntry("KC_CACHE_EMBEDDED_MTLS_ENABLED", "true");
            assertThat(settings.get("KC_DB_URL")).contains("sslmode=verify-full", "sslrootcert=");
            assertThat(settings.get("KC_HOSTNAME")).startsWith("https://");
        }
    }

    @Test
    void the_console_and_the_mail_sink_speak_tls() {
        assertThat(compose.environment("console"))
                .containsEntry("SERVER_ADDRESS", "0.0.0.0")
                .containsEntry("SERVER_SSL_ENABLED_PROTOCOLS", "TLSv1.3,TLSv1.2")
                .hasEntrySatisfying("KEYWARD_ISSUER", a -> assertThat(a).startsWith("https://"))
                .hasEntrySatisfying("KEYWARD_API", a -> assertThat(a).startsWith("https://"));
        assertThat(compose.environment("mail")).containsEntry("MP_SMTP_REQUIRE_STARTTLS", "true");
        assertThat(compose.environment("mail").get("MP_UI_BIND_ADDR")).startsWith("127.0.0.1:");
    }

    @Test
    void the_database_refuses_connections_without_tls_or_without_a_password() {
        assertThat(Repository.text("deploy/database/postgresql.conf"))
                .contains("ssl = on", "ssl_min_protocol_version = 'TLSv1.2'", "password_encryption = scram-sha-256");
        assertThat(Repository.text("deploy/database/pg_hba.conf").lines().filter(l -> !l.startsWith("#")))
                .isNotEmpty()
                .allMatch(l -> l.matches("(local|hostssl) .* scram-sha-256"));
    }

    @Test
    void the_realm_refuses_plain_http_from_its_first_moment() {
        assertThat(Repository.text("deploy/keycloak/hospital-realm.json")).contains("\"sslRequired\": \"all\"");
        assertThat(Repository.text("deploy/blueprint/variant-production.json")).contains("\"sslRequired\": \"all\"");
    }

    @Test
    void the_image_is_built_with_the_options_of_the_house_that_the_tests_run() {
        List<String> build = new ArrayList<>(Options.whole(Repository.root()).build());
        String house = Repository.text("local/src/main/java/health/keyward/local/house/Server.java");
        int start = house.indexOf(" BUILD =");
        Pattern.compile("--[a-z-]+=[a-z,-]+")
                .matcher(house.substring(start, house.indexOf(';', start)))
                .results()
                .map(MatchResult::group)
                .forEach(build::add);
        assertThat(build).hasSizeGreaterThan(3);
        assertThat(Repository.text("deploy/keycloak/Dockerfile")).contains(build);
    }

    /** The schema as published; its {@code $id} is no absolute address, which the validator insists on. */
    private static JsonSchema schema() throws IOException {
        try (InputStream text = ComposeTest.class.getResourceAsStream("/compose-spec/compose-spec.json")) {
            ObjectNode schema = (ObjectNode) JsonMapper.builder().build().readTree(text);
            schema.remove("$id");
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(schema);
        }
    }
}
