package health.keyward.audit.core;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** The public key of a witness, and whether a line is its cosignature/v1 (C2SP tlog-cosignature). */
public final class Cosigner {
    private static final byte COSIGNATURE = 4;
    private static final int KEY_LENGTH = 32;
    private static final int ID_LENGTH = 4;
    private static final int LENGTH = ID_LENGTH + 8 + 64;
    private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private final String name;
    private final byte[] typed;

    private Cosigner(String name, byte[] typed) {
        this.name = name;
        this.typed = typed;
    }

    /** @throws IllegalArgumentException when the text is not the vkey of a witness, type 4 */
    public static Cosigner parse(String vkey) {
        String[] parts = vkey.strip().split("\\+", 3);
        byte[] typed = parts.length == 3 ? Base64.getDecoder().decode(parts[2]) : new byte[0];
        if (typed.length != KEY_LENGTH + 1 || typed[0] != COSIGNATURE) {
            throw new IllegalArgumentException("no vkey of an Ed25519 witness (type 4)");
        }
        Cosigner cosigner = new Cosigner(parts[0], typed);
        if (!HexFormat.of().formatHex(cosigner.id()).equals(parts[1])) {
            throw new IllegalArgumentException("the key id of the vkey does not belong to its key");
        }
        return cosigner;
    }

    private byte[] id() {
        byte[] named = (name + "\n").getBytes(StandardCharsets.UTF_8);
        return Arrays.copyOf(
                Merkle.sha256()
                        .digest(ByteBuffer.allocate(named.length + typed.length)
                                .put(named)
                                .put(typed)
                                .array()),
                ID_LENGTH);
    }

    public String name() {
        return name;
    }

    boolean sameKey(Cosigner other) {
        return Arrays.equals(typed, other.typed);
    }

    /**
     * @param text of the checkpoint, without its signatures
     * @param line one signature line without its end
     */
    public boolean cosigned(String text, String line) {
        SignedNote.Line parsed;
        try {
            parsed = SignedNote.Line.parse(line);
        } catch (IllegalArgumentException e) {
            return false;
        }
        byte[] bytes = parsed.keyIdAndSignature();
        if (!parsed.name().equals(name)
                || bytes.length != LENGTH
                || !Arrays.equals(bytes, 0, ID_LENGTH, id(), 0, ID_LENGTH)) {
            return false;
        }
        long time = ByteBuffer.wrap(bytes, ID_LENGTH, Long.BYTES).getLong();
        try {
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(KeyFactory.getInstance("Ed25519")
                    .generatePublic(new X509EncodedKeySpec(ByteBuffer.allocate(X509_PREFIX.length + KEY_LENGTH)
                            .put(X509_PREFIX)
                            .put(typed, 1, KEY_LENGTH)
                            .array())));
            check.update(("cosignature/v1\ntime " + time + "\n" + text).getBytes(StandardCharsets.UTF_8));
            return time >= 0 && check.verify(bytes, ID_LENGTH + Long.BYTES, LENGTH - ID_LENGTH - Long.BYTES);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Cosigner other && name.equals(other.name) && sameKey(other);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Arrays.hashCode(typed);
    }

    @Override
    public String toString() {
        return name;
    }
}
