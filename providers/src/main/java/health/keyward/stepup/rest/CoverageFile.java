package health.keyward.stepup.rest;

import health.keyward.kernel.Csv;
import health.keyward.stepup.core.CoverageQuestion;
import health.keyward.stepup.core.CoveredPerson;
import health.keyward.stepup.store.Census;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jboss.logging.Logger;

/** Who has still to get a factor that cannot be phished, for those who hand keys out: a CSV file, streamed, so that memory stays the same. */
record CoverageFile(CoverageDesk desk, Census census) {
    private static final Logger LOG = Logger.getLogger(CoverageFile.class);
    private static final String WHAT = "GET stepup/coverage/people/export";
    private static final String CUT = "This export is not whole: it was cut short after an error. Ask again.";
    private static final List<String> COLUMNS =
            List.of("user_id", "username", "name", "unit", "factor", "elsewhere", "excepted_until", "roles");

    Response answer(String question, CoverageQuestion asked) {
        Instant now = desk.clock().instant();
        StreamingOutput body = output -> {
            Lines lines = new Lines(output);
            try {
                lines.write(COLUMNS);
                desk.database().read(tx -> {
                    census.all(tx, desk.call().realmId(), asked, now, lines::write);
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
                .header("Content-Disposition", "attachment; filename=\"keyward-factor-coverage.csv\"")
                .header("Cache-Control", "no-store")
                .build();
    }

    private static final class Lines {
        private final Writer out;
        private long rows;
        private boolean whole;

        Lines(OutputStream output) {
            out = new BufferedWriter(new OutputStreamWriter(output, StandardCharsets.UTF_8));
        }

        void write(CoveredPerson one) {
            write(Arrays.asList(
                    one.userId(),
                    one.username(),
                    one.name(),
                    one.unit(),
                    one.factor(),
                    one.elsewhere(),
                    one.exceptedUntil(),
                    String.join(" ", one.roles())));
            rows++;
        }

        void write(List<?> cells) {
            try {
                out.write(Csv.line(cells));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
