package health.keyward.bench.login;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One sign-in as a browser and an app do it: the authorization page, the password, a passkey where one is asked for, the code for tokens. Every sign-in is a
 * browser without cookies. Connections are kept open between them.
 */
final class SignIn {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Pattern ACTION = Pattern.compile("<form[^>]*\\baction=\"([^\"]+)\"");
    private static final Pattern KEY_ACTION = Pattern.compile("<form id=\"webauth\"[^>]*\\baction=\"([^\"]+)\"");
    private static final Pattern KEY_CHALLENGE = Pattern.compile("challenge\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern ID_TOKEN = Pattern.compile("\"id_token\":\"[^.]+\\.([^.]+)\\.");
    private static final Pattern FORM = Pattern.compile("name=\"form\" value=\"([0-9a-f]+)\"");
    private static final Pattern CODE = Pattern.compile("[?&]code=([^&]+)");

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final URI server;
    private final String endpoints;
    private final BenchRealm realm;
    private final Optional<StepUp> stepUp;

    /** What is shown after the password. */
    interface StepUp {
        /** The level the app asks for. */
        String acr();

        Passkey of(String person);

        /** How long the server took from the assertion to the code. */
        void took(Duration step);
    }

    /** @param server for instance {@code http://localhost:8180} */
    SignIn(URI server, BenchRealm realm) {
        this(server, realm, Optional.empty());
    }

    SignIn(URI server, BenchRealm realm, Optional<StepUp> stepUp) {
        this.server = server;
        this.endpoints = server + "/realms/" + BenchRealm.NAME + "/protocol/openid-connect";
        this.realm = realm;
        this.stepUp = stepUp;
    }

    /** Signs the person in and answers the time it took; throws when any step does not go as it should. */
    Duration of(String person) {
        long start = System.nanoTime();
        String verifier = BenchRealm.token();
        Map<String, String> more = new HashMap<>();
        stepUp.ifPresent(wanted -> more.put("acr_values", wanted.acr()));
        HttpResponse<String> signedIn = proves(person, verifier, more).last();
        String tokens = tokens(signedIn, verifier);
        stepUp.ifPresent(wanted -> reached(wanted.acr(), tokens));
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Asks for emergency access on the way; answers the time from the form that says why to the token that carries it. */
    Duration breaksGlass(String person, String patient) {
        String verifier = BenchRealm.token();
        Proven proven = proves(person, verifier, Map.of("kc_action", "keyward-break-glass:" + patient));
        String form = proven.last().headers().firstValue("Location").orElse("");
        HttpResponse<String> page = send(HttpRequest.newBuilder(URI.create(form))
                .header("Cookie", proven.cookies())
                .GET());
        String action = found(ACTION, page.body(), "the page asks for no reason", page);
        String once = found(FORM, page.body(), "the form has no mark", page);
        long start = System.nanoTime();
        HttpResponse<String> given = send(HttpRequest.newBuilder(URI.create(action.replace("&amp;", "&")))
                .header("Cookie", proven.cookies())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(Map.of("form", once, "reason", "EMERGENCY_TREATMENT")))));
        tokens(given, verifier);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** The answer to what was shown last, and the cookies of the browser. */
    private record Proven(HttpResponse<String> last, String cookies) {}

    /** The password, and a passkey where one is asked for. */
    private Proven proves(String person, String verifier, Map<String, String> more) {
        Map<String, String> asked = new HashMap<>(Map.of(
                "client_id",
                BenchRealm.CLIENT,
                "redirect_uri",
                BenchRealm.REDIRECT,
                "response_type",
                "code",
                "scope",
                "openid",
                "state",
                "s",
                "nonce",
                verifier,
                "code_challenge",
                challenge(verifier),
                "code_challenge_method",
                "S256"));
        asked.putAll(more);
        HttpResponse<String> page = send(HttpRequest.newBuilder(URI.create(endpoints + "/auth?" + form(asked)))
                .GET());
        String action = found(ACTION, page.body(), "the sign-in page has no form", page);
        HttpResponse<String> signedIn = send(HttpRequest.newBuilder(URI.create(action.replace("&amp;", "&")))
                .header("Cookie", cookies(page))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(
                        form(Map.of("username", person, "password", realm.password(), "credentialId", "")))));
        return new Proven(
                stepUp.isPresent() ? shows(stepUp.get(), person, signedIn, cookies(page)) : signedIn, cookies(page));
    }

    /** The body of the token endpoint's answer to the code. */
    private String tokens(HttpResponse<String> signedIn, String verifier) {
        String location = signedIn.headers().firstValue("Location").orElse("");
        String code = found(CODE, location, "what was shown gave no code", signedIn);
        HttpResponse<String> tokens = send(HttpRequest.newBuilder(URI.create(endpoints + "/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(Map.of(
                        "grant_type",
                        "authorization_code",
                        "client_id",
                        BenchRealm.CLIENT,
                        "client_secret",
                        realm.clientSecret(),
                        "redirect_uri",
                        BenchRealm.REDIRECT,
                        "code_verifier",
                        verifier,
                        "code",
                        code)))));
        if (tokens.statusCode() != 200 || !tokens.body().contains("\"id_token\"")) {
            throw new IllegalStateException("the code gave no tokens, but status " + tokens.statusCode());
        }
        return tokens.body();
    }

    /** The page that asks for the passkey, answered. */
    private HttpResponse<String> shows(StepUp wanted, String person, HttpResponse<String> page, String cookies) {
        String action = found(KEY_ACTION, page.body(), "the page asks for no passkey", page);
        String challenge = found(KEY_CHALLENGE, page.body(), "the page has no challenge", page);
        Map<String, String> assertion = wanted.of(person).answer(challenge, server.toString());
        long start = System.nanoTime();
        HttpResponse<String> answer = send(HttpRequest.newBuilder(URI.create(action.replace("&amp;", "&")))
                .header("Cookie", cookies)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(assertion))));
        wanted.took(Duration.ofNanos(System.nanoTime() - start));
        return answer;
    }

    /** A server that lets the step out would be cheap. */
    private static void reached(String acr, String tokens) {
        Matcher token = ID_TOKEN.matcher(tokens);
        String claims =
                token.find() ? new String(Base64.getUrlDecoder().decode(token.group(1)), StandardCharsets.UTF_8) : "";
        if (!claims.contains("\"acr\":\"" + acr + "\"")) {
            throw new IllegalStateException("the ID token does not say that " + acr + " was reached");
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new IllegalStateException("the server does not answer", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    private static String cookies(HttpResponse<String> page) {
        return page.headers().allValues("Set-Cookie").stream()
                .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                .collect(Collectors.joining("; "));
    }

    private static String found(Pattern pattern, String text, String otherwise, HttpResponse<String> answer) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException(otherwise + ", but status " + answer.statusCode());
        }
        return matcher.group(1);
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this JDK has no SHA-256", missing);
        }
    }
}
