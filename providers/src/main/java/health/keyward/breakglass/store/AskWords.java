package health.keyward.breakglass.store;

import health.keyward.breakglass.core.TextQuality;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;

/** {@code KW_BREAKGLASS_SAID}: hashes of what somebody gave as a reason, so that the same words are known again; never the words. */
public final class AskWords {
    private static final String KEPT = "180 days";

    /** Notes the words; answers whether this person gave them before. */
    public boolean saidBefore(Connection tx, RealmId realm, UserId person, String text, Instant at)
            throws SQLException {
        try (PreparedStatement forget = tx.prepareStatement(
                "DELETE FROM kw_breakglass_said WHERE realm_id = ? AND person = ? AND said_at < ? - interval '" + KEPT
                        + "'")) {
            forget.setString(1, realm.value());
            forget.setString(2, person.value());
            forget.setObject(3, at.atOffset(ZoneOffset.UTC));
            forget.executeUpdate();
        }
        try (PreparedStatement insert = tx.prepareStatement(
                "INSERT INTO kw_breakglass_said (realm_id, person, sha256, said_at) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT DO NOTHING")) {
            insert.setString(1, realm.value());
            insert.setString(2, person.value());
            insert.setString(3, AskText.hash(person.value() + "\n" + TextQuality.plain(text)));
            insert.setObject(4, at.atOffset(ZoneOffset.UTC));
            return insert.executeUpdate() == 0;
        }
    }

    public void forgetPerson(Connection tx, UserId person) throws SQLException {
        try (PreparedStatement forget = tx.prepareStatement("DELETE FROM kw_breakglass_said WHERE person = ?")) {
            forget.setString(1, person.value());
            forget.executeUpdate();
        }
    }
}
