package health.keyward.stepup.store;

import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;

/**
 * {@code KW_RECOVERY_SPENT} and {@code KW_RECOVERY_TRIES}: which recovery codes were used, and how many wrong ones were typed. The codes themselves lie
 * hashed in Keycloak's credential; here lies what two requests at once must agree on. Works on the connection it is given and never commits.
 */
public final class SpentCodes {
    /** Wrong codes in a row. */
    public record Tries(int failures, Instant last) {}

    /** Held until the transaction ends: one person's codes are tried one after the other. */
    public Tries hold(Connection tx, RealmId realm, UserId person, Instant now) throws SQLException {
        try (PreparedStatement insert =
                tx.prepareStatement("INSERT INTO kw_recovery_tries (realm_id, person_id, failures,"
                        + " last_at) VALUES (?, ?, 0, ?) ON CONFLICT (realm_id, person_id) DO UPDATE SET failures ="
                        + " kw_recovery_tries.failures RETURNING failures, last_at")) {
            insert.setString(1, realm.value());
            insert.setString(2, person.value());
            insert.setObject(3, stored(now));
            try (ResultSet row = insert.executeQuery()) {
                row.next();
                return new Tries(
                        row.getInt(1), row.getObject(2, OffsetDateTime.class).toInstant());
            }
        }
    }

    public void failed(Connection tx, RealmId realm, UserId person, Instant now) throws SQLException {
        try (PreparedStatement update = tx.prepareStatement("UPDATE kw_recovery_tries SET failures = failures + 1,"
                + " last_at = ? WHERE realm_id = ? AND person_id = ?")) {
            update.setObject(1, stored(now));
            update.setString(2, realm.value());
            update.setString(3, person.value());
            update.executeUpdate();
        }
    }

    /** Forgets what was typed wrongly, after a right code or with new codes. */
    public void forgive(Connection tx, RealmId realm, UserId person) throws SQLException {
        try (PreparedStatement delete =
                tx.prepareStatement("DELETE FROM kw_recovery_tries WHERE realm_id = ? AND person_id = ?")) {
            delete.setString(1, realm.value());
            delete.setString(2, person.value());
            delete.executeUpdate();
        }
    }

    /** False when it was spent before. Of two who spend it at once, one waits for the other's transaction and is then told so. */
    public boolean spend(Connection tx, RealmId realm, UserId person, String credential, String selector, Instant now)
            throws SQLException {
        try (PreparedStatement insert =
                tx.prepareStatement("INSERT INTO kw_recovery_spent (credential_id, selector, realm_id,"
                        + " person_id, spent_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")) {
            insert.setString(1, credential);
            insert.setString(2, selector);
            insert.setString(3, realm.value());
            insert.setString(4, person.value());
            insert.setObject(5, stored(now));
            return insert.executeUpdate() == 1;
        }
    }

    /** Selectors of a set that are used up. */
    public Set<String> of(Connection tx, String credential) throws SQLException {
        try (PreparedStatement select =
                tx.prepareStatement("SELECT selector FROM kw_recovery_spent WHERE credential_id = ?")) {
            select.setString(1, credential);
            Set<String> spent = new HashSet<>();
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    spent.add(rows.getString(1));
                }
            }
            return spent;
        }
    }

    public void forgetPerson(Connection tx, UserId person) throws SQLException {
        for (String table : new String[] {"kw_recovery_spent", "kw_recovery_tries"}) {
            try (PreparedStatement delete = tx.prepareStatement("DELETE FROM " + table + " WHERE person_id = ?")) {
                delete.setString(1, person.value());
                delete.executeUpdate();
            }
        }
    }

    private static OffsetDateTime stored(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
