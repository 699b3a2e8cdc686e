package health.keyward.history.store;

import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** What was issued to a person, and when last. */
public final class Entitlements {
    /** What may be issued. */
    public enum What {
        ROLE,
        CLIENT
    }

    public Map<String, Instant> of(Connection tx, RealmId realm, UserId person, What what) throws SQLException {
        Map<String, Instant> used = new HashMap<>();
        Sql.of(
                        "SELECT id, issued_at FROM kw_history_entitlement WHERE realm_id = ? AND user_id = ? AND what"
                                + " = ?",
                        realm.value(),
                        person.value(),
                        what.name())
                .each(tx, 0, row -> used.put(row.getString(1), Columns.at(row, "issued_at")));
        return Map.copyOf(used);
    }
}
