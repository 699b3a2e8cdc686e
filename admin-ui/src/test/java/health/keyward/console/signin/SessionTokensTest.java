package health.keyward.console.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import health.keyward.console.api.Caller;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.web.HttpSessionOAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;

/** Over a token endpoint that accepts each refresh token once, as Keycloak does when they rotate. */
class SessionTokensTest {
    private final AtomicInteger renewals = new AtomicInteger();
    private final MockHttpServletRequest request = new MockHttpServletRequest();
    private final TestingAuthenticationToken marta = new TestingAuthenticationToken("mgarcia", "");
    private final SessionTokens tokens = new SessionTokens();
    private HttpServer keycloak;

    @BeforeEach
    void open() throws Exception {
        keycloak = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        keycloak.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        keycloak.createContext("/", exchange -> {
            var sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            int turn = renewals.incrementAndGet();
            boolean known = sent.contains("refresh_token=refresh-" + (turn - 1));
            var body = (known
                            ? "{\"access_token\":\"access-" + turn + "\",\"refresh_token\":\"refresh-" + turn
                                    + "\",\"token_type\":\"Bearer\",\"expires_in\":300}"
                            : "{\"error\":\"invalid_grant\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(known ? 200 : 400, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        keycloak.start();
    }

    @AfterEach
    void close() {
        keycloak.stop(0);
    }

    private Caller signedIn(Instant until, String refresh) {
        var issuer = "http://localhost:" + keycloak.getAddress().getPort() + "/realms/hospital";
        var registration =
                new KeycloakClient().clients(issuer, "secret", "").findByRegistrationId(KeycloakClient.REGISTRATION);
        var held = new OAuth2AuthorizedClient(
                registration,
                marta.getName(),
                new OAuth2AccessToken(OAuth2AccessToken.TokenType.BEARER, "access-0", until.minusSeconds(300), until),
                new OAuth2RefreshToken(refresh, until.minusSeconds(300)));
        new HttpSessionOAuth2AuthorizedClientRepository()
                .saveAuthorizedClient(held, marta, request, new MockHttpServletResponse());
        return new Caller(request.getSession(), marta);
    }

    @Test
    void a_token_that_is_good_is_handed_out_as_it_is() {
        assertThat(tokens.of(signedIn(Instant.now().plusSeconds(200), "refresh-0")))
                .contains("access-0");
        assertThat(renewals).hasValue(0);
    }

    @Test
    void many_at_once_renew_once() throws Exception {
        var caller = signedIn(Instant.now().minusSeconds(5), "refresh-0");
        try (var threads = Executors.newFixedThreadPool(8)) {
            Callable<String> one = () -> tokens.of(caller).orElse("none");
            for (var answer :
                    threads.invokeAll(Stream.generate(() -> one).limit(24).toList())) {
                assertThat(answer.get()).isEqualTo("access-1");
            }
        }
        assertThat(renewals).hasValue(1);
    }

    @Test
    void a_refresh_token_that_was_taken_back_means_signing_in_again() {
        assertThat(tokens.of(signedIn(Instant.now().minusSeconds(5), "stolen"))).isEmpty();
    }

    @Test
    void a_session_that_has_ended_means_signing_in_again() {
        var caller = signedIn(Instant.now().plusSeconds(200), "refresh-0");
        request.getSession().invalidate();
        assertThat(tokens.of(caller)).isEmpty();
    }
}
