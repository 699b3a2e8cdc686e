package health.keyward.breakglass.store;

import health.keyward.breakglass.core.EmergencyPaths;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/**
 * Reads from Keycloak's tables whether administrators can get to work, as a transaction sees it. A recovery code is no second factor here: it is used up.
 * Administrators whose roles or factors only a user storage knows do not count.
 */
public final class EmergencyPathReads {
    private static final Set<String> FACTORS = Set.of("otp", "webauthn", "webauthn-passwordless");
    private static final Set<String> STEPS = Set.of(
            "keyward-security-key",
            "keyward-otp",
            "keyward-passkey-proof",
            "auth-otp-form",
            "webauthn-authenticator",
            "webauthn-authenticator-passwordless");

    /** Takes realm, role, realm, factors. */
    private static final String ADMINS = """
        carrying AS (
          SELECT id FROM keycloak_role WHERE realm_id = ? AND NOT client_role AND name = ?
          UNION
          SELECT c.composite FROM composite_role c JOIN carrying l ON c.child_role = l.id
        ), inside AS (
          SELECT g.group_id FROM group_role_mapping g JOIN carrying l ON g.role_id = l.id
          UNION
          SELECT k.id FROM keycloak_group k JOIN inside w ON k.parent_group = w.group_id
        ), holders AS (
          SELECT m.user_id FROM user_role_mapping m JOIN carrying l ON m.role_id = l.id
          UNION
          SELECT m.user_id FROM user_group_membership m JOIN inside w ON m.group_id = w.group_id
        ), admins AS (
          SELECT h.user_id FROM holders h JOIN user_entity u ON u.id = h.user_id
            WHERE u.realm_id = ? AND u.enabled AND u.service_account_client_link IS NULL
            AND EXISTS (SELECT FROM credential c WHERE c.user_id = u.id AND c.type = ANY (?))
        )\
        """;

    private static final String PATHS = "WITH RECURSIVE " + ADMINS + """
        , steps AS (
          SELECT e.authenticator, e.auth_flow_id FROM realm r
            JOIN authentication_execution e ON e.flow_id = r.browser_flow
            WHERE r.id = ? AND e.requirement <> ?
          UNION
          SELECT e.authenticator, e.auth_flow_id FROM steps s
            JOIN authentication_execution e ON e.flow_id = s.auth_flow_id
            WHERE e.requirement <> ?
        )
        SELECT
          (SELECT count(*) FROM admins),
          EXISTS (SELECT FROM steps WHERE authenticator = ANY (?)),
          EXISTS (SELECT FROM client WHERE realm_id = ? AND client_id = ? AND enabled)
        """;

    private final String role;
    private final String consoleClient;
    private final int disabled;

    /**
     * @param role realm role of administrators
     * @param consoleClient {@code clientId} of the console
     * @param disabled how Keycloak writes down that a step of a flow is disabled
     */
    public EmergencyPathReads(String role, String consoleClient, int disabled) {
        this.role = role;
        this.consoleClient = consoleClient;
        this.disabled = disabled;
    }

    public EmergencyPaths of(Connection tx, RealmId realm) throws SQLException {
        try (PreparedStatement ask = tx.prepareStatement(PATHS)) {
            bindAdmins(tx, ask, realm);
            ask.setString(5, realm.value());
            ask.setInt(6, disabled);
            ask.setInt(7, disabled);
            ask.setArray(8, tx.createArrayOf("text", STEPS.toArray()));
            ask.setString(9, realm.value());
            ask.setString(10, consoleClient);
            try (ResultSet row = ask.executeQuery()) {
                row.next();
                return new EmergencyPaths(row.getInt(1), row.getBoolean(2), row.getBoolean(3));
            }
        }
    }

    /** Enabled people who hold the role, whatever gives it to them and whatever they can show. */
    public Set<UserId> staff(Connection tx, RealmId realm) throws SQLException {
        try (PreparedStatement ask = tx.prepareStatement("WITH RECURSIVE " + ADMINS + """
             SELECT h.user_id FROM holders h JOIN user_entity u ON u.id = h.user_id
              WHERE u.realm_id = ? AND u.enabled AND u.service_account_client_link IS NULL
            """)) {
            bindAdmins(tx, ask, realm);
            ask.setString(5, realm.value());
            return people(ask);
        }
    }

    /** Enabled people who hold the role and have a second factor that stays. */
    public Set<UserId> working(Connection tx, RealmId realm) throws SQLException {
        try (PreparedStatement ask = tx.prepareStatement("WITH RECURSIVE " + ADMINS + " SELECT user_id FROM admins")) {
            bindAdmins(tx, ask, realm);
            return people(ask);
        }
    }

    private void bindAdmins(Connection tx, PreparedStatement ask, RealmId realm) throws SQLException {
        ask.setString(1, realm.value());
        ask.setString(2, role);
        ask.setString(3, realm.value());
        ask.setArray(4, tx.createArrayOf("text", FACTORS.toArray()));
    }

    private static Set<UserId> people(PreparedStatement ask) throws SQLException {
        Set<UserId> found = new HashSet<>();
        try (ResultSet row = ask.executeQuery()) {
            while (row.next()) {
                found.add(new UserId(row.getString(1)));
            }
        }
        return found;
    }
}
