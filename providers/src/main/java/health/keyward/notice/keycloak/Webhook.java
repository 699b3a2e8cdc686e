package health.keyward.notice.keycloak;

import health.keyward.keycloak.Wire;
import health.keyward.notice.core.Delivery;
import health.keyward.notice.core.Letter;
import health.keyward.notice.core.Seal;
import health.keyward.notice.core.Sender;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** By a signed HTTP call. The body has the same five members whatever the topic; redirects are not followed. */
final class Webhook implements Sender {
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");

    private final URI address;
    private final Seal seal;
    private final Clock clock;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(LIMIT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    Webhook(URI address, Seal seal, Clock clock) {
        boolean plain = "http".equals(address.getScheme()) && HERE.contains(String.valueOf(address.getHost()));
        if (!"https".equals(address.getScheme()) && !plain) {
            throw new IllegalArgumentException("the webhook is called by https, or by http on this machine alone");
        }
        this.address = address;
        this.seal = seal;
        this.clock = clock;
    }

    /** What the receiver gets. */
    record Body(String id, String topic, String realm, Instant at, Map<String, String> facts) {}

    @Override
    public Delivery send(Letter letter) {
        Instant now = clock.instant();
        String body = Wire.text(new Body(
                letter.id().toString(),
                letter.notice().topic(),
                letter.notice().realm().value(),
                letter.madeAt(),
                new TreeMap<>(letter.notice().facts())));
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(LIMIT)
                .header("Content-Type", "application/json")
                .header("Keyward-Notice", letter.id().toString())
                .header("Keyward-Timestamp", Long.toString(now.getEpochSecond()))
                .header("Keyward-Signature", seal.over(now, body))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            int status =
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            return status >= 200 && status < 300
                    ? new Delivery.Sent()
                    : new Delivery.NotSent("webhook: HTTP " + status);
        } catch (IOException e) {
            return new Delivery.NotSent("webhook: " + e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Delivery.NotSent("webhook: interrupted");
        }
    }
}
