package health.keyward.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import health.keyward.local.house.DemoPerson;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;

/** Access tokens the way a browser app gets them: authorization code with PKCE, in the test's own hands. */
public final class Tokens {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Tokens() {}

    /**
     * What a client must know of itself to get a token.
     *
     * @param secret empty for a public client
     * @param issuer address of its realm
     */
    public record Client(String id, String secret, String redirect, URI issuer) {
        /** A client of the hospital. */
        public Client(String id, String secret, String redirect) {
            this(id, secret, redirect, Ward.house().issuer());
        }

        URI endpoint(String name) {
            return URI.create(issuer + "/protocol/openid-connect/" + name);
        }
    }

    static Client console() {
        return new Client(
                "keyward-console",
                Ward.house().register().clientSecret("keyward-console"),
                "http://localhost:" + Ward.house().ports().console() + "/login/oauth2/code/keyward");
    }

    /** The keeper's token of the console, with second factor; fetched once and renewed before it ends. */
    static synchronized String keeper() {
        if (keeperToken == null || System.nanoTime() - keeperSince > 200_000_000_000L) {
            Tokens.Issued issued =
                    keeperToken == null ? issue(console(), Ward.keeper(), true) : renew(console(), keeperToken);
            keeperToken = issued;
            keeperSince = System.nanoTime();
        }
        return keeperToken.access();
    }

    /** A token of the console of somebody new who has just shown a second factor, for operations that ask for a fresh one. */
    static String fresh() {
        return issue(console(), Staff.hire("fresh", "system-admin"), true).access();
    }

    private static @org.jspecify.annotations.Nullable Issued keeperToken;
    private static long keeperSince;

    /** Tokens as the token endpoint gave them. */
    public record Issued(String access, String refresh, String id) {}

    /** @param secondFactor whether the page asks for a code; give false for a client that wants the password only */
    static Issued issue(Client client, DemoPerson person, boolean secondFactor) {
        String verifier = random();
        try (SignIn signIn = new SignIn()) {
            signIn.opens(authorize(client, verifier));
            if (secondFactor) {
                signIn.typesPassword(person).typesCode(person, client.redirect());
            } else {
                signIn.types(
                        Map.of("username", person.username(), "password", person.password()),
                        "password",
                        client.redirect());
            }
            return exchange(client, code(signIn.page().address()), verifier);
        }
    }

    public static URI authorize(Client client, String verifier) {
        return URI.create(client.endpoint("auth") + "?"
                + form(Map.of(
                        "client_id", client.id(),
                        "redirect_uri", client.redirect(),
                        "response_type", "code",
                        "scope", "openid",
                        "state", random(),
                        "nonce", random(),
                        "code_challenge", challenge(verifier),
                        "code_challenge_method", "S256")));
    }

    public static String code(URI redirected) {
        String query = redirected.getQuery();
        for (String part : query == null ? new String[0] : query.split("&")) {
            if (part.startsWith("code=")) {
                return part.substring(5);
            }
        }
        throw new AssertionError("no code in " + redirected.getPath() + "?" + query);
    }

    public static Issued exchange(Client client, String code, String verifier) {
        return token(
                client,
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        code,
                        "redirect_uri",
                        client.redirect(),
                        "code_verifier",
                        verifier));
    }

    public static Issued renew(Client client, Issued issued) {
        return token(client, Map.of("grant_type", "refresh_token", "refresh_token", issued.refresh()));
    }

    /** What a token says; nothing of it is checked. */
    public static JsonNode claims(String token) {
        try {
            return JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Issued token(Client client, Map<String, String> fields) {
        return issued(post(client, fields));
    }

    static Issued issued(HttpResponse<String> answer) {
        if (answer.statusCode() != 200) {
            throw new AssertionError("the token endpoint answered " + answer.statusCode() + " " + answer.body());
        }
        try {
            JsonNode tokens = JSON.readTree(answer.body());
            return new Issued(
                    tokens.path("access_token").asText(),
                    tokens.path("refresh_token").asText(),
                    tokens.path("id_token").asText());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The raw answer of the token endpoint. */
    static HttpResponse<String> post(Client client, Map<String, String> fields) {
        return post(client, fields, Map.of());
    }

    /** @param headers beside what proves the client */
    static HttpResponse<String> post(Client client, Map<String, String> fields, Map<String, String> headers) {
        return Http.send(asking(client, fields, headers));
    }

    /** What is asked of the token endpoint, to be sent by whoever has the connection for it. */
    static HttpRequest asking(Client client, Map<String, String> fields, Map<String, String> headers) {
        Map<String, String> all = new java.util.TreeMap<>(fields);
        HttpRequest.Builder request = HttpRequest.newBuilder(client.endpoint("token"))
                .header("Content-Type", "application/x-www-form-urlencoded");
        headers.forEach(request::header);
        if (client.secret().isEmpty()) {
            all.put("client_id", client.id());
        } else {
            request.header(
                    "Authorization",
                    "Basic "
                            + Base64.getEncoder()
                                    .encodeToString(
                                            (client.id() + ":" + client.secret()).getBytes(StandardCharsets.UTF_8)));
        }
        return request.POST(HttpRequest.BodyPublishers.ofString(form(all))).build();
    }

    static URI endpoint(String name) {
        return URI.create(Ward.house().issuer() + "/protocol/openid-connect/" + name);
    }

    public static String random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static String challenge(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(f -> f.getKey() + "=" + URLEncoder.encode(f.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
