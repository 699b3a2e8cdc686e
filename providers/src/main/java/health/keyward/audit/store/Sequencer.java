package health.keyward.audit.store;

import health.keyward.audit.Entry;
import health.keyward.audit.Projection;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Moves rows from the inbox to the log and lets the read models follow, all in the transaction it is called in. Order is the order of arrival here:
 * a transaction that commits late is sequenced late, so that no gap ever has to be waited for.
 */
public final class Sequencer {
    private static final Logger LOG = Logger.getLogger(Sequencer.class);

    private final Clock clock;

    public Sequencer(Clock clock) {
        this.clock = clock;
    }

    private record Waiting(String boot, long nseq, Instant at, byte[] leaf) {}

    /**
     * @param most rows of this round, at least 1
     * @return how many were moved
     * @throws SQLException when anything fails; nothing has moved then
     */
    public int round(Connection tx, int most, List<Projection> projections) throws SQLException {
        List<Waiting> waiting = take(tx, most);
        if (waiting.isEmpty()) {
            return 0;
        }
        Instant now = clock.instant();
        long first = size(tx) + 1;
        makeMonths(tx, now);
        List<Entry> entries = append(tx, waiting, first, now);
        for (Projection projection : projections) {
            projection.project(tx, entries);
        }
        advance(tx, first + waiting.size() - 1, now);
        return waiting.size();
    }

    private static List<Waiting> take(Connection tx, int most) throws SQLException {
        List<Waiting> rows = new ArrayList<>();
        try (PreparedStatement take = tx.prepareStatement("""
                DELETE FROM kw_audit_inbox
                WHERE (boot, nseq) IN (SELECT boot, nseq FROM kw_audit_inbox ORDER BY at LIMIT ? FOR UPDATE SKIP LOCKED)
                RETURNING boot, nseq, at, leaf""")) {
            take.setInt(1, most);
            try (ResultSet row = take.executeQuery()) {
                while (row.next()) {
                    rows.add(new Waiting(
                            row.getString(1),
                            row.getLong(2),
                            row.getObject(3, OffsetDateTime.class).toInstant(),
                            row.getBytes(4)));
                }
            }
        }
        rows.sort(Comparator.comparing(Waiting::at).thenComparing(Waiting::boot).thenComparingLong(Waiting::nseq));
        return rows;
    }

    private static long size(Connection tx) throws SQLException {
        try (Statement ask = tx.createStatement();
                ResultSet head = ask.executeQuery("SELECT size FROM kw_audit_head WHERE k = 1 FOR UPDATE")) {
            head.next();
            return head.getLong(1);
        }
    }

    private static void makeMonths(Connection tx, Instant now) throws SQLException {
        try (PreparedStatement months =
                tx.prepareStatement("SELECT kw_month('kw_audit_log', ?), kw_month('kw_audit_log', ?)")) {
            OffsetDateTime at = now.atOffset(ZoneOffset.UTC);
            months.setObject(1, at);
            months.setObject(2, at.plusMonths(1));
            months.executeQuery().close();
        }
    }

    private static List<Entry> append(Connection tx, List<Waiting> waiting, long first, Instant now)
            throws SQLException {
        List<Entry> entries = new ArrayList<>(waiting.size());
        try (PreparedStatement insert = tx.prepareStatement(
                "INSERT INTO kw_audit_log (seq, seq_at, boot, nseq, leaf) VALUES (?, ?, ?, ?, ?)")) {
            long seq = first;
            OffsetDateTime at = now.atOffset(ZoneOffset.UTC);
            for (Waiting row : waiting) {
                insert.setLong(1, seq);
                insert.setObject(2, at);
                insert.setString(3, row.boot());
                insert.setLong(4, row.nseq());
                insert.setBytes(5, row.leaf());
                insert.addBatch();
                try {
                    entries.add(new Entry(seq, now, row.boot(), row.nseq(), Leaf.read(row.leaf())));
                } catch (IOException e) {
                    LOG.errorf(e, "entry %d cannot be read; it is in the log and missing in the read models", seq);
                }
                seq++;
            }
            insert.executeBatch();
        }
        return entries;
    }

    private static void advance(Connection tx, long size, Instant now) throws SQLException {
        try (PreparedStatement head =
                tx.prepareStatement("UPDATE kw_audit_head SET size = ?, sequenced_at = ? WHERE k = 1")) {
            head.setLong(1, size);
            head.setObject(2, now.atOffset(ZoneOffset.UTC));
            head.executeUpdate();
        }
    }
}
