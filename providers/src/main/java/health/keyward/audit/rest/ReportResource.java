package health.keyward.audit.rest;

import health.keyward.audit.store.Head;
import health.keyward.audit.store.KeyChanges;
import health.keyward.audit.store.LogYear;
import health.keyward.audit.store.SigningState;
import health.keyward.audit.store.Tally;
import health.keyward.keycloak.Problems;
import health.keyward.keycloak.Wire;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code keyward/v1/audit/report}: one year of the ledger for those who have to answer for it, signed with the log's key (AL-14). A note whose second
 * line is JSON; its members are the table in {@code docs/rooms/audit.md}.
 */
@Produces("text/plain")
public final class ReportResource {
    private static final int FIRST_YEAR = 2020;

    private final Desk desk;

    ReportResource(Desk desk) {
        this.desk = desk;
    }

    @GET
    public Response year(@QueryParam("year") @Nullable String year) {
        desk.takes("year").overWholeLog();
        Instant now = desk.clock().instant();
        int thisYear = now.atOffset(ZoneOffset.UTC).getYear();
        if (year == null) {
            throw Problems.badRequest("bad-number", "Say which year.");
        }
        int asked = (int) desk.number("year", thisYear, FIRST_YEAR, thisYear);
        desk.looked("GET audit/report");
        String json = Wire.text(desk.database().stream(tx -> report(tx, asked, now)));
        return Response.ok(desk.ledger().signed("report", json + "\n"), AuditResource.NOTE)
                .header("Content-Disposition", "attachment; filename=\"keyward-evidence-" + asked + ".txt\"")
                .header("Cache-Control", "no-store")
                .build();
    }

    private Map<String, Object> report(Connection tx, int asked, Instant now) throws SQLException {
        LogYear year = LogYear.read(tx, asked);
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("year", asked);
        report.put("madeAt", now);
        report.put("whole", asked < now.atOffset(ZoneOffset.UTC).getYear());
        report.put("log", desk.origin().of(Head.read(tx).epoch()));
        report.put("vkeys", KeyChanges.all(tx));
        report.put("entries", entries(year));
        report.put("checkpoints", Map.of("signed", year.checkpoints(), "longestGapMillis", year.longestGapMillis()));
        report.put("selfChecks", Map.of("good", year.checksGood(), "bad", year.checksBad()));
        report.put("countedSince", year.countedSince());
        report.put("marks", marks(year));
        report.put(
                "clock",
                Map.of(
                        "measured", year.times(Tally.CLOCK_OFFSET),
                        "largestOffsetMillis",
                                year.counted()
                                        .getOrDefault(Tally.CLOCK_OFFSET, new Tally.Count(0, 0))
                                        .largest()));
        report.put(
                "reading",
                Map.of(
                        "looks", year.times("look"),
                        "exportsWhole", year.times("export.FINISHED"),
                        "exportsCut", year.times("export.CUT")));
        report.put("anchors", new SigningState(tx).anchors());
        year.lastDrill().ifPresent(held -> report.put("lastDrill", DrillResource.said(held)));
        return report;
    }

    private static Map<String, Object> entries(LogYear year) {
        long count = year.firstSeq() == 0 ? 0 : year.lastSeq() - year.firstSeq() + 1;
        return Map.of("first", year.firstSeq(), "last", year.lastSeq(), "count", count);
    }

    /** Every type that was written, by name. */
    private static Map<String, Long> marks(LogYear year) {
        Map<String, Long> marks = new TreeMap<>();
        year.counted().forEach((name, count) -> {
            if (name.startsWith("mark.")) {
                marks.put(name.substring("mark.".length()), count.times());
            }
        });
        return marks;
    }
}
