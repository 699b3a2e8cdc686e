package health.keyward.audit.store;

import health.keyward.audit.core.FeedPlan;
import health.keyward.audit.core.FeedState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** How far the feeds have come. */
public final class FeedOffsets {
    private static final int LONGEST_ERROR = 200;

    private final Connection tx;

    public FeedOffsets(Connection tx) {
        this.tx = tx;
    }

    /**
     * Where a feed stands.
     *
     * @param notBefore as {@code kw_audit_feed.not_before}, PostgreSQL's text
     */
    record Position(
            String name,
            long nextSeq,
            String notBefore,
            int failures,
            @Nullable Instant dueAt) {}

    /** Makes these the active feeds. One that never ran begins where its plan says; one that is not among them keeps its place and holds nothing up. */
    public void open(List<FeedPlan> plans) throws SQLException {
        try (Statement all = tx.createStatement()) {
            all.executeUpdate("LOCK TABLE kw_audit_feed IN SHARE ROW EXCLUSIVE MODE");
            all.executeUpdate("UPDATE kw_audit_feed SET active = false");
        }
        try (PreparedStatement put = tx.prepareStatement("""
            INSERT INTO kw_audit_feed (name, active, described, format, next_seq)
            SELECT ?, true, ?, ?, CASE WHEN ? THEN first_seq + size ELSE 1 END FROM kw_audit_head WHERE k = 1
            ON CONFLICT (name) DO UPDATE SET active = true, described = EXCLUDED.described, format = EXCLUDED.format\
            """)) {
            for (FeedPlan plan : plans) {
                put.setString(1, plan.name());
                put.setString(2, plan.described());
                put.setString(3, plan.format().word());
                put.setBoolean(4, plan.start() == FeedPlan.Start.NOW);
                put.executeUpdate();
            }
        }
    }

    /** First entry that some active feed has not delivered; empty without feeds. No entry from there on may be disposed of. */
    public OptionalLong lowest() throws SQLException {
        try (Statement ask = tx.createStatement();
                ResultSet row = ask.executeQuery("SELECT min(next_seq) FROM kw_audit_feed WHERE active")) {
            row.next();
            long lowest = row.getLong(1);
            return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(lowest);
        }
    }

    /**
     * Sends everything from an entry on once more. Only backwards: nothing can be skipped this way.
     *
     * @return false when there is no such active feed, or it has not come that far
     */
    public boolean replay(String name, long from) throws SQLException {
        try (PreparedStatement set = tx.prepareStatement("""
            UPDATE kw_audit_feed SET next_seq = ?, not_before = '-infinity', failures = 0, due_at = NULL
            WHERE name = ? AND active AND next_seq >= ?\
            """)) {
            set.setLong(1, from);
            set.setString(2, name);
            set.setLong(3, from);
            return set.executeUpdate() == 1;
        }
    }

    /** The first entry that was sequenced then or later. */
    public OptionalLong firstSince(Instant at) throws SQLException {
        try (PreparedStatement ask = tx.prepareStatement("SELECT min(seq) FROM kw_audit_log WHERE seq_at >= ?")) {
            ask.setObject(1, at.atOffset(ZoneOffset.UTC));
            try (ResultSet row = ask.executeQuery()) {
                row.next();
                long first = row.getLong(1);
                return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(first);
            }
        }
    }

    /** All active feeds, by name. */
    public List<FeedState> all() throws SQLException {
        List<FeedState> states = new ArrayList<>();
        try (Statement ask = tx.createStatement();
                ResultSet row = ask.executeQuery("""
                    SELECT f.name, f.described, f.next_seq, greatest(0, h.first_seq + h.size - f.next_seq),
                      (SELECT l.seq_at FROM kw_audit_log l WHERE l.seq >= f.next_seq AND l.seq_at >= f.not_before ORDER BY l.seq LIMIT 1),
                      f.sent, f.failures, f.due_at, f.last_success_at, f.last_error, f.last_error_at,
                      EXISTS (SELECT FROM (SELECT paused_feeds FROM kw_audit_settings ORDER BY version DESC LIMIT 1) s
                        WHERE f.format = ANY (s.paused_feeds))
                    FROM kw_audit_feed f, kw_audit_head h WHERE f.active AND h.k = 1 ORDER BY f.name\
                    """)) {
            while (row.next()) {
                states.add(new FeedState(
                        row.getString(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getLong(4),
                        instant(row, 5),
                        row.getLong(6),
                        row.getInt(7),
                        instant(row, 8),
                        instant(row, 9),
                        row.getString(10),
                        instant(row, 11),
                        row.getBoolean(12)));
            }
        }
        return states;
    }

    Optional<Position> position(String name) throws SQLException {
        try (PreparedStatement ask = tx.prepareStatement(
                "SELECT next_seq, not_before::text, failures, due_at FROM kw_audit_feed WHERE name = ? AND active")) {
            ask.setString(1, name);
            try (ResultSet row = ask.executeQuery()) {
                return row.next()
                        ? Optional.of(
                                new Position(name, row.getLong(1), row.getString(2), row.getInt(3), instant(row, 4)))
                        : Optional.empty();
            }
        }
    }

    /** The entries from a position on, in order. */
    List<LogTable.Row> from(Position position, int most) throws SQLException {
        List<LogTable.Row> rows = new ArrayList<>();
        try (PreparedStatement ask = tx.prepareStatement("""
            SELECT seq, seq_at, boot, nseq, leaf FROM kw_audit_log
            WHERE seq >= ? AND seq_at >= ?::timestamptz ORDER BY seq LIMIT ?\
            """)) {
            ask.setLong(1, position.nextSeq());
            ask.setString(2, position.notBefore());
            ask.setInt(3, most);
            try (ResultSet row = ask.executeQuery()) {
                while (row.next()) {
                    rows.add(new LogTable.Row(
                            row.getLong(1),
                            row.getObject(2, OffsetDateTime.class).toInstant(),
                            row.getString(3),
                            row.getLong(4),
                            row.getBytes(5)));
                }
            }
        }
        return rows;
    }

    /** Moves on, unless somebody has asked for a replay meanwhile. */
    void taken(Position from, LogTable.Row last, int count, Instant now) throws SQLException {
        try (PreparedStatement set = tx.prepareStatement("""
            UPDATE kw_audit_feed SET next_seq = ?, not_before = ?, sent = sent + ?, failures = 0, due_at = NULL, last_success_at = ?
            WHERE name = ? AND next_seq = ?\
            """)) {
            set.setLong(1, last.seq() + 1);
            set.setObject(2, last.seqAt().atOffset(ZoneOffset.UTC));
            set.setInt(3, count);
            set.setObject(4, now.atOffset(ZoneOffset.UTC));
            set.setString(5, from.name());
            set.setLong(6, from.nextSeq());
            set.executeUpdate();
        }
    }

    void refused(Position from, String why, Instant due, Instant now) throws SQLException {
        try (PreparedStatement set = tx.prepareStatement("""
            UPDATE kw_audit_feed SET failures = failures + 1, due_at = ?, last_error = ?, last_error_at = ?
            WHERE name = ? AND next_seq = ?\
            """)) {
            set.setObject(1, due.atOffset(ZoneOffset.UTC));
            set.setString(2, why.substring(0, Math.min(LONGEST_ERROR, why.length())));
            set.setObject(3, now.atOffset(ZoneOffset.UTC));
            set.setString(4, from.name());
            set.setLong(5, from.nextSeq());
            set.executeUpdate();
        }
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
