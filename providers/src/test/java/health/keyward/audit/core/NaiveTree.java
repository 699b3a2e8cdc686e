package health.keyward.audit.core;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/** RFC 9162, section 2.1, word for word over a list of entries: slow, and written without the code it judges. */
public final class NaiveTree {
    private final List<byte[]> entries;

    public NaiveTree(List<byte[]> entries) {
        this.entries = List.copyOf(entries);
    }

    public byte[] root() {
        return mth(entries);
    }

    public static byte[] mth(List<byte[]> d) {
        if (d.isEmpty()) {
            return sha256(new byte[0]);
        }
        if (d.size() == 1) {
            return sha256(new byte[] {0}, d.getFirst());
        }
        int k = k(d.size());
        return sha256(new byte[] {1}, mth(d.subList(0, k)), mth(d.subList(k, d.size())));
    }

    /** PATH(m, D_n). */
    public List<byte[]> path(int m) {
        return path(m, entries);
    }

    private static List<byte[]> path(int m, List<byte[]> d) {
        if (d.size() == 1) {
            return new ArrayList<>();
        }
        int k = k(d.size());
        List<byte[]> path = m < k ? path(m, d.subList(0, k)) : path(m - k, d.subList(k, d.size()));
        path.add(m < k ? mth(d.subList(k, d.size())) : mth(d.subList(0, k)));
        return path;
    }

    /** PROOF(m, D_n), with 0 less than m, at most n. */
    public List<byte[]> proof(int m) {
        return subproof(m, entries, true);
    }

    private static List<byte[]> subproof(int m, List<byte[]> d, boolean b) {
        if (m == d.size()) {
            return b ? new ArrayList<>() : new ArrayList<>(List.of(mth(d)));
        }
        int k = k(d.size());
        if (m <= k) {
            List<byte[]> proof = subproof(m, d.subList(0, k), b);
            proof.add(mth(d.subList(k, d.size())));
            return proof;
        }
        List<byte[]> proof = subproof(m - k, d.subList(k, d.size()), false);
        proof.add(mth(d.subList(0, k)));
        return proof;
    }

    private static int k(int n) {
        int k = 1;
        while (2 * k < n) {
            k *= 2;
        }
        return k;
    }

    public static byte[] sha256(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        try {
            return MessageDigest.getInstance("SHA-256").digest(all.toByteArray());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
