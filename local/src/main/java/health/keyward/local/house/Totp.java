package health.keyward.local.house;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Time-based one-time codes (RFC 6238): SHA-1, 6 digits, 30 seconds, as the realm's policy asks. */
public final class Totp {
    private static final long STEP_SECONDS = 30;
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private Totp() {}

    /** @param key base32 (RFC 4648), as it is typed into an authenticator app */
    public static String code(String key, Instant at) {
        return code(decode(key), at, 6);
    }

    static String code(byte[] key, Instant at, int digits) {
        byte[] mac = hmac(key, Math.floorDiv(at.getEpochSecond(), STEP_SECONDS));
        int start = mac[mac.length - 1] & 0xf;
        long number = ByteBuffer.wrap(mac, start, 4).getInt() & 0x7fffffffL;
        return String.format(Locale.ROOT, "%0" + digits + "d", number % (long) Math.pow(10, digits));
    }

    static byte[] decode(String base32) {
        ByteBuffer bytes = ByteBuffer.allocate(base32.length() * 5 / 8);
        int buffer = 0;
        int bits = 0;
        for (char c : base32.toUpperCase(Locale.ROOT).toCharArray()) {
            int value = ALPHABET.indexOf(c);
            if (value < 0) {
                throw new IllegalArgumentException("not base32: the key has a character outside A-Z and 2-7");
            }
            buffer = (buffer << 5) | value;
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes.put((byte) (buffer >> bits));
            }
        }
        return bytes.array();
    }

    private static byte[] hmac(byte[] key, long counter) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key, "HmacSHA1"));
            return mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(counter).array());
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this JDK has no HmacSHA1", missing);
        }
    }
}
