package health.keyward.example.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;

/** Only a clear yes opens a record. */
class DecisionPointTest {
    private static final DefaultOidcUser ANN = new DefaultOidcUser(
            AuthorityUtils.NO_AUTHORITIES,
            new OidcIdToken(
                    "t", Instant.EPOCH, Instant.EPOCH.plusSeconds(60), Map.of("sub", "id-ann", "sid", "session-1")));
    private final AtomicReference<String> asked = new AtomicReference<>("");
    private HttpServer server = none();

    @AfterEach
    void stops() {
        server.stop(0);
    }

    @Test
    void a_yes_opens_and_the_question_names_person_session_and_record() {
        assertThat(ask(200, "{\"decision\":true,\"context\":{\"obligations\":[]}}"))
                .isInstanceOf(Access.Permitted.class);
        assertThat(asked.get()).contains("id-ann", "session-1", "sample-1", "TREAT");
    }

    @Test
    void everything_that_is_no_clear_yes_opens_nothing() {
        for (String answer :
                List.of("{}", "[]", "{\"decision\":\"true\"}", "{\"decision\":1}", "", "<html>", "{\"dec")) {
            assertThat(ask(200, answer)).as(answer).isInstanceOf(Access.Unanswered.class);
        }
        for (int status : List.of(400, 401, 403, 429, 500, 503)) {
            assertThat(ask(status, "{\"decision\":true}")).isInstanceOf(Access.Unanswered.class);
        }
        assertThat(ask(
                        200,
                        "{\"decision\":true,\"context\":{\"obligations\":[{\"id\":\"1\",\"type\":\"notification\"}]}}"))
                .as("an obligation this app cannot carry out")
                .isInstanceOf(Access.Unanswered.class);
        server.stop(0);
        assertThat(new DecisionPoint(address(), "board", "secret", Clock.systemUTC())
                        .may(ANN, "read", PatientRecord.ALL.getFirst(), ""))
                .as("nobody there")
                .isInstanceOf(Access.Unanswered.class);
    }

    @Test
    void a_step_up_and_a_refusal_say_what_to_do() {
        assertThat(DecisionPoint.read(
                        Map.of("decision", false, "context", Map.of("acr_values", "phr", "max_age", 900))))
                .isEqualTo(new Access.StepUp("phr", 900));
        assertThat(DecisionPoint.read(Map.of(
                        "decision",
                        false,
                        "context",
                        Map.of(
                                "break_glass",
                                true,
                                "decision_id",
                                "d1",
                                "reasons",
                                List.of(Map.of("reason_user", "Ask the ward."))))))
                .isEqualTo(new Access.Refused(List.of("Ask the ward."), true, "d1"));
    }

    @Test
    void what_is_opened_under_emergency_access_is_told_for_that_patient_alone() {
        assertThat(told("sample-1")).contains("AuditEvent", "Patient/sample-1", "0f".repeat(16), "id-ann");
        assertThat(told("sample-2")).isNull();
        server.stop(0);
        new DecisionPoint(address(), "board", "secret", Clock.systemUTC())
                .tell(under("sample-1"), "read", PatientRecord.ALL.getFirst());
    }

    private @org.jspecify.annotations.Nullable String told(String patient) {
        server.stop(0);
        server = none();
        AtomicReference<String> event = new AtomicReference<>();
        token();
        server.createContext("/realms/h/keyward/v1/audit-events", exchange -> {
            event.set(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(201, -1);
            exchange.close();
        });
        server.start();
        new DecisionPoint(address(), "board", "secret", Clock.systemUTC())
                .tell(under(patient), "read", PatientRecord.ALL.getFirst());
        return event.get();
    }

    private static DefaultOidcUser under(String patient) {
        return new DefaultOidcUser(
                List.of(),
                OidcIdToken.withTokenValue("t")
                        .subject("id-ann")
                        .claim("break_glass", Map.of("grant_id", "0f".repeat(16), "patient", patient))
                        .build());
    }

    private void token() {
        server.createContext("/realms/h/protocol/openid-connect/token", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            byte[] token = "{\"access_token\":\"t\",\"expires_in\":60}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, token.length);
            exchange.getResponseBody().write(token);
            exchange.close();
        });
    }

    private Access ask(int status, String answer) {
        server.stop(0);
        server = none();
        token();
        server.createContext("/realms/h/keyward/v1/access/v1/evaluation", exchange -> {
            asked.set(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        return new DecisionPoint(address(), "board", "secret", Clock.systemUTC())
                .may(ANN, "read", PatientRecord.ALL.getFirst(), "en");
    }

    private URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/realms/h");
    }

    private static HttpServer none() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
