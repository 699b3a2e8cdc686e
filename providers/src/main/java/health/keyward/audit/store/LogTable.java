package health.keyward.audit.store;

import java.sql.Array;
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

/** The numbered entries. */
public final class LogTable {
    private static final int FETCH = 2_000;

    private final Connection tx;

    public LogTable(Connection tx) {
        this.tx = tx;
    }

    /** Takes entries one by one. */
    @FunctionalInterface
    public interface Taker {
        void take(Row row) throws SQLException;
    }

    /** One entry as it is stored. */
    public record Row(long seq, Instant seqAt, String boot, long nseq, byte[] leaf) {}

    /** Makes this month and the next. */
    void makeMonths(Instant now) throws SQLException {
        try (PreparedStatement months = tx.prepareStatement("SELECT kw_audit_log_month(?), kw_audit_log_month(?)")) {
            OffsetDateTime at = now.atOffset(ZoneOffset.UTC);
            months.setObject(1, at);
            months.setObject(2, at.plusMonths(1));
            months.executeQuery().close();
        }
    }

    /** Writes them all in one statement, numbered from {@code first}. */
    void append(List<Arrival> arrivals, long first, Instant at) throws SQLException {
        Long[] numbers = new Long[arrivals.size()];
        byte[][] leaves = new byte[arrivals.size()][];
        for (int i = 0; i < leaves.length; i++) {
            numbers[i] = arrivals.get(i).nseq();
            leaves[i] = arrivals.get(i).leaf();
        }
        try (PreparedStatement insert = tx.prepareStatement("""
            INSERT INTO kw_audit_log (seq, seq_at, boot, nseq, leaf)
            SELECT ? + place - 1, ?, boot, nseq, leaf
            FROM unnest(?, ?, ?) WITH ORDINALITY AS a (boot, nseq, leaf, place)\
            """)) {
            Array boots = tx.createArrayOf(
                    "varchar", arrivals.stream().map(Arrival::boot).toArray());
            Array nseqs = tx.createArrayOf("bigint", numbers);
            Array bytes = tx.createArrayOf("bytea", leaves);
            insert.setLong(1, first);
            insert.setObject(2, at.atOffset(ZoneOffset.UTC));
            insert.setArray(3, boots);
            insert.setArray(4, nseqs);
            insert.setArray(5, bytes);
            insert.executeUpdate();
        }
    }

    /** Hands over the entries {@code from} (included) to {@code to}, in order, from a cursor; the connection must not commit by itself. */
    public void each(long from, long to, Taker taker) throws SQLException {
        try (PreparedStatement ask = tx.prepareStatement(
                "SELECT seq, seq_at, boot, nseq, leaf FROM kw_audit_log WHERE seq >= ? AND seq < ? ORDER BY seq")) {
            ask.setFetchSize(FETCH);
            ask.setLong(1, from);
            ask.setLong(2, to);
            try (ResultSet row = ask.executeQuery()) {
                while (row.next()) {
                    taker.take(row(row));
                }
            }
        }
    }

    public Optional<Row> at(long seq) throws SQLException {
        try (PreparedStatement ask =
                tx.prepareStatement("SELECT seq, seq_at, boot, nseq, leaf FROM kw_audit_log WHERE seq = ?")) {
            ask.setLong(1, seq);
            try (ResultSet row = ask.executeQuery()) {
                return row.next() ? Optional.of(row(row)) : Optional.empty();
            }
        }
    }

    /** Those of the entries that are there, in the order of their numbers. */
    public List<Row> at(List<Long> seqs) throws SQLException {
        if (seqs.isEmpty()) {
            return List.of();
        }
        try (PreparedStatement ask = tx.prepareStatement(
                "SELECT seq, seq_at, boot, nseq, leaf FROM kw_audit_log WHERE seq = ANY (?) ORDER BY seq")) {
            ask.setArray(1, tx.createArrayOf("bigint", seqs.toArray()));
            List<Row> rows = new ArrayList<>(seqs.size());
            try (ResultSet row = ask.executeQuery()) {
                while (row.next()) {
                    rows.add(row(row));
                }
            }
            return rows;
        }
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getLong(1),
                row.getObject(2, OffsetDateTime.class).toInstant(),
                row.getString(3),
                row.getLong(4),
                row.getBytes(5));
    }
}
