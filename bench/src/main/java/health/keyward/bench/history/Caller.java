package health.keyward.bench.history;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;

/** Asks one server over one kept connection and takes the time until the last byte. The token is renewed outside of what is timed. */
final class Caller {
    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String address;
    private final Duration tokenAge;
    private final Supplier<String> tokens;
    private String token = "";
    private long tokenSince;

    Caller(String address, Duration tokenAge, Supplier<String> tokens) {
        this.address = address;
        this.tokenAge = tokenAge;
        this.tokens = tokens;
    }

    /**
     * What came back.
     *
     * @param start the first bytes of it
     */
    record Answer(Duration took, long bytes, long lines, String start) {}

    Duration time(String path) {
        return ask(path).took();
    }

    /** @throws IllegalStateException when the answer is not 200 */
    Answer ask(String path) {
        if (token.isEmpty() || System.nanoTime() - tokenSince > tokenAge.toNanos()) {
            token = tokens.get();
            tokenSince = System.nanoTime();
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Accept", "*/*")
                .build();
        try {
            long start = System.nanoTime();
            HttpResponse<InputStream> answer = HTTP.send(request, BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                return read(path, answer.statusCode(), body, start);
            }
        } catch (IOException failed) {
            throw new IllegalStateException(path + " was not answered: " + failed.getMessage(), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    private static Answer read(String path, int status, InputStream body, long start) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long bytes = 0;
        long lines = 0;
        String first = "";
        for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
            if (bytes == 0) {
                first = new String(buffer, 0, Math.min(n, 4_000), StandardCharsets.UTF_8);
            }
            bytes += n;
            for (int i = 0; i < n; i++) {
                lines += buffer[i] == '\n' ? 1 : 0;
            }
        }
        if (status != 200) {
            throw new IllegalStateException(path + " was answered with " + status + ": " + first);
        }
        return new Answer(Duration.ofNanos(System.nanoTime() - start), bytes, lines, first);
    }

    /** By client credentials. */
    static String clientToken(String issuer, String client, String secret) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(issuer + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(
                        "grant_type=client_credentials&client_id=" + client + "&client_secret=" + secret))
                .build();
        try {
            String answer = HTTP.send(request, BodyHandlers.ofString()).body();
            return JsonMapper.builder()
                    .build()
                    .readTree(answer)
                    .path("access_token")
                    .asText();
        } catch (IOException failed) {
            throw new IllegalStateException("no token for " + client, failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}
