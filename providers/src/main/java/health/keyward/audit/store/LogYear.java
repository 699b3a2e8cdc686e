package health.keyward.audit.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/**
 * One year of the ledger in numbers (AL-14), of all epochs, in UTC.
 *
 * @param firstSeq number of its first entry that is still there; 0 when there is none
 * @param lastSeq number of its last entry
 * @param checkpoints signed in it
 * @param longestGapMillis longest time from one of them to the next, while something was waiting to be signed
 * @param checksGood runs of the self-check that found nothing
 * @param checksBad runs that found damage
 * @param counted see {@link Tally}
 * @param countedSince the tally knows nothing of before
 */
public record LogYear(
        int year,
        long firstSeq,
        long lastSeq,
        long checkpoints,
        long longestGapMillis,
        long checksGood,
        long checksBad,
        Map<String, Tally.Count> counted,
        Instant countedSince,
        Optional<Drills.Held> lastDrill) {
    public LogYear {
        counted = Map.copyOf(counted);
    }

    public static LogYear read(Connection tx, int year) throws SQLException {
        OffsetDateTime from = LocalDate.of(year, 1, 1).atStartOfDay().atOffset(ZoneOffset.UTC);
        try (PreparedStatement ask = tx.prepareStatement("""
            SELECT coalesce((SELECT min(seq) FROM kw_audit_log WHERE seq_at >= ? AND seq_at < ?), 0),
                   coalesce((SELECT max(seq) FROM kw_audit_log WHERE seq_at >= ? AND seq_at < ?), 0),
                   c.n, c.gap,
                   (SELECT count(*) FROM kw_audit_check WHERE state = 'GOOD' AND finished_at >= ? AND finished_at < ?),
                   (SELECT count(*) FROM kw_audit_check WHERE state = 'BAD' AND finished_at >= ? AND finished_at < ?),
                   (SELECT since FROM kw_audit_tally_since)
            FROM (SELECT count(*) AS n, coalesce(max(extract(epoch FROM at - before) * 1000)::bigint, 0) AS gap
                  FROM (SELECT at, lag(at) OVER (ORDER BY epoch, size) AS before FROM kw_audit_checkpoint
                        WHERE at >= ? AND at < ?) s) c\
            """)) {
            for (int i = 1; i <= 10; i++) {
                ask.setObject(i, i % 2 == 1 ? from : from.plusYears(1));
            }
            try (ResultSet row = ask.executeQuery()) {
                row.next();
                return new LogYear(
                        year,
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6),
                        Tally.of(tx, year),
                        row.getObject(7, OffsetDateTime.class).toInstant(),
                        Drills.last(tx));
            }
        }
    }

    /** How often, 0 for what never was. */
    public long times(String name) {
        return counted.getOrDefault(name, new Tally.Count(0, 0)).times();
    }
}
