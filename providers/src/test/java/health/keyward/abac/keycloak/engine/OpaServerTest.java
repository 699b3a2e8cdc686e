package health.keyward.abac.keycloak.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import health.keyward.abac.Failure;
import health.keyward.abac.core.Engine.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpaServerTest {
    private static final String ENTRYPOINT = "keyward/authz/decision";
    private static final Duration LONG = Duration.ofSeconds(5);

    private final AtomicLong nanos = new AtomicLong();
    private final Map<String, String> options = new HashMap<>();
    private FaultyOpa opa;
    private OpaServer server;

    @BeforeEach
    void start() throws IOException {
        opa = new FaultyOpa();
        options.put("opa-url", opa.url());
        options.put("opa-millis", "2000");
        options.put("opa-connect-millis", "2000");
    }

    @AfterEach
    void stop() {
        server.close();
        opa.close();
    }

    private OpaServer server() {
        server = new OpaServer(OpaServerOptions.of(options::get), nanos::get);
        return server;
    }

    private Failure failure() {
        return failure(server());
    }

    private static Failure failure(OpaServer asked) {
        return ((Outcome.Failed) asked.evaluate(ENTRYPOINT, Map.of("a", 1L), LONG)).failure();
    }

    @Test
    void an_answer_comes_with_its_revision_over_one_connection() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "s3cret\n");
        options.put("opa-token-file", token.toString());
        opa.answers(
                200,
                "{\"result\":{\"decision\":true,\"n\":1.50},\"provenance\":{\"bundles\":{\"b\":{\"revision\":\"r7\"}}}}");
        OpaServer asked = server();
        for (int i = 0; i < 5; i++) {
            assertThat(asked.evaluate(ENTRYPOINT, Map.of("a", 1L), LONG))
                    .isInstanceOfSatisfying(Outcome.Answered.class, a -> {
                        assertThat(JsonValues.write(a.value())).isEqualTo("{\"decision\":true,\"n\":1.50}");
                        assertThat(a.matched()).isEmpty();
                    });
        }
        assertThat(asked.revision()).contains("r7");
        assertThat(opa.connections()).isEqualTo(1);
        assertThat(opa.asked().getFirst())
                .startsWith("POST /v1/data/keyward/authz/decision?provenance=true HTTP/1.1")
                .contains("Authorization: Bearer s3cret");
    }

    @TempDir
    private Path folder;

    @Test
    void two_hundred_without_a_result_is_no_answer() {
        opa.answers(200, "{}");
        assertThat(failure()).isEqualTo(Failure.NO_ANSWER);
    }

    @Test
    void a_truncated_document_is_no_answer() {
        opa.answers(200, "{\"result\":{\"decision\":tr");
        assertThat(failure()).isEqualTo(Failure.NO_ANSWER);
    }

    @Test
    void a_body_that_ends_before_its_length_is_no_answer() {
        opa.sends(
                "HTTP/1.1 200 OK\r\nX-How: close-early\r\nContent-Length: 500\r\n\r\n{\"result\":{\"decision\":true}",
                0,
                0);
        assertThat(failure()).isEqualTo(Failure.NO_ANSWER);
    }

    @Test
    void an_answer_of_another_type_is_wrong() {
        opa.answers(200, "[true]");
        assertThat(failure()).isEqualTo(Failure.WRONG_ANSWER);
        server.close();
        opa.answers(200, "{\"result\":null}");
        assertThat(failure()).isEqualTo(Failure.WRONG_ANSWER);
    }

    @Test
    void an_answer_that_is_too_large_is_not_read_to_its_end() {
        options.put("opa-answer-kib", "1");
        opa.answers(200, "{\"result\":\"" + "x".repeat(5000) + "\"}");
        assertThat(failure()).isEqualTo(Failure.WRONG_ANSWER);
    }

    @Test
    void five_hundred_is_an_error_of_the_engine() {
        opa.answers(500, "{\"result\":{\"decision\":true}}");
        assertThat(failure()).isEqualTo(Failure.ENGINE_ERROR);
    }

    @Test
    void a_redirect_is_not_followed() {
        opa.sends("HTTP/1.1 302 X\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n", 0, 0);
        assertThat(failure()).isEqualTo(Failure.ENGINE_ERROR);
        assertThat(opa.asked()).hasSize(1);
    }

    @Test
    void a_refused_connection_is_an_error_of_the_engine() {
        opa.close();
        assertThat(failure()).isEqualTo(Failure.ENGINE_ERROR);
    }

    @Test
    void who_is_slow_is_given_up() {
        options.put("opa-millis", "100");
        opa.sends(FaultyOpa.whole(200, "{\"result\":true}"), 3000, 0);
        long start = System.nanoTime();
        assertThat(failure()).isEqualTo(Failure.DEADLINE);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(1500));
    }

    @Test
    void a_body_that_drips_is_given_up_too() {
        options.put("opa-millis", "200");
        opa.sends(FaultyOpa.whole(200, "{\"result\":\"" + "x".repeat(500) + "\"}"), 0, 20);
        long start = System.nanoTime();
        assertThat(failure()).isEqualTo(Failure.DEADLINE);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(1700));
    }

    @Test
    void the_deadline_of_the_question_counts_when_it_is_nearer() {
        opa.sends(FaultyOpa.whole(200, "{\"result\":true}"), 3000, 0);
        OpaServer asked = server();
        assertThat(asked.evaluate(ENTRYPOINT, Map.of(), Duration.ofMillis(50)))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class, f -> assertThat(f.failure()).isEqualTo(Failure.DEADLINE));
        assertThat(asked.evaluate(ENTRYPOINT, Map.of(), Duration.ZERO))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class, f -> assertThat(f.failure()).isEqualTo(Failure.DEADLINE));
    }

    @Test
    void after_failures_in_a_row_it_is_left_alone_until_one_call_gets_through() {
        options.put("opa-failures", "3");
        options.put("opa-pause-millis", "1000");
        opa.answers(500, "{}");
        OpaServer asked = server();
        assertThat(List.of(failure(asked), failure(asked), failure(asked))).containsOnly(Failure.ENGINE_ERROR);
        assertThat(failure(asked)).isEqualTo(Failure.CIRCUIT_OPEN);
        assertThat(opa.asked()).hasSize(3);

        nanos.addAndGet(Duration.ofMillis(1001).toNanos());
        assertThat(failure(asked)).as("the probe").isEqualTo(Failure.ENGINE_ERROR);
        assertThat(failure(asked)).isEqualTo(Failure.CIRCUIT_OPEN);
        assertThat(opa.asked()).hasSize(4);

        nanos.addAndGet(Duration.ofMillis(1001).toNanos());
        opa.answers(200, "{\"result\":true}");
        assertThat(asked.evaluate(ENTRYPOINT, Map.of(), LONG)).isInstanceOf(Outcome.Answered.class);
        assertThat(asked.evaluate(ENTRYPOINT, Map.of(), LONG)).isInstanceOf(Outcome.Answered.class);
    }

    @Test
    void an_undefined_answer_does_not_open_the_circuit() {
        options.put("opa-failures", "1");
        opa.answers(200, "{}");
        OpaServer asked = server();
        assertThat(List.of(failure(asked), failure(asked))).containsOnly(Failure.NO_ANSWER);
    }

    @Test
    void health_is_what_opa_says() {
        opa.answers(200, "{}");
        assertThat(server().isHealthy()).isTrue();
        assertThat(opa.asked().getFirst()).startsWith("GET /health?bundles=true ");
        opa.answers(500, "{}");
        assertThat(server.isHealthy()).isFalse();
    }

    @Test
    void an_entrypoint_cannot_leave_its_path() {
        assertThat(server().evaluate("../policies", Map.of(), LONG)).isInstanceOf(Outcome.Failed.class);
        assertThat(opa.asked()).isEmpty();
    }

    @Test
    void plain_http_goes_to_this_machine_only() {
        server();
        for (String url :
                List.of("http://opa.example.org", "http://127.0.0.1.example.org", "ftp://127.0.0.1", "127.0.0.1")) {
            options.put("opa-url", url);
            assertThatIllegalArgumentException().as(url).isThrownBy(() -> OpaServerOptions.of(options::get));
        }
        options.put("opa-url", "https://opa.example.org/");
        assertThat(OpaServerOptions.of(options::get).url()).hasToString("https://opa.example.org");
        options.put("opa-millis", "0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OpaServerOptions.of(options::get))
                .withMessageContaining("opa-millis");
        options.clear();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OpaServerOptions.of(options::get))
                .withMessageContaining("opa-url");
    }
}
