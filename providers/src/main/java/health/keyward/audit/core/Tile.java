package health.keyward.audit.core;

import java.util.Arrays;

/**
 * A run of up to 256 hashes of one level of the tree (C2SP tlog-tiles, height 8). At level 0 they are leaf hashes, above it the roots of full tiles of
 * the level below.
 *
 * @param level 0 to 7
 * @param index place within the level, from 0
 * @param hashes 32 bytes each, one after the other; 1 to 256 of them
 */
public record Tile(int level, long index, byte[] hashes) {
    public static final int WIDTH = 256;
    static final int HEIGHT = 8;

    public Tile {
        if (level < 0
                || index < 0
                || hashes.length == 0
                || hashes.length > WIDTH * Hash.LENGTH
                || hashes.length % Hash.LENGTH != 0) {
            throw new IllegalArgumentException("no tile: " + level + "/" + index + ", " + hashes.length + " bytes");
        }
        hashes = hashes.clone();
    }

    /** A copy. */
    @Override
    public byte[] hashes() {
        return hashes.clone();
    }

    public int width() {
        return hashes.length / Hash.LENGTH;
    }

    public boolean full() {
        return width() == WIDTH;
    }

    /** Hashes of the tile of that level and index in a tree of that size; 0 when there is none. */
    public static int width(int level, long index, long size) {
        long hashes = hashesAt(level, size) - index * WIDTH;
        return (int) Math.clamp(hashes, 0L, (long) WIDTH);
    }

    /** Hashes of a whole level in a tree of that size. */
    static long hashesAt(int level, long size) {
        int shift = level * HEIGHT;
        return shift >= Long.SIZE ? 0 : size >> shift;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Tile other
                && level == other.level
                && index == other.index
                && Arrays.equals(hashes, other.hashes);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(hashes) + Long.hashCode(index) + level;
    }

    @Override
    public String toString() {
        return "tile " + level + "/" + index + " of " + width();
    }
}
