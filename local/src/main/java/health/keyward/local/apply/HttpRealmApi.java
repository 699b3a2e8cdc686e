package health.keyward.local.apply;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Keycloak's admin REST over {@code java.net.http}; fetches a token by {@link Login} and a new one when it has run out. */
public final class HttpRealmApi implements RealmApi {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final URI server;
    private final Login login;
    private final HttpClient http;
    private final Clock clock = Clock.systemUTC();
    private String token = "";
    private Duration ahead = Duration.ZERO;

    /** @param server address of Keycloak without path, for instance {@code http://localhost:8180} */
    public HttpRealmApi(URI server, Login login, HttpClient http) {
        this.server = URI.create(server.toString().replaceAll("/+$", ""));
        this.login = login;
        this.http = http;
    }

    @Override
    public String caller() {
        return switch (login) {
            case Login.Service service -> service.clientId();
            case Login.Person person -> person.user();
        };
    }

    @Override
    public JsonNode get(String path) {
        return parsed(path, accepted("GET", path, call("GET", path, null)));
    }

    @Override
    public Optional<JsonNode> find(String path) {
        HttpResponse<String> answer = call("GET", path, null);
        return answer.statusCode() == 404 ? Optional.empty() : Optional.of(parsed(path, accepted("GET", path, answer)));
    }

    @Override
    public String post(String path, JsonNode body) {
        HttpResponse<String> answer = accepted("POST", path, call("POST", path, body));
        String location = answer.headers().firstValue("Location").orElse("");
        return location.substring(location.lastIndexOf('/') + 1);
    }

    @Override
    public void put(String path, JsonNode body) {
        accepted("PUT", path, call("PUT", path, body));
    }

    @Override
    public void delete(String path) {
        accepted("DELETE", path, call("DELETE", path, null));
    }

    @Override
    public void delete(String path, JsonNode body) {
        accepted("DELETE", path, call("DELETE", path, body));
    }

    private HttpResponse<String> call(String method, String path, @org.jspecify.annotations.Nullable JsonNode body) {
        if (token.isEmpty()) {
            token = freshToken();
        }
        HttpResponse<String> answer = send(request(method, path, body));
        if (answer.statusCode() == 401) {
            token = freshToken();
            answer = send(request(method, path, body));
        }
        return answer;
    }

    private HttpRequest request(String method, String path, @org.jspecify.annotations.Nullable JsonNode body) {
        return HttpRequest.newBuilder(URI.create(server + "/admin" + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString()))
                .build();
    }

    private String freshToken() {
        Map<String, String> form = new LinkedHashMap<>();
        String realm = switch (login) {
            case Login.Service service -> {
                form.put("grant_type", "client_credentials");
                form.put("client_id", service.clientId());
                form.put("client_secret", service.secret());
                yield service.realm();
            }
            case Login.Person person -> {
                form.put("grant_type", "password");
                form.put("client_id", "admin-cli");
                form.put("username", person.user());
                form.put("password", person.password());
                if (!person.otp().isEmpty()) {
                    form.put("totp", person.otp());
                }
                yield person.realm();
            }
        };
        URI address = URI.create(server + "/realms/" + encoded(realm) + "/protocol/openid-connect/token");
        HttpResponse<String> answer = send(HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form.entrySet().stream()
                        .map(e -> e.getKey() + "=" + encoded(e.getValue()))
                        .collect(Collectors.joining("&"))))
                .build());
        JsonNode body = answer.statusCode() == 200 ? parsed("token", answer) : MissingNode.getInstance();
        if (!body.hasNonNull("access_token")) {
            throw new AdminRefusal(
                    answer.statusCode(),
                    "No token from realm " + realm + ": " + reason(answer.body(), "no reason given"));
        }
        String fresh = body.get("access_token").asText();
        ahead = Duration.between(clock.instant(), issuedAt(fresh));
        return fresh;
    }

    /** How far the server's clock is ahead of ours, by the last token's time of issue; negative when it is behind; in seconds. */
    public Duration serverAhead() {
        return ahead;
    }

    private Instant issuedAt(String jwt) {
        try {
            JsonNode claims = Json.MAPPER.readTree(Base64.getUrlDecoder().decode(jwt.split("\\.", 3)[1]));
            return Instant.ofEpochSecond(claims.path("iat").asLong());
        } catch (IOException | IllegalArgumentException | ArrayIndexOutOfBoundsException opaque) {
            return clock.instant();
        }
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException unreachable) {
            throw new AdminRefusal(
                    0, "Cannot reach " + server + ": " + unreachable.getClass().getSimpleName());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AdminRefusal(0, "Interrupted while calling " + server);
        }
    }

    private static HttpResponse<String> accepted(String method, String path, HttpResponse<String> answer) {
        if (answer.statusCode() >= 400) {
            throw new AdminRefusal(
                    answer.statusCode(),
                    method + " " + path + " answered " + answer.statusCode() + ": "
                            + reason(answer.body(), "no reason given"));
        }
        return answer;
    }

    private static JsonNode parsed(String path, HttpResponse<String> answer) {
        try {
            return answer.body().isEmpty() ? MissingNode.getInstance() : Json.MAPPER.readTree(answer.body());
        } catch (JsonProcessingException notJson) {
            throw new AdminRefusal(answer.statusCode(), path + " did not answer JSON");
        }
    }

    private static String reason(String body, String otherwise) {
        try {
            JsonNode problem = Json.MAPPER.readTree(body);
            for (String field : new String[] {"errorMessage", "error_description", "detail", "error"}) {
                if (problem.hasNonNull(field)) {
                    return problem.get(field).asText();
                }
            }
            return otherwise;
        } catch (JsonProcessingException notJson) {
            return otherwise;
        }
    }

    /** One path segment or form value, safe to put into an address. */
    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
