package health.keyward.audit.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Roots and proofs of RFC 9162, section 2.1, of the tree of one size, computed from tiles; a tile is read at most once. */
public final class Proofs {
    private final long size;
    private final TileSource tiles;
    private final Map<TileName, byte[]> read = new HashMap<>();

    private record TileName(int level, long index) {}

    /** @param size entries; the kept tree has at least as many */
    public Proofs(long size, TileSource tiles) {
        if (size < 0) {
            throw new IllegalArgumentException("no tree has " + size + " entries");
        }
        this.size = size;
        this.tiles = tiles;
    }

    public Hash root() {
        return size == 0 ? Merkle.empty() : root(0, size);
    }

    /**
     * The path from a leaf to the root, the leaf's sibling first.
     *
     * @param index of the leaf, less than the size
     */
    public List<Hash> inclusion(long index) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("no leaf " + index + " in a tree of " + size);
        }
        List<Hash> path = new ArrayList<>();
        path(index, 0, size, path);
        return path;
    }

    private void path(long index, long from, long to, List<Hash> path) {
        if (to - from == 1) {
            return;
        }
        long middle = from + split(to - from);
        if (index < middle) {
            path(index, from, middle, path);
            path.add(root(middle, to));
        } else {
            path(index, middle, to, path);
            path.add(root(from, middle));
        }
    }

    /**
     * Why the tree of {@code before} entries is the beginning of this one.
     *
     * @param before 0 to the size; both ends give an empty proof
     */
    public List<Hash> consistency(long before) {
        if (before < 0 || before > size) {
            throw new IllegalArgumentException("a tree of " + size + " did not grow from " + before);
        }
        List<Hash> proof = new ArrayList<>();
        if (before > 0) {
            growth(before, 0, size, true, proof);
        }
        return proof;
    }

    /** @param known whether the verifier knows the root of what is before {@code end}, so that it need not be said */
    private void growth(long end, long from, long to, boolean known, List<Hash> proof) {
        if (end == to) {
            if (!known) {
                proof.add(root(from, to));
            }
            return;
        }
        long middle = from + split(to - from);
        if (end <= middle) {
            growth(end, from, middle, known, proof);
            proof.add(root(middle, to));
        } else {
            growth(end, middle, to, false, proof);
            proof.add(root(from, middle));
        }
    }

    /** MTH of the leaves {@code from} (included) to {@code to}; {@code from} is a place where RFC 9162 splits. */
    private Hash root(long from, long to) {
        long width = to - from;
        if (Long.bitCount(width) == 1) {
            return perfect(Long.numberOfTrailingZeros(width), from / width);
        }
        long middle = from + split(width);
        return Merkle.node(root(from, middle), root(middle, to));
    }

    private Hash perfect(int height, long index) {
        int level = height / Tile.HEIGHT;
        int count = 1 << (height % Tile.HEIGHT);
        long first = index * count;
        int offset = (int) (first % Tile.WIDTH);
        long tile = first / Tile.WIDTH;
        byte[] hashes = read.computeIfAbsent(
                new TileName(level, tile), name -> tiles.hashes(level, tile, Tile.width(level, tile, size)));
        return Merkle.perfect(hashes, offset, count);
    }

    /** The largest power of two below {@code width}. */
    private static long split(long width) {
        return Long.highestOneBit(width - 1);
    }
}
