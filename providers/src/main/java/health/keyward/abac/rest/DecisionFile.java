package health.keyward.abac.rest;

import health.keyward.abac.core.DecisionFilter;
import health.keyward.abac.core.DecisionLine;
import health.keyward.abac.store.DecisionReader;
import health.keyward.kernel.Csv;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jboss.logging.Logger;

/** The decisions the filters find: a CSV file, streamed, so that memory stays the same. */
record DecisionFile(DecisionDesk desk) {
    static final String WHAT = "GET abac/decisions/export";
    private static final Logger LOG = Logger.getLogger(DecisionFile.class);
    private static final String CUT = "This export is not whole: it was cut short after an error. Ask again.";

    Response answer(String question, DecisionFilter filter) {
        DecisionCells cells = new DecisionCells(desk.policies().of(desk.call().realmId()));
        StreamingOutput body = output -> {
            Lines lines = new Lines(cells, output);
            try {
                lines.write(DecisionCells.COLUMNS);
                desk.database().stream(tx -> {
                    new DecisionReader(tx, desk.call().realmId()).each(filter, lines::write);
                    return WHAT;
                });
                lines.whole = true;
            } catch (UncheckedIOException e) {
                throw e.getCause();
            } catch (RuntimeException e) {
                LOG.errorf(e, "an export was cut after %d rows", lines.rows);
                lines.write(List.of(CUT));
            } finally {
                desk.ledger()
                        .exported(desk.call().realmId(), desk.call().actor(), WHAT, question, lines.rows, lines.whole);
            }
            lines.out.flush();
        };
        return Response.ok(body, "text/csv; charset=utf-8")
                .header("Content-Disposition", "attachment; filename=\"keyward-decisions.csv\"")
                .header("Cache-Control", "no-store")
                .build();
    }

    private static final class Lines {
        private final DecisionCells cells;
        private final Writer out;
        private long rows;
        private boolean whole;

        Lines(DecisionCells cells, OutputStream output) {
            this.cells = cells;
            out = new BufferedWriter(new OutputStreamWriter(output, StandardCharsets.UTF_8));
        }

        void write(DecisionLine line) {
            write(cells.of(line));
            rows++;
        }

        void write(List<?> line) {
            try {
                out.write(Csv.line(line));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
