package health.keyward.bench.evidence;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.PGCopyOutputStream;

/** The same rows in a table like the server's, written and read by {@code COPY} in its binary form; unlogged, for only reading is measured. */
final class LogTable implements AutoCloseable {
    private static final String MAKE = """
            CREATE UNLOGGED TABLE bench_log (
              seq bigint NOT NULL, seq_at timestamptz NOT NULL, boot varchar(22) NOT NULL, nseq bigint NOT NULL, leaf bytea NOT NULL)
            """;
    private static final Instant POSTGRES_EPOCH = Instant.parse("2000-01-01T00:00:00Z");
    private static final int BUFFER = 1 << 16;

    private final DataOutputStream out;

    private LogTable(DataOutputStream out) {
        this.out = out;
    }

    /** Rows go in until it is closed. */
    static LogTable fresh(Connection connection) throws SQLException, IOException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS bench_log");
            statement.execute(MAKE);
        }
        OutputStream copy = new PGCopyOutputStream(
                connection.unwrap(PGConnection.class), "COPY bench_log FROM STDIN (FORMAT binary)");
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(copy, BUFFER));
        out.writeBytes("PGCOPY\n\u00ff\r\n\0");
        out.writeInt(0);
        out.writeInt(0);
        return new LogTable(out);
    }

    void add(LogEntries.Row row) throws IOException {
        out.writeShort(5);
        number(row.seq());
        number(ChronoUnit.MICROS.between(POSTGRES_EPOCH, row.at()));
        bytes(row.boot().getBytes(StandardCharsets.US_ASCII));
        number(row.nseq());
        bytes(row.leaf());
    }

    private void number(long value) throws IOException {
        out.writeInt(Long.BYTES);
        out.writeLong(value);
    }

    private void bytes(byte[] value) throws IOException {
        out.writeInt(value.length);
        out.write(value);
    }

    @Override
    public void close() throws IOException {
        out.writeShort(-1);
        out.close();
    }

    /** After the rows came: what a table that was not written a moment ago has behind it. */
    static void settle(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("VACUUM (FREEZE, ANALYZE) bench_log");
        }
    }

    /** @return how many rows were read and thrown away */
    static long read(Connection connection) {
        try {
            CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
            return copy.copyOut(
                    "COPY (SELECT seq, seq_at, boot, nseq, leaf FROM bench_log) TO STDOUT (FORMAT binary)",
                    OutputStream.nullOutputStream());
        } catch (SQLException | IOException failed) {
            throw new IllegalStateException("the rows cannot be read: " + failed.getMessage(), failed);
        }
    }
}
