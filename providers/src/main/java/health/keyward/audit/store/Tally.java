package health.keyward.audit.store;

import health.keyward.audit.Entry;
import health.keyward.audit.Recorded.Look;
import health.keyward.audit.Recorded.Mark;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code KW_AUDIT_TALLY}: how often in a year the ledger said something of itself, and how often it was taken away as an export; counted while entries are
 * numbered, so that the yearly report need not read ten million of them.
 */
public final class Tally {
    /** Looks of that kind hand out many rows at once. */
    private static final String EXPORT = "export";

    /** How far a clock was off, either way. */
    public static final String CLOCK_OFFSET = "clock-offset";

    private Tally() {}

    /** @param largest of the values that came with it, 0 when none did */
    public record Count(long times, long largest) {
        private Count and(long value) {
            return new Count(times + 1, Math.max(largest, Math.abs(value)));
        }
    }

    /** Takes in a batch that has just been numbered. */
    static void count(Connection tx, List<Entry> entries, Instant now) throws SQLException {
        Map<String, Count> counts = new TreeMap<>();
        for (Entry entry : entries) {
            switch (entry.recorded()) {
                case Mark mark -> {
                    add(counts, "mark." + mark.type(), 0);
                    Long offset = Sources.number(mark.facts().get("clockOffsetMillis"));
                    if (offset != null) {
                        add(counts, CLOCK_OFFSET, offset);
                    }
                }
                case Look look -> {
                    if (look.phase().equals("ASKED")) {
                        add(counts, "look", 0);
                    } else if (look.what().contains(EXPORT)) {
                        add(counts, EXPORT + "." + look.phase(), 0);
                    }
                }
                default -> {}
            }
        }
        if (!counts.isEmpty()) {
            write(tx, counts, now.atOffset(ZoneOffset.UTC).getYear());
        }
    }

    private static void add(Map<String, Count> counts, String name, long value) {
        counts.put(name, counts.getOrDefault(name, new Count(0, 0)).and(value));
    }

    private static void write(Connection tx, Map<String, Count> counts, int year) throws SQLException {
        try (PreparedStatement write = tx.prepareStatement("""
            INSERT INTO kw_audit_tally AS t (year, name, times, largest) VALUES (?, ?, ?, ?)
            ON CONFLICT (year, name) DO UPDATE SET times = t.times + excluded.times,
              largest = greatest(t.largest, excluded.largest)\
            """)) {
            for (Map.Entry<String, Count> count : counts.entrySet()) {
                write.setInt(1, year);
                write.setString(2, count.getKey());
                write.setLong(3, count.getValue().times());
                write.setLong(4, count.getValue().largest());
                write.addBatch();
            }
            write.executeBatch();
        }
    }

    public static Map<String, Count> of(Connection tx, int year) throws SQLException {
        Map<String, Count> counts = new TreeMap<>();
        try (PreparedStatement ask =
                tx.prepareStatement("SELECT name, times, largest FROM kw_audit_tally WHERE year = ?")) {
            ask.setInt(1, year);
            try (ResultSet row = ask.executeQuery()) {
                while (row.next()) {
                    counts.put(row.getString(1), new Count(row.getLong(2), row.getLong(3)));
                }
            }
        }
        return counts;
    }
}
