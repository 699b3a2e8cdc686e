package health.keyward.audit.core;

import health.keyward.audit.core.Anchors.Growth;
import health.keyward.audit.core.Anchors.Newest;
import health.keyward.audit.core.Anchors.Told;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Posts each checkpoint to an address of the operator's: the note as text, {@code Keyward-Timestamp} (seconds since 1970), {@code Keyward-Signature}
 * ({@code v1=} and 64 hex digits: HMAC-SHA-256 over timestamp, a dot and the body) and {@code Keyward-Previous-Size}, the last one that was taken. The
 * newest checkpoint stands for those before it, so that after an outage one post is enough.
 */
final class AnchorWebhook implements Anchor {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final URI url;
    private final byte[] secret;
    private final HttpClient http;
    private final Clock clock;
    private long taken;
    private Duration pause = Duration.ZERO;
    private Instant notBefore = Instant.MIN;

    /** @param secret at least 32 bytes */
    AnchorWebhook(URI url, byte[] secret, HttpClient http, Clock clock) {
        this.url = url;
        this.secret = secret.clone();
        this.http = http;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "webhook " + url.getHost();
    }

    @Override
    public Optional<Newest> newest(Origin origin, Duration most) {
        return Optional.empty();
    }

    @Override
    public Told publish(TreeHead head, String note, Growth growth, Duration most) {
        Instant now = clock.instant();
        if (now.isBefore(notBefore)) {
            return new Told.Failed(name(), "tried again from " + notBefore);
        }
        try {
            HttpResponse<Void> answer = http.send(request(head, note, now, most), BodyHandlers.discarding());
            if (answer.statusCode() / 100 != 2) {
                return failed(now, "it answers " + answer.statusCode());
            }
            taken = head.size();
            pause = Duration.ZERO;
            return new Told.Kept(name(), List.of());
        } catch (IOException e) {
            return failed(now, "cannot be reached: " + e.getClass().getSimpleName());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Told.Failed(name(), "interrupted");
        }
    }

    private Told failed(Instant now, String why) {
        Duration doubled = pause.isZero() ? FIRST_PAUSE : pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
        notBefore = now.plus(pause);
        return new Told.Failed(name(), why);
    }

    private HttpRequest request(TreeHead head, String note, Instant now, Duration most) {
        String time = Long.toString(now.getEpochSecond());
        return HttpRequest.newBuilder(url)
                .timeout(most)
                .header("Content-Type", "text/plain; charset=utf-8")
                .header("Keyward-Timestamp", time)
                .header("Keyward-Signature", "v1=" + mac(time + "." + note))
                .header("Keyward-Previous-Size", Long.toString(taken))
                .POST(BodyPublishers.ofString(note))
                .build();
    }

    private String mac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is part of every Java platform", e);
        }
    }
}
