package health.keyward.breakglass.store;

import health.keyward.breakglass.core.BootstrapAdmin;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Temporary administrators as Keycloak marks them: the attribute {@code is_temporary_admin} of users and clients of the realm
 * {@code master}. A client is as old as its service account. */
public final class BootstrapAdmins {
    /** Those that are enabled, the oldest first. */
    public List<BootstrapAdmin> enabled(Connection tx) throws SQLException {
        try (PreparedStatement select = tx.prepareStatement(
                        "SELECT u.realm_id, u.id, u.username, u.service_account_client_link, u.created_timestamp"
                                + " FROM user_entity u JOIN realm r ON r.id = u.realm_id AND r.name = 'master'"
                                + " WHERE u.enabled AND (EXISTS (SELECT 1 FROM user_attribute a WHERE a.user_id = u.id"
                                + " AND a.name = 'is_temporary_admin' AND a.value = 'true')"
                                + " OR EXISTS (SELECT 1 FROM client_attributes a"
                                + " WHERE a.client_id = u.service_account_client_link"
                                + " AND a.name = 'is_temporary_admin' AND a.value = 'true'))"
                                + " ORDER BY u.created_timestamp, u.id");
                ResultSet row = select.executeQuery()) {
            List<BootstrapAdmin> found = new ArrayList<>();
            while (row.next()) {
                long made = row.getLong("created_timestamp");
                found.add(new BootstrapAdmin(
                        row.getString("realm_id"),
                        row.getString("id"),
                        row.getString("username"),
                        row.getString("service_account_client_link"),
                        made == 0 ? null : Instant.ofEpochMilli(made)));
            }
            return found;
        }
    }
}
