package health.keyward.review.store;

import health.keyward.history.LastSignIn;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Sql;
import health.keyward.review.core.Cause;
import health.keyward.review.core.Post;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Where everybody of a realm stood when the room last looked. Compared with Keycloak's own tables, because a directory writes the same value again with each
 * synchronisation, so that entries about changes say too much, and a database is sometimes changed where nobody sees it.
 */
final class Posts {
    private static final String PRESENT = """
        WITH told AS (
          SELECT a.user_id, string_agg(a.name || '=' || trim(a.value), ' | ' ORDER BY a.name, a.value) FILTER (WHERE a.name IN ('department', 'unit')) AS place,
            string_agg(a.name || '=' || trim(a.value), ' | ' ORDER BY a.name, a.value) FILTER (WHERE a.name IN ('job', 'manager')) AS work
          FROM user_entity u JOIN user_attribute a ON a.user_id = u.id
          WHERE u.realm_id = ? AND a.name IN ('department', 'unit', 'job', 'manager') AND trim(coalesce(a.value, '')) <> '' GROUP BY a.user_id
        ), present AS (
          SELECT u.realm_id, u.id, t.place, t.work, u.enabled, s.interactive_at AS used_at
          FROM user_entity u LEFT JOIN told t ON t.user_id = u.id LEFT JOIN %s s ON s.realm_id = u.realm_id COLLATE "C" AND s.user_id = u.id COLLATE "C"
          WHERE u.realm_id = ? AND u.service_account_client_link IS NULL
        )
        """.formatted(LastSignIn.VIEW);

    private static final String REMEMBER = PRESENT + """
        INSERT INTO kw_review_post AS p (realm_id, user_id, place, work, enabled, disabled_at, used_at)
        SELECT realm_id, id, place, work, enabled, CASE WHEN enabled THEN NULL ELSE ?::timestamptz END, used_at FROM present
        ON CONFLICT (realm_id, user_id) DO UPDATE SET place = excluded.place, work = excluded.work, enabled = excluded.enabled,
          disabled_at = CASE WHEN excluded.enabled THEN NULL ELSE coalesce(p.disabled_at, excluded.disabled_at) END, used_at = excluded.used_at
        WHERE (p.place, p.work, p.enabled) IS DISTINCT FROM (excluded.place, excluded.work, excluded.enabled)
          OR excluded.used_at > coalesce(p.used_at, '-infinity') + interval '1 day'""";

    private static final String CHANGED = PRESENT + """
        SELECT p.user_id, p.place, p.work, p.enabled, p.disabled_at, p.used_at, n.place AS new_place, n.work AS new_work, n.enabled AS new_enabled,
          n.used_at AS new_used_at
        FROM present n JOIN kw_review_post p ON p.realm_id = n.realm_id AND p.user_id = n.id
        WHERE n.enabled AND ((p.place, p.work, p.enabled) IS DISTINCT FROM (n.place, n.work, n.enabled) OR n.used_at > p.used_at + interval '1 day')
        ORDER BY p.user_id""";

    /** What happened to whom since the last look, the gravest cause of those that count; and remembers how it is now. */
    Map<UserId, Cause> look(Connection tx, RealmId realm, Set<Cause> wanted, Instant now) throws SQLException {
        Map<UserId, Cause> happened = new TreeMap<>(Comparator.comparing(UserId::value));
        Sql.of(CHANGED, realm.value(), realm.value()).each(tx, row -> {
            Optional<Cause> cause = post(row, "").became(post(row, "new_"), now).stream()
                    .filter(wanted::contains)
                    .findFirst();
            if (cause.isPresent()) {
                happened.put(new UserId(row.getString("user_id")), cause.get());
            }
        });
        Sql.of(REMEMBER, realm.value(), realm.value(), now).update(tx);
        Sql.of(
                        "DELETE FROM kw_review_post p WHERE realm_id = ? AND NOT EXISTS (SELECT FROM user_entity u WHERE"
                                + " u.id = p.user_id)",
                        realm.value())
                .update(tx);
        return happened;
    }

    void forget(Connection tx, RealmId realm) throws SQLException {
        Sql.of("DELETE FROM kw_review_post WHERE realm_id = ?", realm.value()).update(tx);
    }

    private static Post post(ResultSet row, String prefix) throws SQLException {
        return new Post(
                row.getString(prefix + "place"),
                row.getString(prefix + "work"),
                row.getBoolean(prefix + "enabled"),
                prefix.isEmpty() ? Sql.maybe(row, "disabled_at") : null,
                Sql.maybe(row, prefix + "used_at"));
    }
}
