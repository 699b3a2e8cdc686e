package health.keyward.local.apply;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** One real sign-in by the code flow with PKCE, as a browser would do it: pages, forms, cookies, code, token. */
final class TrialSignIn {

    /** How it ended. */
    sealed interface Outcome {
        /** @param acr level that the token states */
        record Passed(String acr) implements Outcome {}

        record Failed(String why) implements Outcome {}
    }

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Base64.Encoder URL_TEXT = Base64.getUrlEncoder().withoutPadding();

    private final HttpClient browser;
    private final String openId;
    private final String clientId;
    private final String redirect;

    /** @param tls used as it is for the server's certificate; cookies and redirects are the browser's own business */
    TrialSignIn(HttpClient tls, URI server, String realm, String clientId, String redirect) {
        this.browser = HttpClient.newBuilder()
                .sslContext(tls.sslContext())
                .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        this.openId = server + "/realms/" + HttpRealmApi.encoded(realm) + "/protocol/openid-connect";
        this.clientId = clientId;
        this.redirect = redirect;
    }

    /** @param code asked for when the page wants it, because a one-time code lives 30 seconds */
    Outcome run(String user, String password, Supplier<String> code) {
        String verifier = random();
        URI start = URI.create(openId + "/auth?"
                + form(Map.of(
                        "client_id",
                        clientId,
                        "redirect_uri",
                        redirect,
                        "response_type",
                        "code",
                        "scope",
                        "openid",
                        "state",
                        random(),
                        "code_challenge",
                        challenge(verifier),
                        "code_challenge_method",
                        "S256")));
        HttpResponse<String> page = send(HttpRequest.newBuilder(start));
        for (int step = 0; step < 8; step++) {
            Optional<String> location = page.headers().firstValue("Location");
            if (location.isPresent()) {
                if (location.get().startsWith(redirect)) {
                    return exchange(LoginPage.parameter(location.get(), "code"), verifier);
                }
                page = send(HttpRequest.newBuilder(URI.create(location.get())));
                continue;
            }
            LoginPage form = LoginPage.read(page.body());
            Map<String, String> answer = new LinkedHashMap<>();
            switch (form.asks()) {
                case PASSWORD -> answer.putAll(Map.of("username", user, "password", password));
                case ONE_TIME_CODE -> answer.put("otp", code.get());
                case SOMETHING_ELSE -> {
                    return new Outcome.Failed("after " + step + " steps the page says: " + form.message());
                }
            }
            if (step > 0 && !form.error().isEmpty()) {
                return new Outcome.Failed(form.error());
            }
            page = send(HttpRequest.newBuilder(URI.create(form.action()))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(form(answer))));
        }
        return new Outcome.Failed("the sign-in went on for more than eight pages");
    }

    private Outcome exchange(Optional<String> code, String verifier) {
        if (code.isEmpty()) {
            return new Outcome.Failed("the realm sent the browser back without a code");
        }
        HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(openId + "/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(Map.of(
                        "grant_type", "authorization_code",
                        "client_id", clientId,
                        "redirect_uri", redirect,
                        "code", code.get(),
                        "code_verifier", verifier)))));
        if (answer.statusCode() != 200) {
            return new Outcome.Failed("the code was not exchanged (" + answer.statusCode() + ")");
        }
        try {
            String token = Json.MAPPER.readTree(answer.body()).path("id_token").asText();
            JsonNode claims = Json.MAPPER.readTree(Base64.getUrlDecoder().decode(token.split("\\.", 3)[1]));
            return new Outcome.Passed(claims.path("acr").asText());
        } catch (JsonProcessingException | IllegalArgumentException unreadable) {
            return new Outcome.Failed("the token cannot be read");
        } catch (IOException unreadable) {
            return new Outcome.Failed("the token cannot be read");
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return browser.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
        } catch (IOException unreachable) {
            throw new AdminRefusal(0, "Cannot reach " + openId);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AdminRefusal(0, "Interrupted during the test sign-in");
        }
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + HttpRealmApi.encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String challenge(String verifier) {
        try {
            return URL_TEXT.encodeToString(
                    MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("Every JDK has SHA-256", missing);
        }
    }

    private static String random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
