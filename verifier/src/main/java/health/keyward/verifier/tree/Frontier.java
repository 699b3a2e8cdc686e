package health.keyward.verifier.tree;

import org.jspecify.annotations.Nullable;

/** The right edge of a growing tree: one root per perfect subtree, at most 63 hashes, however many entries there are. */
public final class Frontier {
    private final byte[] @Nullable [] peaks;
    private long size;

    public Frontier() {
        this(new byte[63][], 0);
    }

    private Frontier(byte[] @Nullable [] peaks, long size) {
        this.peaks = peaks;
        this.size = size;
    }

    public Frontier copy() {
        return new Frontier(peaks.clone(), size);
    }

    public long size() {
        return size;
    }

    public void append(byte[] leaf) {
        append(leaf, 0);
    }

    /**
     * Appends a perfect subtree of 2^level entries.
     *
     * @throws IllegalArgumentException when the tree so far does not end at a multiple of that size
     */
    public void append(byte[] root, int level) {
        if ((size & ((1L << level) - 1)) != 0) {
            throw new IllegalArgumentException("a subtree of level " + level + " does not fit at " + size);
        }
        byte[] hash = root;
        int at = level;
        while ((size >> at & 1) == 1) {
            byte[] left = peaks[at];
            hash = TreeHash.node(left == null ? hash : left, hash);
            peaks[at++] = null;
        }
        peaks[at] = hash;
        size += 1L << level;
    }

    public byte[] root() {
        byte[] root = null;
        for (byte[] peak : peaks) {
            if (peak != null) {
                root = root == null ? peak : TreeHash.node(peak, root);
            }
        }
        return root == null ? TreeHash.empty() : root;
    }
}
