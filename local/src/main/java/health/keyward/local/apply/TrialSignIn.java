package health.keyward.local.apply;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
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
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    private final Map<String, String> cookies = new LinkedHashMap<>();

    /** @param tls used as it is for the server's certificate; cookies and redirects are the browser's own business */
    TrialSignIn(HttpClient tls, URI server, String realm, String clientId, String redirect) {
        this.browser = HttpClient.newBuilder()
                .sslContext(tls.sslContext())
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
        Set<LoginPage.Question> asked = EnumSet.noneOf(LoginPage.Question.class);
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
            if (!asked.add(form.asks())) {
                return new Outcome.Failed(
                        form.asks().refused() + (form.error().isEmpty() ? "" : " (" + form.error() + ")"));
            }
            Map<String, String> answer = new LinkedHashMap<>();
            switch (form.asks()) {
                case PASSWORD -> answer.putAll(Map.of("username", user, "password", password));
                case ONE_TIME_CODE -> answer.put("otp", code.get());
                case SOMETHING_ELSE -> {
                    return new Outcome.Failed("a page asks for something else: " + form.message());
                }
            }
            page = send(HttpRequest.newBuilder(URI.create(form.action()))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(form(answer))));
        }
        return new Outcome.Failed("the sign-in goes on for more than eight pages");
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
        } catch (IOException | IllegalArgumentException unreadable) {
            return new Outcome.Failed("the token cannot be read");
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        try {
            HttpResponse<String> answer = browser.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
            answer.headers().allValues("Set-Cookie").forEach(this::keep);
            return answer;
        } catch (IOException unreachable) {
            throw new AdminRefusal(0, "Cannot reach " + openId);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AdminRefusal(0, "Interrupted during the test sign-in");
        }
    }

    /** The JDK's own jar keeps Secure cookies from http, which browsers send to localhost; the whole walk is on one server. */
    private void keep(String setCookie) {
        String pair = setCookie.split(";", 2)[0];
        int equals = pair.indexOf('=');
        if (equals > 0) {
            String name = pair.substring(0, equals).trim();
            String value = pair.substring(equals + 1);
            if (value.isEmpty() || setCookie.matches("(?i).*;\\s*max-age=0(;.*|\\s*)$")) {
                cookies.remove(name);
            } else {
                cookies.put(name, value);
            }
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
