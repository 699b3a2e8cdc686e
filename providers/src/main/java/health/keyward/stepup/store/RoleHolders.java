package health.keyward.stepup.store;

import health.keyward.kernel.RealmId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Who holds some realm roles now, directly, through another role, or through a group or one above it: in one question to Keycloak's tables, because asking
 * the model person by person would take minutes. People of a user storage count by what Keycloak keeps of them.
 */
public final class RoleHolders {
    private static final String HOLDERS = """
        WITH RECURSIVE wanted AS (
          SELECT id, name AS role FROM keycloak_role
          WHERE realm_id = ? AND NOT client_role AND name = ANY (?)
        ), carrying AS (
          SELECT id, role FROM wanted
          UNION
          SELECT c.composite, l.role FROM composite_role c JOIN carrying l ON c.child_role = l.id
        ), inside AS (
          SELECT g.group_id, l.role FROM group_role_mapping g JOIN carrying l ON g.role_id = l.id
          UNION
          SELECT k.id, w.role FROM keycloak_group k JOIN inside w ON k.parent_group = w.group_id
        )
        SELECT m.user_id, l.role FROM user_role_mapping m JOIN carrying l ON m.role_id = l.id
        UNION
        SELECT m.user_id, w.role FROM user_group_membership m JOIN inside w ON m.group_id = w.group_id
        UNION
        SELECT m.user_id, l.role FROM fed_user_role_mapping m JOIN carrying l ON m.role_id = l.id
        UNION
        SELECT m.user_id, w.role FROM fed_user_group_membership m JOIN inside w ON m.group_id = w.group_id
        """;

    /** By user id, those of the roles that the person holds. */
    public Map<String, Set<String>> of(Connection tx, RealmId realm, Collection<String> roles) throws SQLException {
        Map<String, Set<String>> holders = new HashMap<>();
        if (roles.isEmpty()) {
            return holders;
        }
        try (PreparedStatement select = tx.prepareStatement(HOLDERS)) {
            select.setString(1, realm.value());
            select.setArray(2, tx.createArrayOf("text", roles.toArray()));
            select.setFetchSize(2_000);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    holders.computeIfAbsent(row.getString(1), person -> new HashSet<>())
                            .add(row.getString(2));
                }
            }
        }
        return holders;
    }
}
