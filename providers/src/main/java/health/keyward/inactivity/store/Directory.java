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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Accounts of a realm by user name, page by page. */
public final class Directory {
    /**
     * @param chain whether it stands on any step but ACTIVE
     * @param username what it begins with
     * @param unit what the department begins with, in any case
     * @param exempt whether an exemption or leave stands
     */
    public record Filter(
            @Nullable Step step,
            @Nullable Boolean chain,
            @Nullable Cause cause,
            @Nullable String username,
            @Nullable String unit,
            @Nullable Boolean exempt) {}

    /** @param name given and family name */
    public record Person(
            UserId id, String username, @Nullable String name) {}

    /** The last person of the page before. */
    public record Place(String username, String id) {
        public static final Place START = new Place("", "");
    }

    public List<Person> list(Connection tx, RealmId realm, Filter filter, Place after, Instant now, int most)
            throws SQLException {
        return Sql.of(
                        """
                        SELECT u.id, u.username, nullif(trim(concat_ws(' ', u.first_name, u.last_name)), '') AS name
                        FROM user_entity u LEFT JOIN kw_dormancy d ON d.realm_id = ? AND d.user_id = u.id
                        WHERE u.realm_id = ? AND (?::text IS NULL OR coalesce(d.step, 'ACTIVE') = ?) AND (?::text IS NULL OR d.cause = ?)
                          AND (?::text IS NULL OR (?::text)::boolean = (coalesce(d.step, 'ACTIVE') <> 'ACTIVE'))
                          AND (?::text IS NULL OR starts_with(u.username, lower(?::text)))
                          AND (?::text IS NULL OR EXISTS (SELECT FROM user_attribute a WHERE a.user_id = u.id AND a.name = 'department'
                            AND starts_with(lower(a.value), lower(?::text))))
                          AND (?::text IS NULL OR (?::text)::boolean = EXISTS (SELECT FROM kw_dormancy_exemption e WHERE e.realm_id = ? AND e.user_id = u.id
                            AND e.ended_at IS NULL AND e.begins <= ? AND e.until > ?))
                          AND (u.username, u.id) > (?, ?)
                        ORDER BY u.username, u.id LIMIT ?\
                        """,
                        realm.value(),
                        realm.value(),
                        filter.step(),
                        filter.step(),
                        filter.cause(),
                        filter.cause(),
                        filter.chain() == null ? null : filter.chain().toString(),
                        filter.chain() == null ? null : filter.chain().toString(),
                        filter.username(),
                        filter.username(),
                        filter.unit(),
                        filter.unit(),
                        filter.exempt() == null ? null : filter.exempt().toString(),
                        filter.exempt() == null ? null : filter.exempt().toString(),
                        realm.value(),
                        now,
                        now,
                        after.username(),
                        after.id(),
                        most)
                .list(
                        tx,
                        row -> new Person(
                                new UserId(row.getString("id")), row.getString("username"), row.getString("name")));
    }

    /**
     * People whose account the engine closed, and people who came back and have not got everything again, by user name.
     *
     * @param username what it begins with
     * @param kept whether something is kept that was taken from them
     */
    public List<Person> back(
            Connection tx, RealmId realm, @Nullable String username, @Nullable Boolean kept, Place after, int most)
            throws SQLException {
        String asked = kept == null ? null : kept.toString();
        return Sql.of(
                        """
                        SELECT u.id, u.username, nullif(trim(concat_ws(' ', u.first_name, u.last_name)), '') AS name
                        FROM user_entity u
                        WHERE u.realm_id = ? AND (u.username, u.id) > (?, ?) AND u.id IN (
                          SELECT user_id FROM kw_dormancy WHERE realm_id = ? AND step IN ('DISABLED', 'ARCHIVED')
                          UNION SELECT user_id FROM kw_dormancy_kept WHERE realm_id = ?)
                          AND (?::text IS NULL OR starts_with(u.username, lower(?::text)))
                          AND (?::text IS NULL OR (?::text)::boolean = EXISTS (SELECT FROM kw_dormancy_kept k WHERE k.realm_id = ? AND k.user_id = u.id))
                        ORDER BY u.username, u.id LIMIT ?\
                        """,
                        realm.value(),
                        after.username(),
                        after.id(),
                        realm.value(),
                        realm.value(),
                        username,
                        username,
                        asked,
                        asked,
                        realm.value(),
                        most)
                .list(
                        tx,
                        row -> new Person(
                                new UserId(row.getString("id")), row.getString("username"), row.getString("name")));
    }

    /** User names as they are today; who is gone is missing. */
    public Map<UserId, Person> of(Connection tx, RealmId realm, Collection<UserId> people) throws SQLException {
        Map<UserId, Person> found = new HashMap<>();
        Sql.of(
                        "SELECT id, username, nullif(trim(concat_ws(' ', first_name, last_name)), '') AS name FROM"
                                + " user_entity WHERE realm_id = ? AND id = ANY (?)",
                        realm.value(),
                        people)
                .each(tx, row -> {
                    UserId id = new UserId(row.getString("id"));
                    found.put(id, new Person(id, row.getString("username"), row.getString("name")));
                });
        return found;
    }
}
