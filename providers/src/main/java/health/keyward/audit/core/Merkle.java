package health.keyward.audit.core;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hashes of RFC 9162, section 2.1.1. Leaves and nodes are hashed under different first bytes, so that neither can pass for the other. */
public final class Merkle {
    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private Merkle() {}

    /** {@code SHA-256(0x00 || entry)}. */
    public static Hash leaf(byte[] entry) {
        MessageDigest digest = sha256();
        digest.update(LEAF);
        return Hash.of(digest.digest(entry));
    }

    /** {@code SHA-256(0x01 || left || right)}. */
    public static Hash node(Hash left, Hash right) {
        MessageDigest digest = sha256();
        digest.update(NODE);
        digest.update(left.bytes());
        return Hash.of(digest.digest(right.bytes()));
    }

    /** The root of the tree without entries. */
    public static Hash empty() {
        return Hash.of(sha256().digest());
    }

    /**
     * The root of a perfect subtree.
     *
     * @param hashes hashes of 32 bytes, one after the other
     * @param from index of the first one to take
     * @param count how many, a power of two
     */
    static Hash perfect(byte[] hashes, int from, int count) {
        MessageDigest digest = sha256();
        byte[] row = new byte[count * Hash.LENGTH];
        System.arraycopy(hashes, from * Hash.LENGTH, row, 0, row.length);
        for (int width = count; width > 1; width /= 2) {
            for (int pair = 0; pair < width / 2; pair++) {
                digest.update(NODE);
                digest.update(row, 2 * pair * Hash.LENGTH, 2 * Hash.LENGTH);
                System.arraycopy(digest.digest(), 0, row, pair * Hash.LENGTH, Hash.LENGTH);
            }
        }
        byte[] root = new byte[Hash.LENGTH];
        System.arraycopy(row, 0, root, 0, Hash.LENGTH);
        return Hash.of(root);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }
}
