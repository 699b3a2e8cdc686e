package health.keyward.notice.core;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs what a webhook gets: HMAC-SHA-256 over the time in seconds, a dot, and the body, so that a copy sent later shows. */
public final class Seal {
    private static final int SHORTEST_KEY = 32;

    private final byte[] key;

    /** @param key 32 random bytes or more, the same at the receiver */
    public Seal(byte[] key) {
        if (key.length < SHORTEST_KEY) {
            throw new IllegalArgumentException("the key of the webhook has " + SHORTEST_KEY + " random bytes or more");
        }
        this.key = key.clone();
    }

    /** {@code v1=} and 64 hex digits. */
    public String over(Instant at, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return "v1="
                    + HexFormat.of()
                            .formatHex(
                                    mac.doFinal((at.getEpochSecond() + "." + body).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA-256 is part of every Java platform", e);
        }
    }
}
