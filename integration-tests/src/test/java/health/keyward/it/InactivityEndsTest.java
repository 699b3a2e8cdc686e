package health.keyward.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import health.keyward.local.house.DemoPerson;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What ends with an account that is disabled: sessions, offline sessions, emergency grants; and apps are told (IN-4). */
class InactivityEndsTest {
    @Test
    void offline_sessions_and_emergency_grants_end_too_and_apps_are_told() throws Exception {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        HttpServer listening = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        listening.createContext("/logout", call -> {
            told.add(new String(call.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            call.sendResponseHeaders(200, -1);
            call.close();
        });
        listening.start();
        try {
            ends(told, listening.getAddress().getPort());
        } finally {
            listening.stop(0);
        }
    }

    private static void ends(BlockingQueue<String> told, int port) throws Exception {
        Tokens.Client app = Staff.app(
                "ends-app",
                Map.of(
                        "attributes",
                        Map.of(
                                "backchannel.logout.url",
                                "http://localhost:" + port + "/logout",
                                "backchannel.logout.session.required",
                                "true",
                                "keyward.data_class",
                                "none",
                                "pkce.code.challenge.method",
                                "S256")));
        Eligible.agreed();
        String role = Staff.fresh("it-ends");
        Staff.boss().make("hospital/roles", Map.of("name", role, "description", "Made by a test"));
        DemoPerson ada = Staff.hire(
                Staff.chief(), Staff.REALM, Staff.fresh("ends"), false, role, "nurse", "break-glass-eligible");
        String id = Staff.idOf(ada.username());
        Tokens.Issued online = Tokens.issue(app, ada, false);
        Tokens.Issued offline = offline(app, ada);
        assertThat(Tokens.claims(offline.refresh()).path("typ").asText()).isEqualTo("Offline");
        String sid = Tokens.claims(online.access()).path("sid").asText();
        Database.run(
                "INSERT INTO kw_grant (id, realm_id, person, username, patient, apps, data_class, action, purpose, reason,"
                        + " reasons_version, from_at, until_at, session_id, client_id, waived, degraded) SELECT gen_random_uuid(),"
                        + " realm_id, id, username, 'it-patient', ARRAY['" + app.id()
                        + "'], 'phi', 'read', 'BTG', 'IT', 1, now(), now()"
                        + " + interval '1 hour', '" + sid + "', '" + app.id()
                        + "', false, false FROM user_entity WHERE id = '" + id
                        + "'");
        Database.eventually(
                "SELECT count(*) FROM kw_history_event WHERE user_id = ? AND kind = 'SIGN_IN'", n -> n == 2, id);

        LastStep.activates(List.of(LastStep.policy("it-ends", Map.of("role", role))));
        LastStep.atTheLastStep(id, "it-ends");

        assertThat(LastStep.disabled(id))
                .contains("enabled=false", "offline=1", "grants=1")
                .doesNotContain("told=0");
        assertThat(Database.number("SELECT count(*) FROM offline_user_session WHERE user_id = ?", id))
                .as("sessions, online and offline")
                .isZero();
        assertThat(Database.column("SELECT end_reason FROM kw_grant WHERE person = ? AND ended_at IS NOT NULL", id))
                .containsExactly("NOT_ELIGIBLE");
        for (Tokens.Issued one : List.of(online, offline)) {
            assertThat(Tokens.post(app, Map.of("grant_type", "refresh_token", "refresh_token", one.refresh()))
                            .statusCode())
                    .isEqualTo(400);
        }
        String letter = told.poll(Duration.ofSeconds(30).toMillis(), TimeUnit.MILLISECONDS);
        assertThat(letter).as("a logout token").startsWith("logout_token=");
        var claims = Tokens.claims(letter.substring("logout_token=".length()));
        assertThat(claims.path("sub").asText()).isEqualTo(id);
        assertThat(claims.path("aud").asText()).isEqualTo(app.id());
        assertThat(claims.path("events").has("http://schemas.openid.net/event/backchannel-logout"))
                .isTrue();
    }

    private static Tokens.Issued offline(Tokens.Client app, DemoPerson person) {
        String verifier = Tokens.random();
        URI address = URI.create(
                Tokens.authorize(app, verifier).toString().replace("scope=openid", "scope=openid+offline_access"));
        try (SignIn signIn = new SignIn()) {
            signIn.opens(address)
                    .types(
                            Map.of("username", person.username(), "password", person.password()),
                            "password",
                            app.redirect());
            return Tokens.exchange(app, Tokens.code(signIn.page().address()), verifier);
        }
    }
}
