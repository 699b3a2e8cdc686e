package health.keyward.alerts.store;

import health.keyward.alerts.core.Alarm;
import health.keyward.audit.Integrity.Finding;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** {@code KW_ALERT}: the findings that were reported and are not over. Works on the connection it is given. */
public final class ToldAlarms {
    private ToldAlarms() {}

    /** Finds out what has to be said now, and keeps that it is said: both are undone together. Nobody else is here at the same time. */
    public static List<Alarm> round(Connection tx, List<Finding> found, Instant now) throws SQLException {
        try (Statement lock = tx.createStatement()) {
            lock.execute("LOCK TABLE kw_alert IN SHARE ROW EXCLUSIVE MODE");
        }
        List<Alarm> alarms = Alarm.between(told(tx), found);
        for (Alarm alarm : alarms) {
            switch (alarm) {
                case Alarm.Raised raised -> raised(tx, raised.finding(), now);
                case Alarm.Over over -> forget(tx, over.key());
                case Alarm.Past past -> forget(tx, past.key());
            }
        }
        return alarms;
    }

    private static List<Finding> told(Connection tx) throws SQLException {
        List<Finding> told = new ArrayList<>();
        try (PreparedStatement ask = tx.prepareStatement(
                        "SELECT code, subject, detail, since, lasting FROM kw_alert ORDER BY code, subject");
                ResultSet row = ask.executeQuery()) {
            while (row.next()) {
                told.add(new Finding(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getObject(4, OffsetDateTime.class).toInstant(),
                        row.getBoolean(5)));
            }
        }
        return told;
    }

    private static void raised(Connection tx, Finding finding, Instant now) throws SQLException {
        try (PreparedStatement write = tx.prepareStatement("""
            INSERT INTO kw_alert (code, subject, detail, since, lasting, told_at) VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (code, subject) DO UPDATE SET detail = excluded.detail, since = excluded.since,
              lasting = excluded.lasting, told_at = excluded.told_at\
            """)) {
            write.setString(1, finding.code());
            write.setString(2, finding.subject());
            write.setString(3, finding.detail());
            write.setObject(4, finding.since().atOffset(ZoneOffset.UTC));
            write.setBoolean(5, finding.lasting());
            write.setObject(6, now.atOffset(ZoneOffset.UTC));
            write.executeUpdate();
        }
    }

    private static void forget(Connection tx, Alarm.Key key) throws SQLException {
        try (PreparedStatement write = tx.prepareStatement("DELETE FROM kw_alert WHERE code = ? AND subject = ?")) {
            write.setString(1, key.code());
            write.setString(2, key.subject());
            write.executeUpdate();
        }
    }
}
