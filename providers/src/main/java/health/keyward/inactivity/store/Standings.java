package health.keyward.inactivity.store;

import health.keyward.inactivity.Dormancy.Step;
import health.keyward.inactivity.core.Cause;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code KW_DORMANCY}: where accounts stand that are, or were, on their way out; and {@code KW_DORMANCY_KEPT}: what they had. */
public final class Standings {
    /** @param warning dedupe key of the warning that is on its way; null when the step needs none */
    public record Place(
            UserId person,
            Step step,
            Instant since,
            Cause cause,
            String policy,
            @Nullable String warning) {}

    /** @param kind {@code ROLE} or {@code GROUP} */
    public record Kept(UserId person, String kind, String id, String name, Instant at) {}

    public void put(Connection tx, RealmId realm, Collection<Place> places) throws SQLException {
        Sql.batch(
                tx,
                """
                INSERT INTO kw_dormancy AS d (realm_id, user_id, step, since, cause, policy, warning) VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (realm_id, user_id) DO UPDATE SET step = excluded.step, since = excluded.since, cause = excluded.cause,
                  policy = excluded.policy, warning = excluded.warning, delivered_at = NULL\
                """,
                places.stream()
                        .map(place -> new @Nullable Object[] {
                            realm.value(),
                            place.person().value(),
                            place.step(),
                            place.since(),
                            place.cause(),
                            place.policy(),
                            place.warning()
                        })
                        .toList());
    }

    /** The second warning has arrived: the time it did is what the grace counts from, also when the mail is long forgotten. */
    void grace(Connection tx, RealmId realm, UserId person, Instant now, Instant delivered) throws SQLException {
        Sql.of(
                        "UPDATE kw_dormancy SET step = 'GRACE', since = ?, delivered_at = ? WHERE realm_id = ? AND"
                                + " user_id = ?",
                        now,
                        delivered,
                        realm.value(),
                        person.value())
                .update(tx);
    }

    /** @param restarted when the clock was set back to nought; null when the person's own use did that */
    public void back(Connection tx, RealmId realm, UserId person, Instant now, @Nullable Instant restarted)
            throws SQLException {
        Sql.of(
                        "UPDATE kw_dormancy SET step = 'ACTIVE', since = ?, cause = NULL, policy = NULL, warning ="
                                + " NULL, delivered_at = NULL, restarted_at = coalesce(?::timestamptz, restarted_at) WHERE"
                                + " realm_id = ? AND user_id = ?",
                        now,
                        restarted,
                        realm.value(),
                        person.value())
                .update(tx);
        Sql.of(
                        "DELETE FROM kw_dormancy WHERE realm_id = ? AND user_id = ? AND step = 'ACTIVE' AND"
                                + " restarted_at IS NULL",
                        realm.value(),
                        person.value())
                .update(tx);
    }

    /** Somebody enabled an account that was out; false when it was not. */
    public boolean restart(Connection tx, RealmId realm, UserId person, Instant now) throws SQLException {
        return Sql.of(
                                "UPDATE kw_dormancy SET step = 'ACTIVE', since = ?, cause = NULL, policy = NULL, warning ="
                                        + " NULL, delivered_at = NULL, restarted_at = ? WHERE realm_id = ? AND user_id = ?"
                                        + " AND step IN ('DISABLED', 'ARCHIVED')",
                                now,
                                now,
                                realm.value(),
                                person.value())
                        .update(tx)
                == 1;
    }

    void gone(Connection tx, RealmId realm, UserId person) throws SQLException {
        Sql.of("DELETE FROM kw_dormancy WHERE realm_id = ? AND user_id = ?", realm.value(), person.value())
                .update(tx);
        Sql.of("DELETE FROM kw_dormancy_kept WHERE realm_id = ? AND user_id = ?", realm.value(), person.value())
                .update(tx);
    }

    public void keep(Connection tx, RealmId realm, Collection<Kept> kept) throws SQLException {
        Sql.batch(
                tx,
                "INSERT INTO kw_dormancy_kept (realm_id, user_id, kind, id, name, at) VALUES (?, ?, ?, ?, ?, ?) ON"
                        + " CONFLICT (realm_id, user_id, kind, id) DO UPDATE SET name = excluded.name, at = excluded.at",
                kept.stream()
                        .map(one -> new @Nullable Object[] {
                            realm.value(), one.person().value(), one.kind(), one.id(), one.name(), one.at()
                        })
                        .toList());
    }

    public List<Kept> kept(Connection tx, RealmId realm, UserId person) throws SQLException {
        return Sql.of(
                        "SELECT * FROM kw_dormancy_kept WHERE realm_id = ? AND user_id = ? ORDER BY kind, name, id",
                        realm.value(),
                        person.value())
                .list(
                        tx,
                        row -> new Kept(
                                person,
                                row.getString("kind"),
                                row.getString("id"),
                                row.getString("name"),
                                Sql.at(row, "at")));
    }

    /** It was given back, or nobody wants it back. */
    public boolean drop(Connection tx, RealmId realm, UserId person, String kind, String id) throws SQLException {
        return Sql.of(
                                "DELETE FROM kw_dormancy_kept WHERE realm_id = ? AND user_id = ? AND kind = ? AND id = ?",
                                realm.value(),
                                person.value(),
                                kind,
                                id)
                        .update(tx)
                == 1;
    }

    /** How many stand at each step but ACTIVE. */
    public Map<Step, Long> counts(Connection tx, RealmId realm) throws SQLException {
        Map<Step, Long> counts = new EnumMap<>(Step.class);
        Sql.of(
                        "SELECT step, count(*) FROM kw_dormancy WHERE realm_id = ? AND step <> 'ACTIVE' GROUP BY step",
                        realm.value())
                .each(tx, row -> counts.put(Step.valueOf(row.getString(1)), row.getLong(2)));
        return counts;
    }
}
