package health.keyward.audit.store;

import health.keyward.audit.core.GrowingTree;
import health.keyward.audit.core.GrowingTree.TilePlace;
import health.keyward.audit.core.Hash;
import health.keyward.audit.core.Tile;
import health.keyward.audit.core.TileSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tiles of one epoch, in the database. */
public final class Tiles implements TileSource {
    private final Connection tx;
    private final int epoch;

    public Tiles(Connection tx, int epoch) {
        this.tx = tx;
        this.epoch = epoch;
    }

    @Override
    public byte[] hashes(int level, long index, int width) {
        try (PreparedStatement ask = tx.prepareStatement(
                "SELECT hashes FROM kw_audit_tile WHERE epoch = ? AND level = ? AND idx = ? AND width >= ?")) {
            ask.setInt(1, epoch);
            ask.setInt(2, level);
            ask.setLong(3, index);
            ask.setInt(4, width);
            try (ResultSet row = ask.executeQuery()) {
                if (!row.next()) {
                    throw damaged(level, index, width);
                }
                return row.getBytes(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("a tile could not be read", e);
        }
    }

    /** The unfinished tiles of a tree of that size, read at once. */
    TileSource edge(long size) throws SQLException {
        List<TilePlace> places = GrowingTree.edge(size);
        Map<TilePlace, byte[]> read = new HashMap<>();
        try (PreparedStatement ask = tx.prepareStatement("""
            SELECT t.level, t.idx, t.hashes FROM unnest(?::smallint[], ?::bigint[]) p(level, idx)
            JOIN kw_audit_tile t ON t.epoch = ? AND t.level = p.level AND t.idx = p.idx\
            """)) {
            ask.setArray(
                    1,
                    tx.createArrayOf(
                            "int2", places.stream().map(TilePlace::level).toArray()));
            ask.setArray(
                    2,
                    tx.createArrayOf(
                            "int8", places.stream().map(TilePlace::index).toArray()));
            ask.setInt(3, epoch);
            try (ResultSet row = ask.executeQuery()) {
                while (row.next()) {
                    read.put(new TilePlace(row.getInt(1), row.getLong(2)), row.getBytes(3));
                }
            }
        }
        return (level, index, width) -> {
            byte[] hashes = read.get(new TilePlace(level, index));
            if (hashes == null || hashes.length < width * Hash.LENGTH) {
                throw damaged(level, index, width);
            }
            return hashes;
        };
    }

    private DamagedTree damaged(int level, long index, int width) {
        return new DamagedTree("tile " + level + "/" + index + " of epoch " + epoch + " is missing or has fewer than "
                + width + " hashes");
    }

    /** Entries that are in the tree already; fewer than in the log only while old entries are taken in. */
    long size() throws SQLException {
        try (PreparedStatement ask = tx.prepareStatement(
                "SELECT idx * ? + width FROM kw_audit_tile WHERE epoch = ? AND level = 0 ORDER BY idx DESC LIMIT 1")) {
            ask.setInt(1, Tile.WIDTH);
            ask.setInt(2, epoch);
            try (ResultSet row = ask.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    /** Adds what is new and lets partial tiles grow. */
    void keep(List<Tile> tiles) throws SQLException {
        try (PreparedStatement keep = tx.prepareStatement("""
            INSERT INTO kw_audit_tile (epoch, level, idx, width, hashes) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (epoch, level, idx) DO UPDATE SET width = excluded.width, hashes = excluded.hashes\
            """)) {
            for (Tile tile : tiles) {
                keep.setInt(1, epoch);
                keep.setInt(2, tile.level());
                keep.setLong(3, tile.index());
                keep.setInt(4, tile.width());
                keep.setBytes(5, tile.hashes());
                keep.addBatch();
            }
            keep.executeBatch();
        }
    }

    /** First {@code width} hashes of a tile as it is published. */
    public byte[] published(int level, long index, int width) {
        byte[] hashes = hashes(level, index, width);
        byte[] wanted = new byte[width * Hash.LENGTH];
        System.arraycopy(hashes, 0, wanted, 0, wanted.length);
        return wanted;
    }
}
