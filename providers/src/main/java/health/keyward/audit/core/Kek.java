package health.keyward.audit.core;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A key-encryption key of one epoch. It wraps data keys and lives outside the database, so that a copy of the tables opens nothing. */
public final class Kek {
    public static final int SHORTEST = 32;
    private static final int CHECK = 16;

    private final int epoch;
    private final SecretKeySpec wrapping;
    private final SecretKeySpec spool;
    private final byte[] check;

    /** @param secret what stands in the key file, 32 bytes or more, in whatever form */
    public Kek(int epoch, byte[] secret) {
        if (secret.length < SHORTEST) {
            throw new IllegalArgumentException(
                    "key file kek-" + epoch + " has " + secret.length + " bytes; it needs " + SHORTEST);
        }
        this.epoch = epoch;
        this.wrapping = new SecretKeySpec(derived(secret, "keyward kek wrap"), "AES");
        this.spool = new SecretKeySpec(derived(secret, "keyward kek spool"), "AES");
        this.check = Arrays.copyOf(derived(secret, "keyward kek check"), CHECK);
    }

    public int epoch() {
        return epoch;
    }

    /** 16 bytes that tell two key files apart and nothing about either. */
    public byte[] check() {
        return check.clone();
    }

    /** 60 bytes: nonce, sealed key, tag; bound to the owner and the epoch. */
    public byte[] wrap(UUID ref, byte[] dataKey) {
        byte[] nonce = Gcm.random(Gcm.NONCE);
        byte[] sealed = Gcm.seal(wrapping, nonce, dataKey, bound(ref));
        return ByteBuffer.allocate(nonce.length + sealed.length)
                .put(nonce)
                .put(sealed)
                .array();
    }

    /** Empty when it was wrapped by another key, for another owner, or was changed. */
    public Optional<byte[]> unwrap(UUID ref, byte[] wrapped) {
        if (wrapped.length < Gcm.NONCE + Gcm.TAG) {
            return Optional.empty();
        }
        return Gcm.open(
                wrapping,
                Arrays.copyOf(wrapped, Gcm.NONCE),
                Arrays.copyOfRange(wrapped, Gcm.NONCE, wrapped.length),
                bound(ref));
    }

    /** Seals a record of the spool: nonce, sealed bytes, tag. */
    public byte[] sealForSpool(byte[] plain) {
        byte[] nonce = Gcm.random(Gcm.NONCE);
        byte[] sealed = Gcm.seal(spool, nonce, plain);
        return ByteBuffer.allocate(nonce.length + sealed.length)
                .put(nonce)
                .put(sealed)
                .array();
    }

    public Optional<byte[]> openFromSpool(byte[] sealed) {
        return sealed.length < Gcm.NONCE + Gcm.TAG
                ? Optional.empty()
                : Gcm.open(
                        spool, Arrays.copyOf(sealed, Gcm.NONCE), Arrays.copyOfRange(sealed, Gcm.NONCE, sealed.length));
    }

    private byte[] bound(UUID ref) {
        return ByteBuffer.allocate(20).put(DataKey.bytes(ref)).putInt(epoch).array();
    }

    private static byte[] derived(byte[] secret, String label) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(label.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every Java platform", e);
        }
    }
}
