package health.keyward.history.store;

import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The last sign-in of each person. */
public final class SignInTimes {
    public Optional<Instant> of(Connection tx, RealmId realm, UserId person) throws SQLException {
        return Sql.of(
                        "SELECT at FROM kw_history_last_sign_in WHERE realm_id = ? AND user_id = ? AND at IS NOT NULL",
                        realm.value(),
                        person.value())
                .first(tx, row -> Columns.at(row, "at"));
    }

    public Map<UserId, Instant> of(Connection tx, RealmId realm, Set<UserId> people) throws SQLException {
        Map<UserId, Instant> found = new HashMap<>();
        Sql.of(
                        "SELECT user_id, at FROM kw_history_last_sign_in WHERE realm_id = ? AND user_id = ANY (?) AND"
                                + " at IS NOT NULL",
                        realm.value(),
                        people)
                .each(tx, 0, row -> found.put(new UserId(row.getString("user_id")), Columns.at(row, "at")));
        return found;
    }
}
