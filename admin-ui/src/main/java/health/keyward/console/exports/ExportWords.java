package health.keyward.console.exports;

import health.keyward.console.base.ExportFormat;
import health.keyward.console.base.Times;
import health.keyward.console.base.Words;
import health.keyward.contract.history.ExportJob;
import health.keyward.contract.history.ExportPhase;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Set;

/** An export in words. */
final class ExportWords {
    private static final Set<String> MOMENTS = Set.of("from", "to");

    private ExportWords() {}

    static String title(ExportJob job) {
        return Words.say("exports." + job.list()) + " · "
                + ExportFormat.of(job.format()).name();
    }

    static String fileName(ExportJob job) {
        return (job.list().equals("sign-ins") ? "login-history" : "changes") + "-"
                + job.id().substring(0, 8);
    }

    /** The filters, as the reader knows them from the chips. */
    static String question(ExportJob job, Times times) {
        var parts = new ArrayList<String>();
        for (var one : job.question().split("&")) {
            int mark = one.indexOf('=');
            if (mark > 0 && !one.startsWith("format=")) {
                var name = one.substring(0, mark);
                var value = URLDecoder.decode(one.substring(mark + 1), StandardCharsets.UTF_8);
                parts.add(Words.say("exports.filter." + name) + ": "
                        + (MOMENTS.contains(name) ? moment(value, times) : value));
            }
        }
        return parts.isEmpty() ? Words.say("exports.everything") : String.join(" · ", parts);
    }

    private static String moment(String value, Times times) {
        try {
            return times.exact(Instant.parse(value));
        } catch (DateTimeException e) {
            return value;
        }
    }

    static String icon(ExportPhase phase) {
        return switch (phase) {
            case WAITING, RUNNING -> "clock";
            case DONE -> "ok";
            case CUT -> "denied";
            case FAILED, CANCELLED -> "broken";
        };
    }

    /** Colour of its meaning, by the names of outcomes. */
    static String tone(ExportPhase phase) {
        return switch (phase) {
            case WAITING, RUNNING -> "UNDONE";
            case DONE -> "SUCCESS";
            case CUT -> "DENIED";
            case FAILED, CANCELLED -> "FAILED";
        };
    }
}
