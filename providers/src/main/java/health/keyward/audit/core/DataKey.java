package health.keyward.audit.core;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;

/** The key of one person, or of one realm's month, that seals parts of entries. AES-256. */
public final class DataKey {
    public static final int BYTES = 32;
    public static final int NONCE = Gcm.NONCE;
    public static final int COMMITMENT = 16;

    private static final byte[] LABEL = "kw-dek".getBytes(StandardCharsets.US_ASCII);

    private final UUID ref;
    private final SecretKeySpec key;
    private final byte[] commitment;

    /**
     * @param ref random name of the owner; who it is stands in {@code kw_audit_subject} and nowhere else
     * @param bytes 32
     */
    public DataKey(UUID ref, byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a data key has " + BYTES + " bytes");
        }
        this.ref = ref;
        this.key = new SecretKeySpec(bytes, "AES");
        this.commitment = commitment(bytes);
    }

    public static byte[] freshBytes() {
        return Gcm.random(BYTES);
    }

    public static byte[] freshNonce() {
        return Gcm.random(NONCE);
    }

    public UUID ref() {
        return ref;
    }

    /** 16 bytes, big-endian, as they stand in an entry. */
    public byte[] refBytes() {
        return bytes(ref);
    }

    public static byte[] bytes(UUID ref) {
        return ByteBuffer.allocate(16)
                .putLong(ref.getMostSignificantBits())
                .putLong(ref.getLeastSignificantBits())
                .array();
    }

    /** First 16 bytes of SHA-256("kw-dek" ‖ key): GCM alone lets one sealed text open to two under two keys. */
    public byte[] commitment() {
        return commitment.clone();
    }

    public boolean committedTo(byte[] other) {
        return MessageDigest.isEqual(commitment, other);
    }

    public byte[] seal(byte[] nonce, byte[] plain, byte[]... bound) {
        return Gcm.seal(key, nonce, plain, bound);
    }

    /** Empty when it was sealed under another key or was changed. */
    public Optional<byte[]> open(byte[] nonce, byte[] sealed, byte[]... bound) {
        return Gcm.open(key, nonce, sealed, bound);
    }

    private static byte[] commitment(byte[] bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(LABEL);
            return Arrays.copyOf(digest.digest(bytes), COMMITMENT);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }
}
