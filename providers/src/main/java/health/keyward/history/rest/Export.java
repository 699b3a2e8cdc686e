package health.keyward.history.rest;

import health.keyward.history.core.Csv;
import health.keyward.history.store.Attempts;
import health.keyward.keycloak.Wire;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Everything that matches, streamed from a database cursor, so that memory stays the same however much it is. The look is recorded before the first
 * byte, how it ended after the last; an export that was cut says so in its last line (LH-3).
 *
 * @param cells a row as cells of a CSV line
 * @param record a row as a record of the contract
 */
record Export<T>(
        Counter counter, String name, List<String> columns, Function<T, List<?>> cells, Function<T, Object> record) {
    private static final Logger LOG = Logger.getLogger(Export.class);
    private static final String CUT = "This export is not whole: it was cut short after an error. Ask again.";

    enum Format {
        CSV,
        JSON
    }

    /** Where rows come from. */
    interface Source<T> {
        void each(Connection tx, Attempts.Taker<T> taker) throws SQLException;
    }

    Response answer(Format format, Source<T> source) {
        String what = "GET history/" + name + "/export";
        String question = counter.question();
        counter.looked(what);
        StreamingOutput body = output -> {
            Progress progress = new Progress();
            try {
                write(output, format, source, progress);
            } finally {
                counter.ledger()
                        .exported(
                                counter.call().realmId(),
                                counter.call().actor(),
                                what,
                                question,
                                progress.rows,
                                progress.whole);
            }
        };
        String ending = format == Format.CSV ? "csv" : "json";
        return Response.ok(
                        body,
                        format == Format.CSV
                                ? "text/csv; charset=utf-8"
                                : MediaType.APPLICATION_JSON + "; charset=utf-8")
                .header("Content-Disposition", "attachment; filename=\"keyward-" + name + "." + ending + "\"")
                .header("Cache-Control", "no-store")
                .build();
    }

    private void write(OutputStream output, Format format, Source<T> source, Progress progress) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(output, StandardCharsets.UTF_8), 1 << 16);
        writer.write(format == Format.CSV ? Csv.line(columns) : "[");
        try {
            counter.database().stream(tx -> {
                source.each(tx, row -> {
                    write(writer, format, row, progress.rows);
                    progress.rows++;
                });
                return progress;
            });
            progress.whole = true;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (RuntimeException e) {
            LOG.errorf(e, "an export of %s was cut after %d rows", name, progress.rows);
            writer.write(
                    format == Format.CSV ? Csv.line(List.of(CUT)) : separator(progress.rows) + Wire.text(new Cut(CUT)));
        }
        writer.write(format == Format.CSV ? "" : "\n]\n");
        writer.flush();
    }

    private void write(Writer writer, Format format, T row, long before) {
        try {
            writer.write(
                    format == Format.CSV
                            ? Csv.line(cells.apply(row))
                            : separator(before) + Wire.text(record.apply(row)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String separator(long before) {
        return before == 0 ? "\n" : ",\n";
    }

    private static final class Progress {
        private long rows;
        private boolean whole;
    }

    /** Last element of a JSON export that was cut. */
    record Cut(String cut) {}
}
