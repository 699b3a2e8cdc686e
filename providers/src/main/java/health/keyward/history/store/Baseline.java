package health.keyward.history.store;

import health.keyward.kernel.RealmId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/**
 * What Keycloak itself had saved before Keyward came: the last sign-in of each person, taken over once per realm. Nothing of it
 * enters the ledger as an event, because the ledger did not witness it; rows of the read model that stand on it have {@code seq} 0.
 */
public final class Baseline {
    /** @param people whose last sign-in Keycloak knew of */
    public record Taken(RealmId realm, long people, Instant oldest, Instant newest) {}

    /** The next realm that has sign-ins saved by Keycloak and no baseline yet. */
    public Optional<RealmId> due(Connection tx) throws SQLException {
        return Sql.of("""
            SELECT r.id FROM realm r
            WHERE NOT EXISTS (SELECT FROM kw_history_baseline b WHERE b.realm_id = r.id)
              AND EXISTS (SELECT FROM event_entity e WHERE e.realm_id = r.id AND e.type = 'LOGIN')
            ORDER BY r.id LIMIT 1
            """).first(tx, row -> new RealmId(row.getString(1)));
    }

    /** @return empty when the baseline of this realm was taken already */
    public Optional<Taken> take(Connection tx, RealmId realm, Instant now) throws SQLException {
        int claimed = Sql.of("""
            INSERT INTO kw_history_baseline (realm_id, taken_at) VALUES (?, ?) ON CONFLICT DO NOTHING
            """, realm.value(), now).update(tx);
        if (claimed == 0) {
            return Optional.empty();
        }
        return Sql.of("""
            WITH known AS (
              SELECT user_id, to_timestamp(max(event_time) / 1000.0) AS newest, to_timestamp(min(event_time) / 1000.0) AS oldest
              FROM event_entity
              WHERE realm_id = ? AND type = 'LOGIN' AND error IS NULL AND user_id IS NOT NULL
              GROUP BY user_id
            ), kept AS (
              INSERT INTO kw_history_last_sign_in AS l (realm_id, user_id, at, seq)
              SELECT ?, user_id, newest, 0 FROM known ORDER BY user_id
              ON CONFLICT (realm_id, user_id) DO UPDATE SET at = greatest(l.at, excluded.at)
              WHERE l.at IS NULL OR l.at < excluded.at
            )
            UPDATE kw_history_baseline b SET people = k.people, oldest = k.oldest, newest = k.newest
            FROM (SELECT count(*) AS people, min(oldest) AS oldest, max(newest) AS newest FROM known) k
            WHERE b.realm_id = ?
            RETURNING b.people, b.oldest, b.newest
            """, realm.value(), realm.value(), realm.value())
                .first(
                        tx,
                        row -> new Taken(
                                realm, row.getLong("people"), Columns.at(row, "oldest"), Columns.at(row, "newest")));
    }
}
