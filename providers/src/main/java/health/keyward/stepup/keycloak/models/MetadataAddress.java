package health.keyward.stepup.keycloak.models;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Where metadata are fetched from. Redirects are not followed; the answer is read to a limit.
 *
 * @param most bytes
 */
record MetadataAddress(URI uri, int most) {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** What came of asking. */
    sealed interface Answer {
        record Blob(String text) implements Answer {}

        record Nothing(String why) implements Answer {}
    }

    Answer ask() throws InterruptedException {
        try (HttpClient http = HttpClient.newBuilder()
                .connectTimeout(LIMIT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build()) {
            HttpResponse<InputStream> answer = http.send(
                    HttpRequest.newBuilder(uri).timeout(LIMIT).build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                if (answer.statusCode() != 200) {
                    return new Answer.Nothing("the answer is HTTP " + answer.statusCode());
                }
                byte[] bytes = body.readNBytes(most + 1);
                return bytes.length > most
                        ? new Answer.Nothing("the answer is too large")
                        : new Answer.Blob(new String(bytes, StandardCharsets.ISO_8859_1).strip());
            }
        } catch (IOException e) {
            return new Answer.Nothing("no answer: " + e.getClass().getSimpleName());
        }
    }
}
