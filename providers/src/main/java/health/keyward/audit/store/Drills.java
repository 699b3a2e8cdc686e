package health.keyward.audit.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code KW_AUDIT_DRILL}: the tamper drills of this server, each of them an entry of the log as well. */
public final class Drills {
    private Drills() {}

    /** A drill that was held. */
    public record Held(Instant at, TamperDrill.Result result) {
        /** For people, when something was missed. */
        public String words() {
            return "the last tamper drill was not named rightly: " + String.join(", ", result.missed());
        }
    }

    /** Keeps it and says it, in one transaction. */
    public static Held keep(Connection tx, TamperDrill.Result result, Marks marks, Instant at) throws SQLException {
        Instant now = at.truncatedTo(ChronoUnit.MICROS);
        try (PreparedStatement write =
                tx.prepareStatement("INSERT INTO kw_audit_drill (at, size, tried, missed) VALUES (?, ?, ?, ?)")) {
            write.setObject(1, now.atOffset(ZoneOffset.UTC));
            write.setLong(2, result.size());
            write.setArray(3, tx.createArrayOf("text", result.tried().toArray()));
            write.setArray(4, tx.createArrayOf("text", result.missed().toArray()));
            write.executeUpdate();
        }
        Map<String, String> facts = new HashMap<>();
        facts.put("size", Long.toString(result.size()));
        facts.put("tried", Integer.toString(result.tried().size()));
        facts.put(
                "found",
                Integer.toString(result.tried().size() - result.missed().size()));
        if (!result.missed().isEmpty()) {
            facts.put("missed", String.join(", ", result.missed()));
        }
        marks.write(tx, "TAMPER_DRILL", facts);
        return new Held(now, result);
    }

    public static Optional<Held> last(Connection tx) throws SQLException {
        try (Statement ask = tx.createStatement();
                ResultSet row = ask.executeQuery(
                        "SELECT at, size, tried, missed FROM kw_audit_drill ORDER BY id DESC LIMIT 1")) {
            return row.next()
                    ? Optional.of(new Held(
                            row.getObject(1, OffsetDateTime.class).toInstant(),
                            new TamperDrill.Result(row.getLong(2), texts(row, 3), texts(row, 4))))
                    : Optional.empty();
        }
    }

    private static List<String> texts(ResultSet row, int column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }
}
