package health.keyward.history.store;

import health.keyward.audit.Entry;
import health.keyward.audit.Projection;
import health.keyward.kernel.RealmId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** Whether the read models say what the entries say that they were made from. */
final class Agreement {
    private static final Pattern HEX = Pattern.compile("(.{8})(.{4})(.{4})(.{4})(.{12})");
    private static final DateTimeFormatter MONTH =
            DateTimeFormatter.ofPattern("'_y'uuuu'm'MM", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String[] EVENT = {
        "seq", "at", "event_id", "realm_id", "boot", "nseq", "type", "error", "client_id", "outcome"
    };
    private static final String[] CHANGE = {
        "seq", "at", "event_id", "realm_id", "boot", "nseq", "operation", "area", "client_id", "source"
    };

    private static final int FETCH = 1_000;

    private Agreement() {}

    static OptionalLong find(Connection tx, RealmId realm, String eventId) throws SQLException {
        UUID id = UUID.fromString(HEX.matcher(eventId).replaceAll("$1-$2-$3-$4-$5"));
        try (PreparedStatement ask = tx.prepareStatement("""
            SELECT seq FROM kw_history_event WHERE event_id = ? AND realm_id = ? AND outcome <> 'UNDONE'
            UNION ALL SELECT seq FROM kw_history_event WHERE event_id = ? AND realm_id = ?
            UNION ALL SELECT seq FROM kw_history_change WHERE event_id = ? AND realm_id = ? LIMIT 1\
            """)) {
            for (int i = 1; i < 6; i += 2) {
                ask.setObject(i, id);
                ask.setString(i + 1, realm.value());
            }
            try (ResultSet row = ask.executeQuery()) {
                return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
            }
        }
    }

    /** Sorted by the database, which holds what does not fit into its memory on its disk; no index is kept for the few who ask. */
    static void shown(Connection tx, long from, long to, Projection.Taker taker) throws SQLException {
        Sql.of("""
            SELECT seq, event_id, at, realm_id, type, error, client_id FROM kw_history_event
            WHERE seq >= ? AND seq < ? AND NOT synthetic
            UNION ALL SELECT seq, event_id, at, realm_id, operation, NULL, client_id FROM kw_history_change
            WHERE seq >= ? AND seq < ? AND NOT synthetic ORDER BY seq\
            """, from, to, from, to)
                .each(
                        tx,
                        FETCH,
                        row -> taker.take(new Projection.Shown(
                                row.getLong(1),
                                row.getObject(2, UUID.class).toString().replace("-", ""),
                                Columns.at(row, "at"),
                                row.getString(4),
                                row.getString(5),
                                row.getString(6),
                                row.getString(7))));
    }

    /** Months that the read models have let go are not missed. */
    static OptionalLong firstDifference(Connection tx, long from, long to, List<Entry> all) throws SQLException {
        Set<String> gone = gone(tx, all);
        List<Entry> entries =
                all.stream().filter(entry -> !gone.contains(month(entry))).toList();
        if (entries.isEmpty()) {
            return OptionalLong.empty();
        }
        Rows rows = new Rows();
        entries.forEach(rows::add);
        Instant first = entries.stream()
                .map(entry -> entry.recorded().at())
                .min(Instant::compareTo)
                .orElseThrow();
        Instant last = entries.stream()
                .map(entry -> entry.recorded().at())
                .max(Instant::compareTo)
                .orElseThrow();
        OptionalLong event = compare(tx, "kw_history_event", EVENT, rows.events, from, to, first, last);
        OptionalLong change = compare(tx, "kw_history_change", CHANGE, rows.changes, from, to, first, last);
        if (event.isPresent() && change.isPresent()) {
            return OptionalLong.of(Math.min(event.getAsLong(), change.getAsLong()));
        }
        return event.isPresent() ? event : change;
    }

    private static Set<String> gone(Connection tx, List<Entry> entries) throws SQLException {
        Set<String> gone = new HashSet<>();
        try (PreparedStatement ask =
                tx.prepareStatement("SELECT m FROM unnest(?) m WHERE to_regclass('kw_history_event' || m) IS NULL OR"
                        + " to_regclass('kw_history_change' || m) IS NULL")) {
            ask.setArray(
                    1,
                    tx.createArrayOf(
                            "text",
                            entries.stream().map(Agreement::month).distinct().toArray()));
            try (ResultSet row = ask.executeQuery()) {
                while (row.next()) {
                    gone.add(row.getString(1));
                }
            }
        }
        return gone;
    }

    /** Ending of the name of the partition that holds the entry's rows. */
    private static String month(Entry entry) {
        return MONTH.format(entry.recorded().at());
    }

    /** What was undone has no row of its own when its attempt has one; the attempt's outcome then says so, whatever it was. */
    private static OptionalLong compare(
            Connection tx, String table, String[] columns, Table made, long from, long to, Instant first, Instant last)
            throws SQLException {
        String sql =
                """
                SELECT min(coalesce(r.seq::bigint, e.seq)) FROM
                  (SELECT * FROM %s WHERE at >= ? AND at <= ? AND seq >= ? AND seq < ? AND NOT synthetic) e
                  FULL JOIN (SELECT * FROM %s) r ON r.seq::bigint = e.seq
                WHERE r.seq IS NULL OR (e.seq IS NULL AND r.%s <> 'UNDONE')
                   OR (e.seq IS NOT NULL AND (e.at, e.event_id, e.realm_id, e.boot, e.nseq, e.%s, e.%s, e.client_id) IS DISTINCT FROM
                      (r.at::timestamptz, r.event_id::uuid, r.realm_id, r.boot, r.nseq::bigint, r.%s, r.%s, r.client_id))
                """.formatted(table, Table.source(columns), columns[9], columns[6], columns[7], columns[6], columns[7]);
        try (PreparedStatement ask = tx.prepareStatement(sql)) {
            ask.setObject(1, first.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC));
            ask.setObject(2, last.atOffset(ZoneOffset.UTC));
            ask.setLong(3, from);
            ask.setLong(4, to);
            for (int i = 0; i < columns.length; i++) {
                ask.setArray(5 + i, made.column(tx, columns[i]));
            }
            try (ResultSet row = ask.executeQuery()) {
                row.next();
                long seq = row.getLong(1);
                return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(seq);
            }
        }
    }
}
