package health.keyward.breakglass.store;

import health.keyward.breakglass.core.EmergencyAlarm;
import health.keyward.kernel.RealmId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** {@code KW_EMERGENCY_ALARM}: what has to be told, until it was told and stands in the syslog. Nothing is given up (EA-7). */
public final class EmergencyAlarms {
    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final int MOST_DOUBLINGS = 7;
    private static final int AT_ONCE = 100;

    /** @param told whether the notice was put into the outbox */
    public record Waiting(EmergencyAlarm alarm, boolean told, boolean written, int attempts) {}

    /** False when that occasion was there before. */
    public boolean raise(Connection tx, EmergencyAlarm alarm) throws SQLException {
        try (PreparedStatement insert = tx.prepareStatement(
                "INSERT INTO kw_emergency_alarm (id, realm_id, kind, subject, detail, address, happened_at, due_at,"
                        + " tone) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING")) {
            insert.setObject(1, alarm.id());
            insert.setString(2, alarm.realm().value());
            insert.setString(3, alarm.kind().name());
            insert.setString(4, alarm.subject());
            insert.setString(5, alarm.detail());
            insert.setString(6, alarm.address());
            insert.setObject(7, alarm.at().atOffset(ZoneOffset.UTC));
            insert.setObject(8, alarm.at().atOffset(ZoneOffset.UTC));
            insert.setString(9, alarm.tone().name());
            return insert.executeUpdate() == 1;
        }
    }

    /** The oldest first. */
    public List<Waiting> due(Connection tx, Instant now) throws SQLException {
        try (PreparedStatement select = tx.prepareStatement(
                "SELECT id, realm_id, kind, subject, detail, address, happened_at, told_at IS NOT NULL AS told,"
                        + " written_at IS NOT NULL AS written, attempts, tone FROM kw_emergency_alarm"
                        + " WHERE (written_at IS NULL OR told_at IS NULL) AND due_at <= ?"
                        + " ORDER BY happened_at, id LIMIT " + AT_ONCE)) {
            select.setObject(1, now.atOffset(ZoneOffset.UTC));
            List<Waiting> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(new Waiting(
                            new EmergencyAlarm(
                                    row.getObject("id", UUID.class),
                                    new RealmId(row.getString("realm_id")),
                                    EmergencyAlarm.Kind.valueOf(row.getString("kind")),
                                    row.getString("subject"),
                                    row.getString("detail"),
                                    row.getString("address"),
                                    row.getObject("happened_at", OffsetDateTime.class)
                                            .toInstant(),
                                    EmergencyAlarm.Tone.valueOf(row.getString("tone"))),
                            row.getBoolean("told"),
                            row.getBoolean("written"),
                            row.getInt("attempts")));
                }
            }
            return found;
        }
    }

    public void told(Connection tx, UUID id, Instant at) throws SQLException {
        mark(tx, "UPDATE kw_emergency_alarm SET told_at = ? WHERE id = ?", id, at);
    }

    public void written(Connection tx, UUID id, Instant at) throws SQLException {
        mark(tx, "UPDATE kw_emergency_alarm SET written_at = ? WHERE id = ?", id, at);
    }

    /** Tried again after a pause that doubles up to ten minutes, for as long as it takes. */
    public void notWritten(Connection tx, Waiting waiting, Instant now) throws SQLException {
        Instant again = now.plus(FIRST.multipliedBy(1L << Math.min(waiting.attempts(), MOST_DOUBLINGS)));
        mark(
                tx,
                "UPDATE kw_emergency_alarm SET due_at = ?, attempts = attempts + 1 WHERE id = ?",
                waiting.alarm().id(),
                again);
    }

    /** How often somebody was refused from an address since then. */
    public int refusedFrom(Connection tx, RealmId realm, String address, Instant since) throws SQLException {
        try (PreparedStatement select = tx.prepareStatement("SELECT count(*) FROM kw_emergency_alarm"
                + " WHERE realm_id = ? AND address = ? AND kind = 'EMERGENCY_ADMIN_REFUSED' AND happened_at > ?")) {
            select.setString(1, realm.value());
            select.setString(2, address);
            select.setObject(3, since.atOffset(ZoneOffset.UTC));
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getInt(1) : 0;
            }
        }
    }

    private static void mark(Connection tx, String sql, UUID id, Instant at) throws SQLException {
        try (PreparedStatement update = tx.prepareStatement(sql)) {
            update.setObject(1, at.atOffset(ZoneOffset.UTC));
            update.setObject(2, id);
            update.executeUpdate();
        }
    }
}
