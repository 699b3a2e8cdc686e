package health.keyward.verifier.note;

import health.keyward.verifier.Malformed;
import health.keyward.verifier.tree.TreeHash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A public key as notes name it: {@code <name>+<8 hex digits>+<base64(type ‖ 32 bytes)>}.
 *
 * @param id first four bytes of SHA-256(name ‖ "\n" ‖ type ‖ key)
 * @param type {@link #LOG} or {@link #WITNESS}
 */
public record Vkey(String name, int id, byte type, PublicKey key, String text) {
    /** Ed25519 over the note's text. */
    public static final byte LOG = 1;
    /** Ed25519 over a cosignature with its time. */
    public static final byte WITNESS = 4;

    private static final byte[] SPKI = HexFormat.of().parseHex("302a300506032b6570032100");
    private static final int RAW = 32;

    /** @throws Malformed when it is none, or its id does not fit its key */
    public static Vkey of(String text) {
        String[] parts = text.strip().split("\\+", 3);
        if (parts.length != 3 || parts[0].isEmpty() || parts[0].chars().anyMatch(Character::isWhitespace)) {
            throw new Malformed("no vkey: " + text);
        }
        try {
            byte[] typed = Base64.getDecoder().decode(parts[2]);
            if (typed.length != RAW + 1 || (typed[0] != LOG && typed[0] != WITNESS)) {
                throw new Malformed("no Ed25519 vkey: " + text);
            }
            int id = id(parts[0], typed);
            if (!parts[1].equals(String.format("%08x", id))) {
                throw new Malformed("the id of the vkey does not fit its key: " + text);
            }
            return new Vkey(parts[0], id, typed[0], publicKey(typed), text.strip());
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            throw new Malformed("no vkey: " + text);
        }
    }

    /** @param raw 32 bytes, as RFC 8032 writes a public key */
    public static Vkey of(String name, byte type, byte[] raw) {
        byte[] typed = ByteBuffer.allocate(1 + raw.length).put(type).put(raw).array();
        return of(name + "+" + String.format("%08x", id(name, typed)) + "+"
                + Base64.getEncoder().encodeToString(typed));
    }

    private static int id(String name, byte[] typed) {
        byte[] named = (name + "\n").getBytes(StandardCharsets.UTF_8);
        byte[] all = ByteBuffer.allocate(named.length + typed.length)
                .put(named)
                .put(typed)
                .array();
        return ByteBuffer.wrap(TreeHash.sha256(all)).getInt();
    }

    private static PublicKey publicKey(byte[] typed) throws GeneralSecurityException {
        byte[] spki = ByteBuffer.allocate(SPKI.length + RAW)
                .put(SPKI)
                .put(typed, 1, RAW)
                .array();
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(spki));
    }

    boolean signed(byte[] message, byte[] signature) {
        try {
            Signature check = Signature.getInstance("Ed25519");
            check.initVerify(key);
            check.update(message);
            return check.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
