package health.keyward.local.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import health.keyward.local.house.DemoPerson;
import health.keyward.local.house.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** An access token as the console gets it: authorization code with PKCE (RFC 7636) after password and second factor. */
public final class ConsoleToken {
    private static final String CLIENT = "keyward-console";
    private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String realm;
    private final String redirect;
    private final String secret;
    private final Clock clock;

    /** @param secret the console's client secret */
    public ConsoleToken(Ports ports, String secret, Clock clock) {
        this.realm = "http://localhost:" + ports.http(1) + "/realms/hospital/protocol/openid-connect";
        this.redirect = "http://localhost:" + ports.console() + "/login/oauth2/code/keyward";
        this.secret = secret;
        this.clock = clock;
    }

    public String of(DemoPerson person) {
        String verifier = random();
        URI authorize = URI.create(realm + "/auth?"
                + form(Map.of(
                        "client_id",
                        CLIENT,
                        "redirect_uri",
                        redirect,
                        "response_type",
                        "code",
                        "scope",
                        "openid",
                        "state",
                        random(),
                        "nonce",
                        random(),
                        "code_challenge",
                        challenge(verifier),
                        "code_challenge_method",
                        "S256")));
        try (Browser browser = new Browser()) {
            Page end = new SignInPages(browser, clock).signIn(browser.openUntil(authorize, redirect), person, redirect);
            Matcher code = CODE.matcher(end.address().toString());
            if (!code.find()) {
                throw new CheckFailed("the console should get a code, but " + end.address() + " answered "
                        + end.status() + ": " + end.glimpse());
            }
            return exchange(code.group(1), verifier);
        }
    }

    private String exchange(String code, String verifier) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(realm + "/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString((CLIENT + ":" + secret).getBytes(StandardCharsets.UTF_8)))
                .POST(HttpRequest.BodyPublishers.ofString(form(Map.of(
                        "grant_type", "authorization_code",
                        "code", code,
                        "redirect_uri", redirect,
                        "code_verifier", verifier))))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode tokens = JSON.readTree(answer.body());
            if (answer.statusCode() != 200) {
                throw new CheckFailed("the token endpoint answered " + answer.statusCode() + ": "
                        + tokens.path("error").asText() + " "
                        + tokens.path("error_description").asText());
            }
            return tokens.path("access_token").asText();
        } catch (IOException failed) {
            throw new CheckFailed("the token endpoint did not answer: " + failed.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CheckFailed("interrupted");
        }
    }

    private static String random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this JDK has no SHA-256", missing);
        }
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
