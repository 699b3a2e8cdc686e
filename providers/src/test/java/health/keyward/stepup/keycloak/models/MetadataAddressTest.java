package health.keyward.stepup.keycloak.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import health.keyward.stepup.keycloak.models.MetadataAddress.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MetadataAddressTest {
    private HttpServer server;

    @BeforeEach
    void opens() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answers("/blob", 200, "a.b.c\n");
        answers("/gone", 404, "");
        answers("/moved", 302, "");
        server.start();
    }

    @AfterEach
    void closes() {
        server.stop(0);
    }

    @Test
    void what_is_there_is_fetched() throws Exception {
        assertThat(asks("/blob", 100)).isEqualTo(new Answer.Blob("a.b.c"));
    }

    @Test
    void what_is_too_large_is_not_read_to_the_end() throws Exception {
        assertThat(asks("/blob", 4)).isEqualTo(new Answer.Nothing("the answer is too large"));
    }

    @Test
    void what_is_not_there_or_elsewhere_is_nothing() throws Exception {
        assertThat(asks("/gone", 100)).isEqualTo(new Answer.Nothing("the answer is HTTP 404"));
        assertThat(asks("/moved", 100)).isEqualTo(new Answer.Nothing("the answer is HTTP 302"));
    }

    @Test
    void a_service_that_is_away_is_nothing() throws Exception {
        URI address = address("/blob");
        server.stop(0);
        assertThat(new MetadataAddress(address, 100).ask()).isInstanceOf(Answer.Nothing.class);
    }

    @Test
    void plain_http_is_for_this_machine_alone() {
        assertThatThrownBy(() -> new MetadataOptions(TrustRoots.NONE, null, URI.create("http://mds.example/")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new MetadataOptions(TrustRoots.NONE, null, URI.create("ftp://localhost/")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(new MetadataOptions(TrustRoots.NONE, null, URI.create("http://localhost:1/")).url())
                .isNotNull();
    }

    private Answer asks(String path, int most) throws Exception {
        return new MetadataAddress(address(path), most).ask();
    }

    private URI address(String path) {
        return URI.create("http://localhost:" + server.getAddress().getPort() + path);
    }

    private void answers(String path, int status, String text) {
        byte[] body = text.getBytes(StandardCharsets.US_ASCII);
        server.createContext(path, exchange -> {
            exchange.getResponseHeaders().add("Location", "/blob");
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }
}
