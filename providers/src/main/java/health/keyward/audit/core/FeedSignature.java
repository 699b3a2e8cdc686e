package health.keyward.audit.core;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs what a webhook gets: HMAC-SHA-256 over the time in seconds, a dot, and the body, so that a copy sent later shows. */
public final class FeedSignature {
    private static final int SHORTEST_KEY = 32;

    private FeedSignature() {}

    /**
     * {@code v1=} and 64 hex digits.
     *
     * @param key 32 random bytes or more, the same at the receiver
     */
    public static String of(byte[] key, Instant at, byte[] body) {
        if (key.length < SHORTEST_KEY) {
            throw new IllegalArgumentException("a signature key has " + SHORTEST_KEY + " random bytes or more");
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update((at.getEpochSecond() + ".").getBytes(StandardCharsets.US_ASCII));
            return "v1=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every Java platform", e);
        }
    }
}
