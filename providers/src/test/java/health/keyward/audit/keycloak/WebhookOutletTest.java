package health.keyward.audit.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import health.keyward.audit.core.FeedFormat;
import health.keyward.audit.core.FeedPlan;
import health.keyward.audit.core.FeedSignature;
import health.keyward.audit.core.Outlet.Outcome;
import health.keyward.audit.core.People;
import health.keyward.audit.core.Told;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An endpoint that fails, hangs, answers late, dies: what it has not confirmed was not delivered. */
class WebhookOutletTest {
    private static final Clock CLOCK = Clock.fixed(health.keyward.audit.core.Entries.AT, ZoneOffset.UTC);
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofSeconds(2);

    @TempDir
    Path directory;

    private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;

    private record Request(String body, byte[] bytes, com.sun.net.httpserver.Headers headers) {}

    /** What the endpoint does with a request. */
    private interface Answer {
        void to(HttpExchange call) throws Exception;
    }

    @BeforeEach
    void anEndpoint() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    @AfterEach
    void gone() {
        over.countDown();
        server.stop(0);
    }

    @Test
    void json_lines_arrive_with_token_and_a_signature_that_holds() throws Exception {
        byte[] key = "k".repeat(32).getBytes(StandardCharsets.UTF_8);
        answers(call -> call.sendResponseHeaders(204, -1));
        FeedPlan.Secrets secrets = new FeedPlan.Secrets(
                null,
                null,
                null,
                Files.writeString(directory.resolve("token"), "open-sesame\n"),
                Files.write(directory.resolve("key"), key));
        assertThat(outlet(FeedFormat.JSON, secrets, LIMIT).send(batch())).isEqualTo(new Outcome.Taken());
        Request got = requests.remove();
        assertThat(got.body().lines()).hasSameSizeAs(batch());
        assertThat(got.headers().getFirst("Content-Type")).isEqualTo("application/x-ndjson");
        assertThat(got.headers().getFirst("Authorization")).isEqualTo("Bearer open-sesame");
        assertThat(got.headers().getFirst("Keyward-First-Seq")).isEqualTo("1");
        assertThat(got.headers().getFirst("Keyward-Timestamp"))
                .isEqualTo(Long.toString(CLOCK.instant().getEpochSecond()));
        assertThat(got.headers().getFirst("Keyward-Signature"))
                .isEqualTo(FeedSignature.of(key, CLOCK.instant(), got.body().getBytes(StandardCharsets.UTF_8)))
                .matches("v1=[0-9a-f]{64}");
    }

    @Test
    void a_fhir_batch_is_taken_when_every_entry_of_the_answer_says_so() throws Exception {
        answers(call -> says(call, 200, bundle(batch().size(), "201 Created")));
        assertThat(outlet(FeedFormat.FHIR, FeedPlan.Secrets.NONE, LIMIT).send(batch()))
                .isEqualTo(new Outcome.Taken());
        JsonNode sent = new JsonMapper().readTree(requests.remove().body());
        assertThat(sent.path("type").asText()).isEqualTo("batch");
        assertThat(sent.path("entry")).hasSameSizeAs(batch());
        assertThat(sent.at("/entry/0/resource/resourceType").asText()).isEqualTo("AuditEvent");
        assertThat(sent.at("/entry/0/request/url").asText()).isEqualTo("AuditEvent");
    }

    @Test
    void a_fhir_batch_of_which_one_entry_was_refused_is_refused() throws Exception {
        answers(call -> says(call, 200, bundle(batch().size(), "201 Created").replaceFirst("201 Created", "422 No")));
        assertThat(outlet(FeedFormat.FHIR, FeedPlan.Secrets.NONE, LIMIT).send(batch()))
                .isEqualTo(new Outcome.Refused("webhook: an entry was answered 422"));
    }

    @Test
    void an_answer_that_is_no_receipt_is_none() throws Exception {
        for (String body : List.of("", "{}", "<html>", bundle(1, "201"))) {
            server.stop(0);
            anEndpoint();
            answers(call -> says(call, 200, body));
            assertThat(outlet(FeedFormat.FHIR, FeedPlan.Secrets.NONE, LIMIT).send(batch()))
                    .as(body)
                    .isInstanceOf(Outcome.Refused.class);
        }
    }

    @Test
    void errors_and_redirects_are_refusals() throws Exception {
        for (int status : new int[] {500, 503, 429, 400, 302}) {
            server.stop(0);
            anEndpoint();
            answers(call -> {
                call.getResponseHeaders().add("Location", "http://127.0.0.1:9/");
                says(call, status, "");
            });
            assertThat(outlet(FeedFormat.JSON, FeedPlan.Secrets.NONE, LIMIT).send(batch()))
                    .isEqualTo(new Outcome.Refused("webhook: HTTP " + status));
        }
    }

    @Test
    void one_that_hangs_before_or_in_the_middle_of_its_answer_is_given_up() throws Exception {
        answers(call -> over.await(60, TimeUnit.SECONDS));
        assertThat(outlet(FeedFormat.JSON, FeedPlan.Secrets.NONE, SHORT).send(batch()))
                .isEqualTo(new Outcome.Refused("webhook: no answer in time"));
        server.stop(0);
        anEndpoint();
        answers(call -> {
            call.sendResponseHeaders(200, 100);
            call.getResponseBody().write('{');
            call.getResponseBody().flush();
            over.await(60, TimeUnit.SECONDS);
        });
        assertThat(outlet(FeedFormat.JSON, FeedPlan.Secrets.NONE, SHORT).send(batch()))
                .isEqualTo(new Outcome.Refused("webhook: no answer in time"));
    }

    @Test
    void one_that_dies_between_taking_and_answering_has_not_confirmed() throws Exception {
        try (ServerSocket dying = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Integer> took = CompletableFuture.supplyAsync(() -> {
                try (Socket socket = dying.accept()) {
                    return socket.getInputStream().read(new byte[1_000_000]);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            Outcome outcome = new WebhookOutlet(
                            plan(
                                    "http://127.0.0.1:" + dying.getLocalPort() + "/",
                                    FeedFormat.JSON,
                                    FeedPlan.Secrets.NONE),
                            CLOCK,
                            LIMIT)
                    .send(batch());
            assertThat(outcome).isInstanceOf(Outcome.Refused.class);
            assertThat(took.get(20, TimeUnit.SECONDS)).isPositive();
        }
    }

    @Test
    void over_tls_only_a_trusted_receiver_of_the_right_name_gets_anything() throws Exception {
        Certificates own = Certificates.in(directory, "receiver", "ip:127.0.0.1");
        Certificates other = Certificates.in(directory, "other", "ip:127.0.0.1");
        HttpsServer https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(own.with(other)));
        server = https;
        answers(call -> call.sendResponseHeaders(204, -1));
        String target = "https://127.0.0.1:" + https.getAddress().getPort() + "/in";
        assertThat(new WebhookOutlet(plan(target, FeedFormat.JSON, trusting(own)), CLOCK, LIMIT).send(batch()))
                .isEqualTo(new Outcome.Taken());
        requests.remove();
        assertThat(new WebhookOutlet(plan(target, FeedFormat.JSON, trusting(other)), CLOCK, LIMIT).send(batch()))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(new WebhookOutlet(
                                plan(target.replace("127.0.0.1", "localhost"), FeedFormat.JSON, trusting(own)),
                                CLOCK,
                                LIMIT)
                        .send(batch()))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(requests).isEmpty();
    }

    @Test
    void decisions_arrive_as_opa_uploads_them_and_nothing_else_does() throws Exception {
        answers(call -> call.sendResponseHeaders(200, -1));
        List<Told> batch = batch();
        Told decision = batch.getFirst().with(Told.OPA_EVENT, "{\"decision_id\":\"1\"}");
        Told another = batch.getLast().with(Told.OPA_EVENT, "{\"decision_id\":\"2\"}");

        assertThat(opa().send(List.of(decision, batch.get(1), another))).isEqualTo(new Outcome.Taken());
        Request sent = requests.take();
        assertThat(sent.headers().getFirst("Content-Encoding")).isEqualTo("gzip");
        assertThat(sent.headers().getFirst("Content-Type")).isEqualTo("application/json");
        try (GZIPInputStream plain = new GZIPInputStream(new ByteArrayInputStream(sent.bytes()))) {
            assertThat(new String(plain.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("[{\"decision_id\":\"1\"},{\"decision_id\":\"2\"}]");
        }
        assertThat(opa().send(batch)).isEqualTo(new Outcome.Taken());
        assertThat(requests).isEmpty();
    }

    @Test
    void a_log_service_that_fails_has_not_got_its_decisions() {
        answers(call -> call.sendResponseHeaders(500, -1));
        assertThat(opa().send(List.of(batch().getFirst().with(Told.OPA_EVENT, "{}"))))
                .isEqualTo(new Outcome.Refused("webhook: HTTP 500"));
    }

    private WebhookOutlet opa() {
        return new WebhookOutlet(
                new FeedPlan(
                        "opa",
                        FeedPlan.Kind.OPA,
                        FeedFormat.JSON,
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/logs"),
                        People.NAMES,
                        FeedPlan.Start.BEGINNING,
                        false,
                        200,
                        "idp",
                        FeedPlan.Secrets.NONE),
                CLOCK,
                LIMIT);
    }

    private static FeedPlan.Secrets trusting(Certificates trusted) {
        return new FeedPlan.Secrets(trusted.pem(), null, null, null, null);
    }

    private void answers(Answer answer) {
        server.createContext("/", call -> {
            byte[] body = call.getRequestBody().readAllBytes();
            requests.add(new Request(new String(body, StandardCharsets.UTF_8), body, call.getRequestHeaders()));
            try {
                answer.to(call);
            } catch (Exception e) {
                throw new IOException(e);
            } finally {
                call.close();
            }
        });
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    private static void says(HttpExchange call, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        call.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        call.getResponseBody().write(bytes);
    }

    private static String bundle(int entries, String status) {
        String one = "{\"response\":{\"status\":\"" + status + "\"}}";
        return "{\"resourceType\":\"Bundle\",\"type\":\"batch-response\",\"entry\":["
                + String.join(",", java.util.Collections.nCopies(entries, one)) + "]}";
    }

    private WebhookOutlet outlet(FeedFormat format, FeedPlan.Secrets secrets, Duration limit) {
        return new WebhookOutlet(
                plan("http://127.0.0.1:" + server.getAddress().getPort() + "/in", format, secrets), CLOCK, limit);
    }

    private static FeedPlan plan(String target, FeedFormat format, FeedPlan.Secrets secrets) {
        return new FeedPlan(
                "arr",
                FeedPlan.Kind.WEBHOOK,
                format,
                URI.create(target),
                People.NAMES,
                FeedPlan.Start.BEGINNING,
                false,
                200,
                "idp",
                secrets);
    }

    private static List<Told> batch() {
        return SyslogOutletTest.told();
    }
}
