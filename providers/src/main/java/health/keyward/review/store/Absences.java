package health.keyward.review.store;

import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Who stands in for whom, and when (AR-3). */
public final class Absences {
    public record Absence(UserId delegate, Instant from, Instant until) {}

    public void put(Connection tx, RealmId realm, UserId person, Absence absence) throws SQLException {
        Sql.of(
                        "INSERT INTO kw_review_absence VALUES (?, ?, ?, ?, ?) ON CONFLICT (realm_id, user_id, begins) DO"
                                + " UPDATE SET delegate_id = excluded.delegate_id, until = excluded.until",
                        realm.value(),
                        person.value(),
                        absence.delegate().value(),
                        absence.from(),
                        absence.until())
                .update(tx);
    }

    /** Those that are not over. */
    public List<Absence> of(Connection tx, RealmId realm, UserId person, Instant now) throws SQLException {
        return Sql.of(
                        "SELECT * FROM kw_review_absence WHERE realm_id = ? AND user_id = ? AND until > ? ORDER BY"
                                + " begins LIMIT 50",
                        realm.value(),
                        person.value(),
                        now)
                .list(
                        tx,
                        row -> new Absence(
                                new UserId(row.getString("delegate_id")), Sql.at(row, "begins"), Sql.at(row, "until")));
    }
}
