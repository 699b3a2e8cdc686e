package health.keyward.bench.review;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.function.Supplier;

/** Keyward's REST for reviews, asked by one system administrator over one kept connection. */
final class Desk {
    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final Duration OLD = Duration.ofSeconds(200);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String address;
    private final Supplier<String> tokens;
    private String token = "";
    private long since;

    /** @param address up to {@code review/} */
    Desk(String address, Supplier<String> tokens) {
        this.address = address;
        this.tokens = tokens;
    }

    /** Signs in again when the token is about to end, outside of what is timed. */
    void ready() {
        if (token.isEmpty() || System.nanoTime() - since > OLD.toNanos()) {
            signIn();
        }
    }

    /** For what asks for a second factor just shown. */
    void signIn() {
        token = tokens.get();
        since = System.nanoTime();
    }

    JsonNode get(String path) {
        return answer(path, request(path).GET());
    }

    JsonNode post(String path, Object body) {
        return answer(
                path,
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(JSON.valueToTree(body).toString())));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json");
    }

    private static JsonNode answer(String path, HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(
                        path + " was answered with " + answer.statusCode() + ": " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (IOException failed) {
            throw new IllegalStateException(path + " was not answered: " + failed.getMessage(), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}
