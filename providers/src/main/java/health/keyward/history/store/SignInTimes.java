package health.keyward.history.store;

import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** The last sign-in of each person. */
public final class SignInTimes {
    public Optional<Instant> of(Connection tx, RealmId realm, UserId person) throws SQLException {
        return Sql.of(
                        "SELECT at FROM kw_history_last_sign_in WHERE realm_id = ? AND user_id = ? AND at IS NOT NULL",
                        realm.value(),
                        person.value())
                .first(tx, row -> Columns.at(row, "at"));
    }
}
