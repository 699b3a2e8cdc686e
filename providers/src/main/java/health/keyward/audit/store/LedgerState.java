package health.keyward.audit.store;

import health.keyward.audit.Ledger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Reads how the ledger is doing. */
public final class LedgerState {
    private LedgerState() {}

    public static Ledger.State read(Connection connection, Instant now) throws SQLException {
        try (Statement ask = connection.createStatement();
                ResultSet row = ask.executeQuery("""
                    SELECT h.first_seq - 1 + h.size, h.sequenced_at, w.waiting, w.oldest,
                           (SELECT max(seq_at) FROM kw_audit_log WHERE seq_at > now() - interval '2 months')
                    FROM kw_audit_head h,
                         (SELECT count(*) AS waiting, min(at) AS oldest FROM kw_audit_inbox) w
                    WHERE h.k = 1\
                    """)) {
            row.next();
            Instant oldest = instant(row, 4);
            return new Ledger.State(
                    row.getLong(1),
                    row.getLong(3),
                    oldest == null
                            ? 0
                            : Math.max(0, Duration.between(oldest, now).toMillis()),
                    instant(row, 5),
                    instant(row, 2));
        }
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
