package health.keyward.audit.core;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names that belong to nobody are often passwords typed into the wrong field. They are kept as HMAC-SHA-256 under a key outside the database, so that
 * the same name can be recognised and no name can be read or guessed from a stolen database (LH-1).
 */
public final class NameKey {
    public static final int SHORTEST = 32;

    private final SecretKeySpec key;

    /** @param key at least 32 bytes */
    public NameKey(byte[] key) {
        if (key.length < SHORTEST) {
            throw new IllegalArgumentException(
                    "the key for unknown names has " + key.length + " bytes; it needs " + SHORTEST);
        }
        this.key = new SecretKeySpec(key, "HmacSHA256");
    }

    /** 64 hex digits; case and surrounding blanks do not matter. */
    public String hash(String name) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return HexFormat.of()
                    .formatHex(mac.doFinal(name.strip().toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("HmacSHA256 is part of every Java platform", e);
        }
    }
}
