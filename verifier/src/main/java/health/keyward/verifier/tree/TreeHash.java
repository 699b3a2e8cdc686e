package health.keyward.verifier.tree;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The two hashes of RFC 9162, 2.1.1. */
public final class TreeHash {
    /** Bytes of a hash. */
    public static final int LENGTH = 32;

    private static final ThreadLocal<MessageDigest> SHA = ThreadLocal.withInitial(TreeHash::sha);

    private TreeHash() {}

    public static byte[] leaf(byte[] entry) {
        return leaf(entry, 0, entry.length);
    }

    public static byte[] leaf(byte[] bytes, int from, int length) {
        MessageDigest sha = SHA.get();
        sha.update((byte) 0);
        sha.update(bytes, from, length);
        return sha.digest();
    }

    public static byte[] node(byte[] left, byte[] right) {
        MessageDigest sha = SHA.get();
        sha.update((byte) 1);
        sha.update(left);
        sha.update(right);
        return sha.digest();
    }

    /** The node over the two hashes at {@code from}, written to {@code to} in the same array. */
    static void node(byte[] hashes, int from, int to) {
        MessageDigest sha = SHA.get();
        sha.update((byte) 1);
        sha.update(hashes, from, 2 * LENGTH);
        digest(sha, hashes, to);
    }

    /** Like {@link #leaf(byte[], int, int)}, written to {@code to} in another array. */
    public static void leaf(byte[] bytes, int from, int length, byte[] hashes, int to) {
        MessageDigest sha = SHA.get();
        sha.update((byte) 0);
        sha.update(bytes, from, length);
        digest(sha, hashes, to);
    }

    private static void digest(MessageDigest sha, byte[] hashes, int to) {
        try {
            sha.digest(hashes, to, LENGTH);
        } catch (DigestException e) {
            throw new IllegalStateException("a hash has " + LENGTH + " bytes", e);
        }
    }

    /** Root of a tree without entries. */
    public static byte[] empty() {
        return SHA.get().digest();
    }

    public static byte[] sha256(byte[] bytes) {
        return SHA.get().digest(bytes);
    }

    private static MessageDigest sha() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
