package health.keyward.review.store;

import health.keyward.kernel.UserId;
import health.keyward.keycloak.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Where people are, as somebody wrote it: themselves, by {@code zoneinfo}; else their unit, by {@code keyward.zoneinfo} of a group they are in or that has the name
 * of their {@code department} or {@code unit}, the nearest of those above it (AR-12).
 */
final class Zones {
    private static final String KNOWN = """
        WITH RECURSIVE asked AS (SELECT id, realm_id FROM user_entity WHERE id = ANY (?)),
        near (person, grp, depth) AS (
          (SELECT a.id::text, m.group_id::text, 0 FROM asked a JOIN user_group_membership m ON m.user_id = a.id
            UNION SELECT a.id::text, k.id::text, 0 FROM asked a JOIN user_attribute u ON u.user_id = a.id AND u.name IN ('department', 'unit')
              JOIN keycloak_group k ON k.realm_id = a.realm_id AND k.name = trim(u.value))
          UNION SELECT n.person, k.parent_group::text, n.depth + 1 FROM near n JOIN keycloak_group k ON k.id = n.grp AND trim(k.parent_group) <> ''
            WHERE n.depth < 20
        ), written (person, zone, depth) AS (
          SELECT a.id::text, u.value, -1 FROM asked a JOIN user_attribute u ON u.user_id = a.id AND u.name = 'zoneinfo'
          UNION ALL SELECT n.person, g.value, n.depth FROM near n JOIN group_attribute g ON g.group_id = n.grp AND g.name = 'keyward.zoneinfo'
        )
        SELECT DISTINCT ON (person) person, trim(zone) AS zone FROM written WHERE trim(coalesce(zone, '')) <> ''
        ORDER BY person, depth, zone""";

    /** Of those of whom it is known. */
    Map<UserId, String> of(Connection tx, Collection<UserId> people) throws SQLException {
        Map<UserId, String> found = new HashMap<>();
        if (!people.isEmpty()) {
            Sql.of(KNOWN, people)
                    .each(tx, row -> found.put(new UserId(row.getString("person")), row.getString("zone")));
        }
        return found;
    }
}
