package health.keyward.audit.core;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The right edge of a tree, to which leaves are added: one unfinished tile per level is all that is held. */
public final class GrowingTree {
    private final List<Edge> edges = new ArrayList<>();
    private final List<Tile> finished = new ArrayList<>();
    private long size;

    /** The unfinished tile of one level; {@code changed} since the tree was loaded or last asked. */
    private static final class Edge {
        private final byte[] hashes = new byte[Tile.WIDTH * Hash.LENGTH];
        private long index;
        private int width;
        private boolean changed;

        private void add(Hash hash) {
            System.arraycopy(hash.bytes(), 0, hashes, width * Hash.LENGTH, Hash.LENGTH);
            width++;
            changed = true;
        }

        private Tile tile(int level) {
            byte[] taken = new byte[width * Hash.LENGTH];
            System.arraycopy(hashes, 0, taken, 0, taken.length);
            return new Tile(level, index, taken);
        }
    }

    private GrowingTree(long size) {
        this.size = size;
    }

    public static GrowingTree empty() {
        return new GrowingTree(0);
    }

    /** The tree of that size whose tiles are kept there. */
    public static GrowingTree of(long size, TileSource kept) {
        GrowingTree tree = new GrowingTree(size);
        for (int level = 0; Tile.hashesAt(level, size) > 0; level++) {
            Edge edge = tree.edge(level);
            edge.index = Tile.hashesAt(level, size) / Tile.WIDTH;
            edge.width = (int) (Tile.hashesAt(level, size) % Tile.WIDTH);
            if (edge.width > 0) {
                byte[] hashes = kept.hashes(level, edge.index, edge.width);
                System.arraycopy(hashes, 0, edge.hashes, 0, edge.width * Hash.LENGTH);
            }
        }
        return tree;
    }

    /** The tiles {@link #of} asks for: of each level the unfinished one, if it has any hashes; those are left out here. */
    public static List<TilePlace> edge(long size) {
        List<TilePlace> edge = new ArrayList<>();
        for (int level = 0; Tile.hashesAt(level, size) > 0; level++) {
            long hashes = Tile.hashesAt(level, size);
            if (hashes % Tile.WIDTH > 0) {
                edge.add(new TilePlace(level, hashes / Tile.WIDTH));
            }
        }
        return edge;
    }

    /** Where a tile stands in the tree. */
    public record TilePlace(int level, long index) {}

    public long size() {
        return size;
    }

    public void add(Hash leaf) {
        size++;
        add(0, leaf);
    }

    private void add(int level, Hash hash) {
        Edge edge = edge(level);
        edge.add(hash);
        if (edge.width == Tile.WIDTH) {
            finished.add(edge.tile(level));
            Hash root = Merkle.perfect(edge.hashes, 0, Tile.WIDTH);
            edge.index++;
            edge.width = 0;
            edge.changed = false;
            add(level + 1, root);
        }
    }

    /** The tiles that are new or grew since this was last asked, full ones first. */
    public List<Tile> takeChanged() {
        List<Tile> changed = new ArrayList<>(finished);
        finished.clear();
        for (int level = 0; level < edges.size(); level++) {
            Edge edge = edges.get(level);
            if (edge.changed) {
                changed.add(edge.tile(level));
                edge.changed = false;
            }
        }
        return changed;
    }

    /** RFC 9162 root at this moment. */
    public Hash root() {
        Hash right = null;
        for (Edge edge : edges) {
            right = fold(edge, right);
        }
        return right == null ? Merkle.empty() : right;
    }

    /** An unfinished tile is a row of perfect subtrees that get smaller to the right; what is folded already lies to the right of all of them. */
    private static @Nullable Hash fold(Edge edge, @Nullable Hash right) {
        Hash folded = right;
        int end = edge.width;
        while (end > 0) {
            int smallest = Integer.lowestOneBit(end);
            end -= smallest;
            Hash subtree = Merkle.perfect(edge.hashes, end, smallest);
            folded = folded == null ? subtree : Merkle.node(subtree, folded);
        }
        return folded;
    }

    private Edge edge(int level) {
        while (edges.size() <= level) {
            edges.add(new Edge());
        }
        return edges.get(level);
    }
}
