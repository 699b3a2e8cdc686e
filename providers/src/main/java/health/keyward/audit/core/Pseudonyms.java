package health.keyward.audit.core;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Pseudonyms of one feed: the same person has the same one in this feed and another one in every other, so that two receivers cannot put their data
 * together. HMAC-SHA-256 of realm and user id under a key that is derived from the room's key file and the feed's name.
 */
public final class Pseudonyms {
    private final SecretKeySpec key;

    private Pseudonyms(byte[] key) {
        this.key = new SecretKeySpec(key, "HmacSHA256");
    }

    /** @param room key of the room, outside the database, the same on every node */
    public static Pseudonyms of(byte[] room, String feed) {
        return new Pseudonyms(new Pseudonyms(room).mac("keyward-feed-pseudonyms\0" + feed));
    }

    /** {@code p-} and 32 hex digits. */
    public String of(String realmId, String userId) {
        return "p-" + HexFormat.of().formatHex(Arrays.copyOf(mac(realmId + '\0' + userId), 16));
    }

    private byte[] mac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every Java platform", e);
        }
    }
}
