package health.keyward.audit.store;

import health.keyward.audit.LedgerSettings.Values;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;

/** {@code KW_AUDIT_SETTINGS}: one row per version, the highest counts. Works on the connection it is given. */
public final class KeptSettings {
    private KeptSettings() {}

    public static Values read(Connection tx) throws SQLException {
        try (PreparedStatement select = tx.prepareStatement(
                        "SELECT version, retention_years, paused_feeds FROM kw_audit_settings ORDER BY version DESC"
                                + " LIMIT 1");
                ResultSet row = select.executeQuery()) {
            return row.next()
                    ? new Values(row.getLong(1), row.getInt(2), Set.of((String[])
                            row.getArray(3).getArray()))
                    : Values.USUAL;
        }
    }

    /** False when another version came first; the key lets only one follow. */
    public static boolean add(Connection tx, Values from, Values to) throws SQLException {
        if (to.version() != from.version() + 1 || !read(tx).equals(from)) {
            return false;
        }
        try (PreparedStatement insert = tx.prepareStatement(
                "INSERT INTO kw_audit_settings (version, retention_years, paused_feeds) VALUES (?, ?, ?) ON CONFLICT"
                        + " DO NOTHING")) {
            insert.setLong(1, to.version());
            insert.setInt(2, to.retentionYears());
            insert.setArray(3, tx.createArrayOf("text", new TreeSet<>(to.pausedFeeds()).toArray(String[]::new)));
            return insert.executeUpdate() == 1;
        }
    }
}
