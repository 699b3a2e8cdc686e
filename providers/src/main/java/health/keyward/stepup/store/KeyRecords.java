package health.keyward.stepup.store;

import health.keyward.kernel.RealmId;
import health.keyward.stepup.core.Attestation;
import health.keyward.stepup.core.ModelDecision;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/** What is kept about a key that a person holds, in one question: it is asked at every sign-in with one. */
public final class KeyRecords {
    private static final String BOTH = """
        SELECT a.credential_id IS NOT NULL AS attested, a.*, d.id IS NOT NULL AS decided, d.realm_id AS d_realm_id,
          d.model AS d_model, d.kind AS d_kind, d.level AS d_level, d.biometric AS d_biometric,
          d.test_record AS d_test_record, d.by_id AS d_by_id, d.by_name AS d_by_name, d.at AS d_at, d.reason AS d_reason
        FROM (SELECT) one
        LEFT JOIN kw_attestation a ON a.credential_id = ? AND a.realm_id = ?
        LEFT JOIN LATERAL (
          SELECT * FROM kw_model_decision WHERE realm_id = ? AND model = ? ORDER BY id DESC LIMIT 1) d ON true\
        """;

    /** @param decision the newest about the model */
    public record Found(Optional<Attestation> attestation, Optional<ModelDecision> decision) {}

    public Found of(Connection tx, RealmId realm, String credential, UUID model) throws SQLException {
        try (PreparedStatement select = tx.prepareStatement(BOTH)) {
            select.setString(1, credential);
            select.setString(2, realm.value());
            select.setString(3, realm.value());
            select.setObject(4, model);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return new Found(
                        row.getBoolean("attested") ? Optional.of(Attestations.read(row)) : Optional.empty(),
                        row.getBoolean("decided") ? Optional.of(ModelDecisions.read(row, "d_")) : Optional.empty());
            }
        }
    }
}
