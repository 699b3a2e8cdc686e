package health.keyward.audit.store;

import health.keyward.audit.core.SignedNote;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every checkpoint that was ever signed, with the cosignatures that came later. */
public final class Checkpoints {
    private static final String ROWS = """
        SELECT c.epoch, c.size, c.note, c.at,
               ARRAY(SELECT line FROM kw_audit_cosignature s WHERE s.epoch = c.epoch AND s.size = c.size ORDER BY s.at, s.line)
        FROM kw_audit_checkpoint c
        """;

    private final Connection tx;

    public Checkpoints(Connection tx) {
        this.tx = tx;
    }

    /** @param note with every cosignature known */
    public record Kept(int epoch, long size, Instant at, SignedNote note) {}

    public Optional<Kept> newest(int epoch) throws SQLException {
        return first(ROWS + "WHERE c.epoch = ? AND c.size >= ? ORDER BY c.size DESC LIMIT 1", epoch, 0);
    }

    /** The first one that covers a tree of at least that size. */
    public Optional<Kept> covering(int epoch, long size) throws SQLException {
        return first(ROWS + "WHERE c.epoch = ? AND c.size >= ? ORDER BY c.size LIMIT 1", epoch, size);
    }

    private Optional<Kept> first(String query, int epoch, long size) throws SQLException {
        try (PreparedStatement ask = tx.prepareStatement(query)) {
            ask.setInt(1, epoch);
            ask.setLong(2, size);
            try (ResultSet row = ask.executeQuery()) {
                return row.next() ? Optional.of(kept(row)) : Optional.empty();
            }
        }
    }

    /**
     * Newest first.
     *
     * @param below only those of a smaller size
     */
    public List<Kept> page(int epoch, long below, int limit) throws SQLException {
        List<Kept> page = new ArrayList<>();
        try (PreparedStatement ask =
                tx.prepareStatement(ROWS + "WHERE c.epoch = ? AND c.size < ? ORDER BY c.size DESC LIMIT ?")) {
            ask.setInt(1, epoch);
            ask.setLong(2, below);
            ask.setInt(3, limit);
            try (ResultSet row = ask.executeQuery()) {
                while (row.next()) {
                    page.add(kept(row));
                }
            }
        }
        return page;
    }

    /** Those of a size above {@code from} and up to {@code to}, the smallest first. */
    List<Kept> between(int epoch, long from, long to) throws SQLException {
        List<Kept> kept = new ArrayList<>();
        try (PreparedStatement ask =
                tx.prepareStatement(ROWS + "WHERE c.epoch = ? AND c.size > ? AND c.size <= ? ORDER BY c.size")) {
            ask.setInt(1, epoch);
            ask.setLong(2, from);
            ask.setLong(3, to);
            try (ResultSet row = ask.executeQuery()) {
                while (row.next()) {
                    kept.add(kept(row));
                }
            }
        }
        return kept;
    }

    void keep(int epoch, long size, SignedNote note, Instant at) throws SQLException {
        try (PreparedStatement keep = tx.prepareStatement(
                "INSERT INTO kw_audit_checkpoint (epoch, size, note, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING")) {
            keep.setInt(1, epoch);
            keep.setLong(2, size);
            keep.setString(3, note.whole());
            keep.setObject(4, at.atOffset(ZoneOffset.UTC));
            keep.executeUpdate();
        }
    }

    void cosign(int epoch, long size, List<String> lines, Instant at) throws SQLException {
        try (PreparedStatement keep = tx.prepareStatement(
                "INSERT INTO kw_audit_cosignature (epoch, size, line, at) VALUES (?, ?, ?, ?) ON CONFLICT DO"
                        + " NOTHING")) {
            for (String line : lines) {
                keep.setInt(1, epoch);
                keep.setLong(2, size);
                keep.setString(3, line);
                keep.setObject(4, at.atOffset(ZoneOffset.UTC));
                keep.addBatch();
            }
            keep.executeBatch();
        }
    }

    private static Kept kept(ResultSet row) throws SQLException {
        List<SignedNote.Line> cosignatures = new ArrayList<>();
        for (Object line : (Object[]) row.getArray(5).getArray()) {
            cosignatures.add(SignedNote.Line.parse((String) line));
        }
        return new Kept(
                row.getInt(1),
                row.getLong(2),
                row.getObject(4, OffsetDateTime.class).toInstant(),
                SignedNote.parse(row.getString(3)).with(cosignatures));
    }
}
