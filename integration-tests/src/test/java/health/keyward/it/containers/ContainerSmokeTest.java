package health.keyward.it.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dasniko.testcontainers.keycloak.KeycloakContainer;
import java.io.File;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;

/**
 * Our jars in the official Keycloak image with PostgreSQL beside it. Runs with {@code -Pcontainers} where a Docker engine
 * answers; without one it says so and is skipped. Build the jars first.
 */
@Tag("containers")
class ContainerSmokeTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Network NETWORK = Network.SHARED;
    private static GenericContainer<?> database;
    private static KeycloakContainer keycloak;

    @BeforeAll
    static void start() {
        assumeTrue(DockerClientFactory.instance().isDockerAvailable(), "no Docker engine answers");
        String secret = random();
        database = new GenericContainer<>("postgres:18.6")
                .withNetwork(NETWORK)
                .withNetworkAliases("database")
                .withEnv("POSTGRES_PASSWORD", secret)
                .withEnv("POSTGRES_DB", "keycloak")
                .waitingFor(Wait.forLogMessage(".*ready to accept connections.*", 2));
        database.start();
        keycloak = new KeycloakContainer("quay.io/keycloak/keycloak:26.7.4")
                .withNetwork(NETWORK)
                .withAdminUsername("setup")
                .withAdminPassword(random())
                .withProviderLibsFrom(jars())
                .withEnv("KC_DB", "postgres")
                .withEnv("KC_DB_URL", "jdbc:postgresql://database:5432/keycloak")
                .withEnv("KC_DB_USERNAME", "postgres")
                .withEnv("KC_DB_PASSWORD", secret)
                .withCopyToContainer(Transferable.of(random()), "/opt/keycloak/conf/name-key")
                .withCopyToContainer(Transferable.of(random()), "/opt/keycloak/conf/kek/kek-1")
                .withCopyToContainer(Transferable.of(signingKey()), "/opt/keycloak/conf/signing-key.pem")
                .withCustomCommand("--spi-keyward-room--audit--name-key-file=/opt/keycloak/conf/name-key"
                        + " --spi-keyward-room--audit--signing-key-file=/opt/keycloak/conf/signing-key.pem"
                        + " --spi-keyward-room--audit--origin=container.example/keyward"
                        + " --spi-keyward-room--audit--kek-dir=/opt/keycloak/conf/kek")
                .withStartupTimeout(Duration.ofMinutes(5));
        keycloak.start();
    }

    @AfterAll
    static void stop() {
        Stream.of(keycloak, database).filter(c -> c != null).forEach(GenericContainer::stop);
    }

    @Test
    void the_server_starts_with_our_jars() throws Exception {
        assertThat(get("/realms/master/.well-known/openid-configuration").statusCode())
                .isEqualTo(200);
    }

    @Test
    void the_admin_api_refuses_without_a_token_and_says_why_as_a_problem() throws Exception {
        HttpResponse<String> refused = get("/admin/realms/master/keyward/v1/me");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(refused.body()).contains("\"status\"").doesNotContain("Exception");
    }

    private static HttpResponse<String> get(String path) throws Exception {
        URI address = URI.create(keycloak.getAuthServerUrl().replaceAll("/+$", "") + path);
        return HTTP.send(HttpRequest.newBuilder(address).GET().build(), BodyHandlers.ofString());
    }

    private static List<File> jars() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.exists(here.resolve("docker-compose.yml"))) {
            here = here.getParent();
        }
        Path root = here;
        return Stream.of("contract", "providers", "themes")
                .map(root::resolve)
                .map(module -> module.resolve("target").resolve("keyward-" + module.getFileName() + ".jar"))
                .map(Path::toFile)
                .toList();
    }

    private static String signingKey() {
        try {
            byte[] pkcs8 = KeyPairGenerator.getInstance("Ed25519")
                    .generateKeyPair()
                    .getPrivate()
                    .getEncoded();
            return "-----BEGIN PRIVATE KEY-----\n" + Base64.getEncoder().encodeToString(pkcs8)
                    + "\n-----END PRIVATE KEY-----\n";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String random() {
        byte[] bytes = new byte[48];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
