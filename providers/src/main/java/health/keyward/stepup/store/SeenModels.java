package health.keyward.stepup.store;

import health.keyward.kernel.RealmId;
import health.keyward.stepup.core.ModelCatalogue.Count;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Which models the people of a realm have, read from Keycloak's credentials. */
public final class SeenModels {
    /** The AAGUID of nobody ({@code 00000000-...}) is counted as one model: devices that do not say. */
    public Map<UUID, Count> count(Connection tx, RealmId realm) throws SQLException {
        try (PreparedStatement select = tx.prepareStatement("""
            SELECT c.data::jsonb ->> 'aaguid' AS model, count(*) AS credentials,
              count(*) FILTER (WHERE a.outcome = 'PROVEN' AND NOT a.copied) AS proven
            FROM (
              SELECT c.id, c.credential_data AS data FROM credential c JOIN user_entity u ON u.id = c.user_id
              WHERE u.realm_id = ? AND c.type IN ('webauthn', 'webauthn-passwordless')
              UNION ALL
              SELECT f.id, f.credential_data FROM fed_user_credential f
              WHERE f.realm_id = ? AND f.type IN ('webauthn', 'webauthn-passwordless')
            ) c LEFT JOIN kw_attestation a ON a.credential_id = c.id AND a.realm_id = ?
            GROUP BY 1\
            """)) {
            for (int at = 1; at <= 3; at++) {
                select.setString(at, realm.value());
            }
            Map<UUID, Count> found = new HashMap<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    String model = row.getString("model");
                    if (model != null && model.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
                        found.merge(
                                UUID.fromString(model),
                                new Count(row.getLong("credentials"), row.getLong("proven")),
                                (one, other) -> new Count(
                                        one.credentials() + other.credentials(), one.proven() + other.proven()));
                    }
                }
            }
            return found;
        }
    }
}
