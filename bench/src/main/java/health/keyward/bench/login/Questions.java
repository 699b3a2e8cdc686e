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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One app that asks one decision point over kept connections, and how long each answer took. */
final class Questions {
    private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long TOKEN_NANOS = Duration.ofSeconds(40).toNanos();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI endpoint;
    private final Function<String, String> body;
    private final String wanted;
    private final URI tokens;
    private final String secret;
    private final List<Duration> times = new ArrayList<>();

    private String token = "";
    private long since;

    /**
     * @param body the question about a person
     * @param wanted what every answer must contain
     * @param tokens token endpoint; the empty address where none is asked for
     */
    Questions(URI endpoint, Function<String, String> body, String wanted, URI tokens, String secret) {
        this.endpoint = endpoint;
        this.body = body;
        this.wanted = wanted;
        this.tokens = tokens;
        this.secret = secret;
    }

    /** Asks about the person and answers the time it took; throws when the answer is not as it should be. */
    Duration of(String person) {
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.apply(person)));
        if (!tokens.toString().isEmpty()) {
            request.header("Authorization", "Bearer " + token());
        }
        long start = System.nanoTime();
        HttpResponse<String> answer = send(request.build());
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        if (answer.statusCode() != 200 || !answer.body().contains(wanted)) {
            throw new IllegalStateException(
                    endpoint.getPath() + " answered " + answer.statusCode() + " without " + wanted);
        }
        times.add(took);
        return took;
    }

    void forget() {
        times.clear();
    }

    String words() {
        List<Duration> sorted = times.stream().sorted().toList();
        return String.format(Locale.ROOT, "p50 %.2f ms, p99 %.2f ms", millis(sorted, 0.5), millis(sorted, 0.99));
    }

    private static double millis(List<Duration> sorted, double share) {
        return sorted.get((int) Math.min(sorted.size() - 1L, (long) (share * sorted.size())))
                        .toNanos()
                / 1e6;
    }

    private String token() {
        if (token.isEmpty() || System.nanoTime() - since > TOKEN_NANOS) {
            HttpResponse<String> answer = send(HttpRequest.newBuilder(tokens)
                    .timeout(PATIENCE)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString("grant_type=client_credentials&client_id=" + PdpBench.CLIENT
                            + "&client_secret=" + URLEncoder.encode(secret, StandardCharsets.UTF_8)))
                    .build());
            Matcher found = TOKEN.matcher(answer.body());
            if (!found.find()) {
                throw new IllegalStateException("the token endpoint gave no token, but status " + answer.statusCode());
            }
            token = found.group(1);
            since = System.nanoTime();
        }
        return token;
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new IllegalStateException("the server does not answer", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}
