package health.keyward.verifier.tree;

import java.util.Arrays;

/** The hashes of one tile, and those of every perfect subtree over them, level by level in one array. */
public final class Subtree {
    private final byte[] nodes;
    private final int width;

    private Subtree(byte[] nodes, int width) {
        this.nodes = nodes;
        this.width = width;
    }

    /**
     * Hashes what is above the first {@code width} of these.
     *
     * @param hashes 32 bytes each
     */
    public static Subtree over(byte[] hashes, int width) {
        byte[] nodes = new byte[2 * width * TreeHash.LENGTH];
        System.arraycopy(hashes, 0, nodes, 0, width * TreeHash.LENGTH);
        int from = 0;
        for (int row = width; row > 1; row /= 2) {
            int above = from + row;
            for (int pair = 0; pair < row / 2; pair++) {
                TreeHash.node(nodes, (from + 2 * pair) * TreeHash.LENGTH, (above + pair) * TreeHash.LENGTH);
            }
            from = above;
        }
        return new Subtree(nodes, width);
    }

    /** How many hashes there are at the bottom. */
    public int width() {
        return width;
    }

    /** One of those at the bottom. */
    public byte[] leaf(int i) {
        return node(0, i);
    }

    /** Over all of them, where they are as many as a power of two. */
    public byte[] root() {
        return node(Integer.numberOfTrailingZeros(width), 0);
    }

    /** Appends the first {@code count} of the hashes, the largest subtrees first, to a tree that ends where this one begins. */
    public void appendTo(Frontier tree, int count) {
        int done = 0;
        for (int level = Integer.SIZE - 1; level >= 0; level--) {
            if ((count >> level & 1) == 1) {
                tree.append(node(level, done >> level), level);
                done += 1 << level;
            }
        }
    }

    private byte[] node(int level, int i) {
        int from = 0;
        for (int below = 0; below < level; below++) {
            from += width >> below;
        }
        int at = (from + i) * TreeHash.LENGTH;
        return Arrays.copyOfRange(nodes, at, at + TreeHash.LENGTH);
    }
}
