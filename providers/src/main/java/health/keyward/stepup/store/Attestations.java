package health.keyward.stepup.store;

import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.stepup.core.Attestation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.UUID;

/** {@code KW_ATTESTATION}: what attestation said about each credential that was enrolled under our eyes. */
public final class Attestations {
    public void add(Connection tx, Attestation attestation) throws SQLException {
        try (PreparedStatement insert = tx.prepareStatement("""
            INSERT INTO kw_attestation (credential_id, realm_id, user_id, model, format, outcome, copied, metadata, at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)\
            """)) {
            insert.setString(1, attestation.credential());
            insert.setString(2, attestation.realm().value());
            insert.setString(3, attestation.user().value());
            insert.setObject(4, attestation.model());
            insert.setString(5, attestation.format());
            insert.setString(6, attestation.outcome().name());
            insert.setBoolean(7, attestation.copied());
            insert.setObject(8, attestation.metadata(), Types.INTEGER);
            insert.setObject(9, KeptMetadata.stored(attestation.at()));
            insert.executeUpdate();
        }
    }

    static Attestation read(ResultSet row) throws SQLException {
        return new Attestation(
                new RealmId(row.getString("realm_id")),
                new UserId(row.getString("user_id")),
                row.getString("credential_id"),
                row.getObject("model", UUID.class),
                row.getString("format"),
                Attestation.Outcome.valueOf(row.getString("outcome")),
                row.getBoolean("copied"),
                row.getObject("metadata", Integer.class),
                KeptMetadata.instant(row, "at"));
    }

    /** Lets go of what belongs to credentials that are gone; those of people who live in a directory have a table of their own. */
    public int sweep(Connection tx) throws SQLException {
        try (PreparedStatement delete = tx.prepareStatement("""
            DELETE FROM kw_attestation a
            WHERE NOT EXISTS (SELECT 1 FROM credential c WHERE c.id = a.credential_id)
              AND NOT EXISTS (SELECT 1 FROM fed_user_credential f WHERE f.id = a.credential_id)\
            """)) {
            return delete.executeUpdate();
        }
    }
}
