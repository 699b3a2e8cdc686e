package health.keyward.audit.store;

import health.keyward.audit.core.Numbered;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;

/** Takes rows of a spool into the inbox, in order, and none twice: a row may have been committed although the server was told nothing. */
public final class Ingest {
    private static final int MARGIN_HOURS = 1;

    private final Inbox inbox;

    public Ingest(Inbox inbox) {
        this.inbox = inbox;
    }

    /**
     * The sequencer must stand still meanwhile, or a row could be between inbox and log when it is looked for.
     *
     * @return how many were not there yet
     */
    public int take(Connection tx, List<Numbered> rows) throws SQLException {
        int taken = 0;
        for (Numbered row : rows) {
            if (!isThere(tx, row, oldest(rows))) {
                inbox.add(tx, row);
                taken++;
            }
        }
        return taken;
    }

    private static Instant oldest(List<Numbered> rows) {
        return rows.stream()
                .map(row -> row.recorded().at())
                .min(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    private static boolean isThere(Connection tx, Numbered row, Instant oldest) throws SQLException {
        try (PreparedStatement ask = tx.prepareStatement("""
            SELECT EXISTS (SELECT FROM kw_audit_inbox WHERE boot = ? AND nseq = ?)
                OR EXISTS (SELECT FROM kw_audit_log WHERE boot = ? AND nseq = ? AND seq_at >= ?)\
            """)) {
            ask.setString(1, row.boot());
            ask.setLong(2, row.nseq());
            ask.setString(3, row.boot());
            ask.setLong(4, row.nseq());
            ask.setObject(5, oldest.atOffset(ZoneOffset.UTC).minusHours(MARGIN_HOURS));
            try (ResultSet found = ask.executeQuery()) {
                found.next();
                return found.getBoolean(1);
            }
        }
    }

    /** Holds the sequencer back until the transaction ends. */
    public static void alone(Connection tx, int lockClass, int lock) throws SQLException {
        try (Statement statement = tx.createStatement()) {
            statement.execute("SELECT pg_advisory_xact_lock(" + lockClass + ", " + lock + ")");
        }
    }
}
