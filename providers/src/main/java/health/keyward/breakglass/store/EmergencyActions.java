package health.keyward.breakglass.store;

import health.keyward.audit.Entry;
import health.keyward.audit.Projection;
import health.keyward.audit.Recorded;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code KW_EMERGENCY_ACTION}: everything the log says a session of an emergency account did, for whoever reviews it (EA-8). */
public final class EmergencyActions implements Projection {
    /** Longer than such a session may last. */
    private static final Duration AFTER = Duration.ofHours(2);

    private static final int LONGEST = 300;

    @Override
    public void project(Connection tx, List<Entry> batch) throws SQLException {
        if (batch.isEmpty()) {
            return;
        }
        Instant first = batch.stream()
                .map(entry -> entry.recorded().at())
                .min(Instant::compareTo)
                .orElseThrow();
        Map<String, UUID> sessions = sessions(tx, first.minus(AFTER));
        if (sessions.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = tx.prepareStatement(
                "INSERT INTO kw_emergency_action (opening, seq, happened_at, what) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT DO NOTHING")) {
            for (Entry entry : batch) {
                @Nullable String session = session(entry.recorded());
                @Nullable UUID opening = session == null ? null : sessions.get(session);
                if (opening != null) {
                    insert.setObject(1, opening);
                    insert.setLong(2, entry.seq());
                    insert.setObject(3, entry.recorded().at().atOffset(ZoneOffset.UTC));
                    insert.setString(4, shortened(what(entry.recorded())));
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }

    private static Map<String, UUID> sessions(Connection tx, Instant since) throws SQLException {
        try (PreparedStatement select =
                tx.prepareStatement("SELECT used_session, id FROM kw_emergency_opening WHERE used_at > ?")) {
            select.setObject(1, since.atOffset(ZoneOffset.UTC));
            Map<String, UUID> found = new HashMap<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.put(row.getString(1), row.getObject(2, UUID.class));
                }
            }
            return found;
        }
    }

    private static @Nullable String session(Recorded recorded) {
        return switch (recorded) {
            case Recorded.UserActivity activity -> activity.sessionId();
            case Recorded.Change change -> change.actor().sessionId();
            case Recorded.Refusal refusal -> refusal.actor().sessionId();
            case Recorded.Look look -> look.actor().sessionId();
            case Recorded.Act act -> act.actor().sessionId();
            case Recorded.Decision decision -> decision.sessionId();
            case Recorded.Undone undone -> null;
            case Recorded.Mark mark -> null;
        };
    }

    private static String what(Recorded recorded) {
        return switch (recorded) {
            case Recorded.UserActivity activity ->
                activity.type() + (activity.error() == null ? "" : " " + activity.error());
            case Recorded.Change change -> change.operation() + " " + change.area() + " " + change.target();
            case Recorded.Refusal refusal ->
                "refused " + refusal.status() + " " + refusal.method() + " " + refusal.path();
            case Recorded.Look look -> "looked at " + look.what();
            case Recorded.Act act -> act.type();
            case Recorded.Decision decision -> "decision " + decision.effect();
            case Recorded.Undone undone -> undone.type();
            case Recorded.Mark mark -> mark.type();
        };
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 1) + "…";
    }
}
