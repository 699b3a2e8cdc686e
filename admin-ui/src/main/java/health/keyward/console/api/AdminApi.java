package health.keyward.console.api;

import health.keyward.contract.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Carries one call to the admin API and turns its status into an {@link Answer}. */
@Component
public class AdminApi {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(3))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final JsonMapper json = JsonMapper.builder().build();
    private final String base;
    private final Tokens tokens;

    public AdminApi(@Value("${keyward.api}") String base, Tokens tokens) {
        this.base = base;
        this.tokens = tokens;
    }

    /** One path segment, safe whatever a person typed. */
    static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    <T> Answer<T> get(Caller caller, String path, Query query, Class<T> type) {
        return send(caller, path + query, type, b -> b.GET());
    }

    <T> Answer<T> put(Caller caller, String path, Object body, Class<T> type) {
        var text = json.writeValueAsString(body);
        return send(
                caller,
                path,
                type,
                b -> b.header("Content-Type", "application/json").PUT(HttpRequest.BodyPublishers.ofString(text)));
    }

    <T> Answer<T> post(Caller caller, String path, Object body, Class<T> type) {
        var text = json.writeValueAsString(body);
        return send(
                caller,
                path,
                type,
                b -> b.header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(text)));
    }

    /** A small text, of at most {@code most} bytes. */
    Answer<String> text(Caller caller, String path, int most) {
        return switch (stream(caller, path, Query.none())) {
            case Answer.Ok<InputStream>(var in) -> {
                try (in) {
                    var bytes = in.readNBytes(most + 1);
                    yield bytes.length > most
                            ? new Answer.Failed<>(problem(502, "The answer of the admin API is too long"))
                            : new Answer.Ok<>(new String(bytes, StandardCharsets.UTF_8));
                } catch (IOException e) {
                    yield new Answer.Failed<>(notReached());
                }
            }
            case Answer<InputStream> other -> other.map(in -> "");
        };
    }

    <T> Answer<T> delete(Caller caller, String path, Query query, Class<T> type) {
        return send(caller, path + query, type, b -> b.DELETE());
    }

    /** The body as it arrives; the caller closes it. */
    Answer<InputStream> stream(Caller caller, String path, Query query) {
        var token = tokens.of(caller);
        if (token.isEmpty()) {
            return new Answer.SignInAgain<>();
        }
        var request = HttpRequest.newBuilder(URI.create(base + "/" + path + query))
                .header("Authorization", "Bearer " + token.get())
                .GET()
                .build();
        try {
            var response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            if (response.statusCode() == 200) {
                return new Answer.Ok<>(response.body());
            }
            try (var body = response.body()) {
                return refusal(response, new String(body.readNBytes(64 * 1024), StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            return new Answer.Failed<>(notReached());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.Failed<>(notReached());
        }
    }

    @FunctionalInterface
    private interface Verb {
        HttpRequest.Builder on(HttpRequest.Builder builder);
    }

    private <T> Answer<T> send(Caller caller, String pathAndQuery, Class<T> type, Verb verb) {
        var token = tokens.of(caller);
        if (token.isEmpty()) {
            return new Answer.SignInAgain<>();
        }
        var request = verb.on(HttpRequest.newBuilder(URI.create(base + "/" + pathAndQuery)))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token.get())
                .header("Accept", "application/json")
                .build();
        try {
            var response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return switch (response.statusCode()) {
                case 200, 201, 202 -> new Answer.Ok<>(json.readValue(response.body(), type));
                case 204 -> new Answer.Ok<>(json.readValue("{}", type));
                default -> refusal(response, response.body());
            };
        } catch (IOException e) {
            return new Answer.Failed<>(notReached());
        } catch (JacksonException e) {
            return new Answer.Failed<>(problem(502, "The answer of the admin API was not understood"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.Failed<>(notReached());
        }
    }

    private <T> Answer<T> refusal(HttpResponse<?> response, String body) {
        int status = response.statusCode();
        var said = understood(status, body);
        return switch (status) {
            case 401 ->
                Challenge.of(response.headers().allValues("WWW-Authenticate"), said)
                        .<Answer<T>>map(c -> new Answer.StepUpFirst<>(c.acrValues(), c.maxAge()))
                        .orElseGet(Answer.SignInAgain::new);
            case 403 -> new Answer.Forbidden<>(said);
            default -> new Answer.Failed<>(said);
        };
    }

    private Problem understood(int status, String body) {
        try {
            return json.readValue(body, Problem.class);
        } catch (JacksonException e) {
            return problem(status, "");
        }
    }

    private static Problem notReached() {
        return problem(0, "");
    }

    private static Problem problem(int status, String detail) {
        return new Problem("about:blank", "", status, detail, null, null, null);
    }
}
