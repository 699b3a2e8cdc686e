package health.keyward.abac.keycloak.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import health.keyward.abac.Failure;
import health.keyward.abac.core.Engine.Outcome;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An OPA that asks for a certificate. One self-signed pair serves both sides. */
class OpaServerTlsTest {
    @TempDir
    private static Path folder;

    private final Map<String, String> options = new HashMap<>();
    private HttpsServer opa;

    @BeforeAll
    static void pair() throws Exception {
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "opa",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        folder.resolve("both.p12").toString(),
                        "-storepass",
                        "changeit")
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
    }

    @BeforeEach
    void start() throws Exception {
        Path store = folder.resolve("both.p12");
        Path password = Files.writeString(folder.resolve("password"), "changeit\n");
        for (String name : new String[] {"key", "trust"}) {
            options.put("opa-" + name + "-store", store.toString());
            options.put("opa-" + name + "-store-password-file", password.toString());
        }
        options.put("opa-url", "https://localhost:1");
        options.put("opa-millis", "5000");
        options.put("opa-connect-millis", "5000");
        SSLContext context = OpaServerOptions.of(options::get).tls();

        opa = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
        opa.setHttpsConfigurator(new HttpsConfigurator(context) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters wanted = context.getDefaultSSLParameters();
                wanted.setNeedClientAuth(true);
                parameters.setSSLParameters(wanted);
            }
        });
        opa.createContext("/v1/data/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            byte[] answer = "{\"result\":true}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        opa.start();
        options.put("opa-url", "https://localhost:" + opa.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        opa.stop(0);
    }

    private Outcome ask() {
        try (OpaServer server = Engines.server(options::get)) {
            return server.evaluate("keyward/authz/decision", Map.of(), Duration.ofSeconds(5));
        }
    }

    @Test
    void both_show_a_certificate_that_the_other_trusts() {
        assertThat(ask()).isInstanceOf(Outcome.Answered.class);
    }

    @Test
    void without_a_certificate_of_its_own_there_is_no_answer() {
        options.remove("opa-key-store");
        assertThat(ask()).isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void an_opa_that_is_not_trusted_is_not_asked() {
        options.remove("opa-trust-store");
        assertThat(ask())
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.failure()).isEqualTo(Failure.ENGINE_ERROR));
    }

    @Test
    void a_store_that_cannot_be_opened_is_said_at_the_start() throws Exception {
        options.put(
                "opa-key-store-password-file",
                Files.writeString(folder.resolve("wrong"), "x").toString());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OpaServerOptions.of(options::get))
                .withMessageContaining("opa-key-store");
    }
}
