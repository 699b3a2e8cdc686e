package health.keyward.audit.core;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** The public half of a key that signs checkpoints, as C2SP signed-note writes it: {@code <name>+<8 hex digits>+<base64>}. */
public final class Vkey {
    private static final byte ED25519 = 1;
    private static final int KEY_LENGTH = 32;
    private static final int ID_LENGTH = 4;
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private final String name;
    private final byte[] key;

    /** @param key 32 bytes, as RFC 8032 encodes them */
    public Vkey(String name, byte[] key) {
        if (key.length != KEY_LENGTH) {
            throw new IllegalArgumentException("an Ed25519 public key has 32 bytes, not " + key.length);
        }
        this.name = name;
        this.key = key.clone();
    }

    /** @throws IllegalArgumentException when the text is not a vkey of an Ed25519 key or its key id is wrong */
    public static Vkey parse(String text) {
        String[] parts = text.strip().split("\\+", 3);
        byte[] typed = parts.length == 3 ? Base64.getDecoder().decode(parts[2]) : new byte[0];
        if (typed.length != KEY_LENGTH + 1 || typed[0] != ED25519) {
            throw new IllegalArgumentException("no vkey of an Ed25519 key");
        }
        Vkey vkey = new Vkey(parts[0], Arrays.copyOfRange(typed, 1, typed.length));
        if (!vkey.text().equals(text.strip())) {
            throw new IllegalArgumentException("the key id of the vkey does not belong to its key");
        }
        return vkey;
    }

    static Vkey of(String name, PublicKey key) {
        byte[] encoded = key.getEncoded();
        if (encoded == null
                || encoded.length != X509_PREFIX.length + KEY_LENGTH
                || !Arrays.equals(encoded, 0, X509_PREFIX.length, X509_PREFIX, 0, X509_PREFIX.length)) {
            throw new IllegalArgumentException("the key that signs checkpoints has to be an Ed25519 key");
        }
        return new Vkey(name, Arrays.copyOfRange(encoded, X509_PREFIX.length, encoded.length));
    }

    public String name() {
        return name;
    }

    public String text() {
        byte[] typed = ByteBuffer.allocate(1 + KEY_LENGTH).put(ED25519).put(key).array();
        return name + "+" + HexFormat.of().formatHex(id()) + "+"
                + Base64.getEncoder().encodeToString(typed);
    }

    /** First four bytes of {@code SHA-256(name || 0x0A || 0x01 || key)}. */
    byte[] id() {
        MessageDigest digest = Merkle.sha256();
        digest.update(name.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
        digest.update(ED25519);
        return Arrays.copyOf(digest.digest(key), ID_LENGTH);
    }

    /** Whether one of the note's lines is this key's and its signature is right. */
    public boolean signed(SignedNote note) {
        return note.lines().stream().anyMatch(line -> signed(note.text(), line));
    }

    private boolean signed(String text, SignedNote.Line line) {
        byte[] bytes = line.keyIdAndSignature();
        if (!line.name().equals(name)
                || bytes.length <= ID_LENGTH
                || !Arrays.equals(bytes, 0, ID_LENGTH, id(), 0, ID_LENGTH)) {
            return false;
        }
        try {
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(KeyFactory.getInstance("Ed25519")
                    .generatePublic(new X509EncodedKeySpec(ByteBuffer.allocate(X509_PREFIX.length + KEY_LENGTH)
                            .put(X509_PREFIX)
                            .put(key)
                            .array())));
            check.update(text.getBytes(StandardCharsets.UTF_8));
            return check.verify(bytes, ID_LENGTH, bytes.length - ID_LENGTH);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Vkey other && name.equals(other.name) && Arrays.equals(key, other.key);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Arrays.hashCode(key);
    }

    @Override
    public String toString() {
        return text();
    }
}
