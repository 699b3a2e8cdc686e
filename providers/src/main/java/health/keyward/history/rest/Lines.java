package health.keyward.history.rest;

import health.keyward.history.core.Csv;
import health.keyward.history.store.Attempts;
import health.keyward.keycloak.Wire;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * Rows as lines of an export, one at a time. What was cut says so in its last line.
 *
 * @param cells a row as cells of a CSV line
 * @param record a row as a record of the contract
 */
record Lines<T>(Format format, List<String> columns, Function<T, List<?>> cells, Function<T, Object> record) {
    static final String CUT = "This export is not whole: it was cut short after an error. Ask again.";
    private static final Logger LOG = Logger.getLogger(Lines.class);

    enum Format {
        CSV,
        JSON
    }

    /** Where rows come from. */
    interface Rows<T> {
        void each(Attempts.Taker<T> taker);
    }

    /** How far an export came. */
    static final class Progress {
        long rows;
        boolean whole;
    }

    /** @throws IOException when nobody reads any more; {@code progress} says how far it came */
    void write(OutputStream output, Rows<T> rows, Progress progress) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(output, StandardCharsets.UTF_8), 1 << 16);
        writer.write(head());
        boolean cut = false;
        try {
            rows.each(row -> {
                write(writer, row, progress.rows);
                progress.rows++;
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (RuntimeException e) {
            LOG.errorf(e, "an export was cut after %d rows", progress.rows);
            writer.write(cut(progress.rows));
            cut = true;
        }
        writer.write(tail());
        writer.flush();
        progress.whole = !cut;
    }

    private void write(Writer writer, T row, long before) {
        try {
            writer.write(line(row, before));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String head() {
        return format == Format.CSV ? Csv.line(columns) : "[";
    }

    /** @param before rows that stand above it */
    String line(T row, long before) {
        return format == Format.CSV ? Csv.line(cells.apply(row)) : separator(before) + Wire.text(record.apply(row));
    }

    /** What stands last in an export that is not whole. */
    String cut(long before) {
        return format == Format.CSV ? Csv.line(List.of(CUT)) : separator(before) + Wire.text(new Cut(CUT));
    }

    String tail() {
        return format == Format.CSV ? "" : "\n]\n";
    }

    private static String separator(long before) {
        return before == 0 ? "\n" : ",\n";
    }

    /** Last element of a JSON export that was cut. */
    record Cut(String cut) {}
}
