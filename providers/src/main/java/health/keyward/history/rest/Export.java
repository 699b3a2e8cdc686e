package health.keyward.history.rest;

import health.keyward.history.store.Attempts;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Everything that matches, streamed from a database cursor, so that memory stays the same however much it is. The look is recorded before the first
 * byte, how it ended after the last (LH-3).
 */
record Export(Counter counter, String name) {
    /** Where rows come from. */
    interface Source<T> {
        void each(Connection tx, Attempts.Taker<T> taker) throws SQLException;
    }

    <T> Response answer(Lines<T> lines, Source<T> source) {
        String what = "GET history/" + name + "/export";
        counter.looked(what);
        String question = counter.question();
        StreamingOutput body = output -> {
            Lines.Progress progress = new Lines.Progress();
            try {
                lines.write(output, taker -> rows(source, taker), progress);
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
        return Response.ok(body, lines.format().contentType())
                .header("Content-Disposition", lines.format().disposition(name))
                .header("Cache-Control", "no-store")
                .build();
    }

    private <T> void rows(Source<T> source, Attempts.Taker<T> taker) {
        counter.database().stream(tx -> {
            source.each(tx, taker);
            return name;
        });
    }
}
