package health.keyward.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import health.keyward.contract.history.ChangeDetail;
import health.keyward.contract.history.ChangeRow;
import health.keyward.contract.history.EventKind;
import health.keyward.contract.history.Receipt;
import health.keyward.contract.history.Receipts;
import health.keyward.contract.history.Sessions;
import health.keyward.contract.history.SignInDetail;
import health.keyward.contract.history.SignInRow;
import health.keyward.local.house.DemoPerson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Logoff is recorded like sign-in, whoever ends it, with what it reached (SD-3). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LogoutTest {
    private static final String R = "hospital/";

    private final Queue<String> told = new ConcurrentLinkedQueue<>();
    private HttpServer listening = listening();
    private String leftAlone = "";
    private String leftAloneId = "";

    private record Open(String userId, String sessionId, Tokens.Client app, Tokens.Issued tokens) {}

    private HttpServer listening() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/logout", call -> {
                told.add(new String(call.getRequestBody().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
                call.sendResponseHeaders(200, -1);
                call.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @AfterAll
    void stop() {
        listening.stop(0);
    }

    /** A session that was last used long ago; Keycloak looks for such sessions once a minute. */
    @BeforeAll
    void aSessionIsLeftAlone() {
        Open open = open("out-idle", Map.of());
        leftAlone = open.sessionId();
        leftAloneId = open.userId();
        Database.run("UPDATE offline_user_session SET last_session_refresh = last_session_refresh - 86400,"
                + " created_on = created_on - 86400 WHERE user_session_id = '" + leftAlone + "'");
    }

    @Test
    void by_the_person_and_the_row_says_which_apps_it_reached() {
        String port = Integer.toString(listening.getAddress().getPort());
        Open open = open(
                "out-person",
                Map.of(
                        "attributes",
                        Map.of(
                                "backchannel.logout.url",
                                "http://localhost:" + port + "/logout",
                                "backchannel.logout.session.required",
                                "true",
                                "pkce.code.challenge.method",
                                "S256")));
        HttpResponse<String> answer = Http.get(
                URI.create(Tokens.endpoint("logout") + "?id_token_hint="
                        + open.tokens().id()),
                "");
        assertThat(answer.statusCode()).isIn(200, 302);
        SignInRow row = History.eventually(
                "kind=SIGN_OUT&person=" + open.userId(), r -> r.type().equals("LOGOUT"));
        assertThat(row.sessionId()).isEqualTo(open.sessionId());
        assertThat(told).anyMatch(body -> body.contains("logout_token="));
        assertThat(History.read("history/sign-ins/" + row.id(), SignInDetail.class)
                        .reached())
                .contains(open.app().id());
    }

    /** Keycloak does not keep what the app answered, so the row says that it was told, not that it obeyed. */
    @Test
    void by_the_person_and_the_row_names_an_app_that_does_not_answer() {
        Open open = open(
                "out-silent",
                Map.of(
                        "attributes",
                        Map.of(
                                "backchannel.logout.url",
                                "http://localhost:1/logout",
                                "pkce.code.challenge.method",
                                "S256")));
        Http.get(
                URI.create(Tokens.endpoint("logout") + "?id_token_hint="
                        + open.tokens().id()),
                "");
        SignInRow row = History.eventually(
                "kind=SIGN_OUT&person=" + open.userId(), r -> r.type().equals("LOGOUT"));
        assertThat(History.read("history/sign-ins/" + row.id(), SignInDetail.class)
                        .reached())
                .anyMatch(app -> app.startsWith(open.app().id()));
    }

    @Test
    void by_the_app_on_the_back_channel() {
        Open open = open("out-app", Map.of());
        HttpResponse<String> answer = Http.send(java.net.http.HttpRequest.newBuilder(Tokens.endpoint("logout"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(Tokens.form(Map.of(
                        "client_id",
                        open.app().id(),
                        "client_secret",
                        open.app().secret(),
                        "refresh_token",
                        open.tokens().refresh()))))
                .build());
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(History.eventually("kind=SIGN_OUT&person=" + open.userId(), r -> true)
                        .sessionId())
                .isEqualTo(open.sessionId());
    }

    @Test
    void by_an_administrator_for_all_sessions_of_a_person() {
        Open open = open("out-all", Map.of());
        Staff.boss().make(R + "users/" + open.userId() + "/logout", Map.of());
        ChangeRow row = History.eventuallyChange(
                "target=" + open.userId(), r -> r.target().endsWith("/logout"));
        assertThat(row.targetPersonId()).isEqualTo(open.userId());
        assertThat(row.actor()).isEqualTo(Ward.house().register().masterAdmin().username());
        ended(open);
    }

    @Test
    void by_an_administrator_for_one_session() {
        Open open = open("out-one", Map.of());
        Staff.boss().delete(R + "sessions/" + open.sessionId());
        ChangeRow row =
                History.eventuallyChange("operation=DELETE", r -> r.target().equals("sessions/" + open.sessionId()));
        assertThat(row.actor()).isEqualTo(Ward.house().register().masterAdmin().username());
        ended(open);
    }

    @Test
    void by_a_system_administrator_in_the_console_with_a_receipt() {
        Open open = open("out-console", Map.of());
        String path = "history/people/" + open.userId() + "/sessions";
        assertThat(History.read(path, Sessions.class).rows()).hasSize(1);
        HttpResponse<String> answer = Http.call(
                "DELETE", History.api(path + "/" + open.sessionId() + "?reason=badge+was+lost"), Tokens.keeper(), null);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        Receipt receipt = History.parse(answer.body(), new com.fasterxml.jackson.core.type.TypeReference<>() {});
        assertThat(receipt.lines()).anyMatch(line -> line.contains(open.app().id()));
        ended(open);
        ChangeRow row = History.eventuallyChange(
                "operation=DELETE&target=" + open.userId(), r -> r.area().equals("USER_SESSION"));
        assertThat(row.actor()).isEqualTo(Ward.keeper().username());
        ChangeDetail detail = History.read("history/changes/" + row.id(), ChangeDetail.class);
        assertThat(detail.toString()).contains("badge was lost").contains(open.sessionId());
        assertThat(History.read("history/receipts", Receipts.class).rows()).anyMatch(r -> r.id().equals(receipt.id()));
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void by_nobody_because_the_session_was_left_alone() {
        long rows = Database.eventually(
                "SELECT count(*) FROM kw_history_event WHERE type = 'USER_SESSION_DELETED' AND session_id = ? AND user_id = ?",
                n -> n > 0,
                java.time.Duration.ofSeconds(90),
                leftAlone,
                leftAloneId);
        assertThat(rows).isEqualTo(1);
        SignInRow row = History.eventually("kind=SIGN_OUT&person=" + leftAloneId, r -> leftAlone.equals(r.sessionId()));
        assertThat(row.kind()).isEqualTo(EventKind.SIGN_OUT);
    }

    private static void ended(Open open) {
        assertThat(Database.number(
                        "SELECT count(*) FROM offline_user_session WHERE user_session_id = ?", open.sessionId()))
                .isZero();
        assertThat(Tokens.post(
                                open.app(),
                                Map.of(
                                        "grant_type",
                                        "refresh_token",
                                        "refresh_token",
                                        open.tokens().refresh()))
                        .statusCode())
                .isEqualTo(400);
    }

    private static Open open(String name, Map<String, ?> extra) {
        DemoPerson person = Staff.hire(name);
        String id = Staff.idOf(person.username());
        Tokens.Client app = Staff.app(name, extra);
        Tokens.Issued tokens = Tokens.issue(app, person, false);
        SignInRow row = History.eventually("person=" + id, r -> r.type().equals("LOGIN"));
        String session = row.sessionId();
        if (session == null) {
            throw new AssertionError("a sign-in without a session: " + row);
        }
        return new Open(id, session, app, tokens);
    }
}
