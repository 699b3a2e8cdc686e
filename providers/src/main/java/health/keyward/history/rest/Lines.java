package health.keyward.history.rest;

import health.keyward.history.store.Attempts;
import health.keyward.kernel.Csv;
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
 * @param record a row as a record of the contract; in FHIR, as the line itself
 */
record Lines<T>(Format format, List<String> columns, Function<T, List<?>> cells, Function<T, Object> record) {
    static final String CUT = "This export is not whole: it was cut short after an error. Ask again.";
    private static final Logger LOG = Logger.getLogger(Lines.class);

    /** FHIR: a resource a line, as bulk data is handed out (NDJSON), so that no receiver must hold it all. */
    enum Format {
        CSV("text/csv", "csv"),
        JSON("application/json", "json"),
        FHIR("application/fhir+ndjson", "ndjson");

        private final String mediaType;
        private final String ending;

        Format(String mediaType, String ending) {
            this.mediaType = mediaType;
            this.ending = ending;
        }

        String contentType() {
            return mediaType + "; charset=utf-8";
        }

        /** What browsers save the file under. */
        String disposition(String list) {
            return "attachment; filename=\"keyward-" + list + "." + ending + "\"";
        }
    }

    /** @param line a row as a FHIR resource, on one line */
    static <T> Lines<T> fhir(Function<T, String> line) {
        return new Lines<>(Format.FHIR, List.of(), row -> List.of(), line::apply);
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
        return switch (format) {
            case CSV -> Csv.line(columns);
            case JSON -> "[";
            case FHIR -> "";
        };
    }

    /** @param before rows that stand above it */
    String line(T row, long before) {
        return switch (format) {
            case CSV -> Csv.line(cells.apply(row));
            case JSON -> separator(before) + Wire.text(record.apply(row));
            case FHIR -> record.apply(row) + "\n";
        };
    }

    /** What stands last in an export that is not whole. */
    String cut(long before) {
        return switch (format) {
            case CSV -> Csv.line(List.of(CUT));
            case JSON -> separator(before) + Wire.text(new Cut(CUT));
            case FHIR ->
                Wire.text(new OperationOutcome("OperationOutcome", List.of(new Issue("error", "incomplete", CUT))))
                        + "\n";
        };
    }

    String tail() {
        return format == Format.JSON ? "\n]\n" : "";
    }

    private static String separator(long before) {
        return before == 0 ? "\n" : ",\n";
    }

    /** Last element of a JSON export that was cut. */
    record Cut(String cut) {}

    /** The same in words of FHIR R4. */
    record OperationOutcome(String resourceType, List<Issue> issue) {}

    record Issue(String severity, String code, String diagnostics) {}
}
