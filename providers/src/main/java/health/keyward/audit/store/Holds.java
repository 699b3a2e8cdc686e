package health.keyward.audit.store;

import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/** The rows of {@code kw_audit_hold}; a hold on a realm has no person. */
public final class Holds {
    private Holds() {}

    /** How many were placed; none when it is held already. */
    public static int place(
            Connection tx, RealmId realm, Optional<UserId> person, String reason, String approval, Instant now)
            throws SQLException {
        try (PreparedStatement insert = tx.prepareStatement(
                "INSERT INTO kw_audit_hold"
                        + " (id, realm_id, user_id, reason, placed_at, placed_by_approval) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")) {
            insert.setObject(1, UUID.randomUUID());
            insert.setString(2, realm.value());
            insert.setString(3, person.map(UserId::value).orElse(null));
            insert.setString(4, reason);
            insert.setObject(5, now.atOffset(ZoneOffset.UTC));
            insert.setString(6, approval);
            return insert.executeUpdate();
        }
    }

    /** How many were released. */
    public static int release(Connection tx, RealmId realm, Optional<UserId> person, String approval, Instant now)
            throws SQLException {
        try (PreparedStatement update = tx.prepareStatement("""
                UPDATE kw_audit_hold SET released_at = ?, released_by_approval = ?
                WHERE realm_id = ? AND user_id IS NOT DISTINCT FROM ? AND released_at IS NULL""")) {
            update.setObject(1, now.atOffset(ZoneOffset.UTC));
            update.setString(2, approval);
            update.setString(3, realm.value());
            update.setString(4, person.map(UserId::value).orElse(null));
            return update.executeUpdate();
        }
    }

    /** Whether the person, or the person's whole realm, is held. */
    static boolean on(Connection tx, RealmId realm, UserId person) throws SQLException {
        try (PreparedStatement ask = tx.prepareStatement("SELECT EXISTS (SELECT FROM kw_audit_hold"
                + " WHERE realm_id = ? AND coalesce(user_id, ?) = ? AND released_at IS NULL)")) {
            ask.setString(1, realm.value());
            ask.setString(2, person.value());
            ask.setString(3, person.value());
            return yes(ask);
        }
    }

    static boolean any(Connection tx) throws SQLException {
        try (PreparedStatement ask =
                tx.prepareStatement("SELECT EXISTS (SELECT FROM kw_audit_hold WHERE released_at IS NULL)")) {
            return yes(ask);
        }
    }

    private static boolean yes(PreparedStatement ask) throws SQLException {
        try (ResultSet row = ask.executeQuery()) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
