package health.keyward.audit.store;

import health.keyward.audit.Entry;
import health.keyward.audit.Recorded.Mark;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Where the marks of retention stand in the log, noted by the sequencer as they go by, so that nobody has to read ten million entries for a handful. It
 * only says where to look: what counts is the entry.
 */
public final class RetentionMarks {
    static final String DISPOSAL = "DISPOSAL";

    private static final Set<String> TYPES = Set.of("SHRED", "HOLD", "RELEASE", DISPOSAL, "REWRAP", "EPOCH");
    private static final String ROWS =
            "SELECT l.seq, l.leaf FROM kw_audit_act a JOIN kw_audit_log l ON l.seq = a.seq AND l.seq_at = a.seq_at";

    private RetentionMarks() {}

    /** @param seq number of the entry */
    public record Row(long seq, Mark mark) {}

    /** Takes in a batch that has just been numbered. */
    static void follow(Connection tx, List<Entry> entries) throws SQLException {
        for (Entry entry : entries) {
            if (entry.recorded() instanceof Mark mark && TYPES.contains(mark.type())) {
                try (PreparedStatement insert =
                        tx.prepareStatement("INSERT INTO kw_audit_act (seq, seq_at, type) VALUES (?, ?, ?)")) {
                    insert.setLong(1, entry.seq());
                    insert.setObject(2, entry.seqAt().atOffset(ZoneOffset.UTC));
                    insert.setString(3, mark.type());
                    insert.executeUpdate();
                }
            }
        }
    }

    /** The newest first. */
    public static List<Row> newest(Connection tx, int most) throws SQLException {
        try (PreparedStatement ask = tx.prepareStatement(ROWS + " ORDER BY a.seq DESC LIMIT ?")) {
            ask.setInt(1, most);
            return rows(ask);
        }
    }

    /** Those of disposals, the newest first. */
    static List<Row> disposals(Connection tx) throws SQLException {
        try (PreparedStatement ask = tx.prepareStatement(ROWS + " WHERE a.type = ? ORDER BY a.seq DESC")) {
            ask.setString(1, DISPOSAL);
            return rows(ask).stream()
                    .filter(row -> row.mark().type().equals(DISPOSAL))
                    .toList();
        }
    }

    private static List<Row> rows(PreparedStatement ask) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (ResultSet row = ask.executeQuery()) {
            while (row.next()) {
                if (Leaf.read(row.getBytes(2)) instanceof Mark mark) {
                    rows.add(new Row(row.getLong(1), mark));
                }
            }
        } catch (IOException unreadable) {
            throw new SQLException("a mark that cannot be read", unreadable);
        }
        return rows;
    }
}
