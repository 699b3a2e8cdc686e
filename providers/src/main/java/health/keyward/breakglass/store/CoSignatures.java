package health.keyward.breakglass.store;

import health.keyward.breakglass.core.CoSignature;
import health.keyward.breakglass.core.CoSignature.Purpose;
import health.keyward.breakglass.core.CoSignature.Signed;
import health.keyward.breakglass.core.CoSignature.State;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code KW_BREAKGLASS_COSIGN}: requests for a colleague's signature. Gone an hour later; what came of them stands in the ledger. */
public final class CoSignatures {
    private static final String COLUMNS =
            "id, realm_id, code, purpose, requester, requester_name, session_id, app, patient, data_class, reason,"
                    + " reasons_version, words, asked_at, state, signed_by, signed_name, signed_session, signed_at";
    private static final String KEPT = "1 hour";

    /** @return false when the code is taken; try another */
    public boolean add(Connection tx, CoSignature asked) throws SQLException {
        try (PreparedStatement forget =
                tx.prepareStatement("DELETE FROM kw_breakglass_cosign WHERE asked_at < ? - interval '" + KEPT + "'")) {
            forget.setObject(1, asked.asked().atOffset(ZoneOffset.UTC));
            forget.executeUpdate();
        }
        try (PreparedStatement insert = tx.prepareStatement("INSERT INTO kw_breakglass_cosign (" + COLUMNS
                + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'WAITING', NULL, NULL, NULL, NULL)"
                + " ON CONFLICT DO NOTHING")) {
            insert.setObject(1, asked.id());
            insert.setString(2, asked.realm().value());
            insert.setString(3, asked.code());
            insert.setString(4, asked.purpose().name());
            insert.setString(5, asked.requester().value());
            insert.setString(6, asked.requesterName());
            insert.setString(7, asked.session());
            insert.setString(8, asked.app());
            insert.setString(9, asked.patient());
            insert.setString(10, asked.dataClass());
            insert.setString(11, asked.reason());
            insert.setInt(12, asked.reasonsVersion());
            insert.setString(13, asked.text());
            insert.setObject(14, asked.asked().atOffset(ZoneOffset.UTC));
            return insert.executeUpdate() == 1;
        }
    }

    public Optional<CoSignature> find(Connection tx, RealmId realm, UUID id) throws SQLException {
        return one(tx, realm, "id = ?", id);
    }

    public Optional<CoSignature> byCode(Connection tx, RealmId realm, String code) throws SQLException {
        return one(tx, realm, "code = ?", code);
    }

    /** False when somebody else was faster. */
    public boolean sign(Connection tx, UUID id, Signed signed) throws SQLException {
        try (PreparedStatement update = tx.prepareStatement(
                "UPDATE kw_breakglass_cosign SET state = 'SIGNED', signed_by = ?, signed_name = ?, signed_session = ?,"
                        + " signed_at = ? WHERE id = ? AND state = 'WAITING'")) {
            update.setString(1, signed.by().value());
            update.setString(2, signed.name());
            update.setString(3, signed.session());
            update.setObject(4, signed.at().atOffset(ZoneOffset.UTC));
            update.setObject(5, id);
            return update.executeUpdate() == 1;
        }
    }

    /** False when it was used before: one signature, one grant. */
    public boolean use(Connection tx, UUID id) throws SQLException {
        try (PreparedStatement update = tx.prepareStatement(
                "UPDATE kw_breakglass_cosign SET state = 'USED' WHERE id = ? AND state = 'SIGNED'")) {
            update.setObject(1, id);
            return update.executeUpdate() == 1;
        }
    }

    /** Takes out what somebody asked for or signed. */
    public void forget(Connection tx, RealmId realm, UserId person) throws SQLException {
        try (PreparedStatement forget = tx.prepareStatement(
                "DELETE FROM kw_breakglass_cosign WHERE realm_id = ? AND ? IN (requester, signed_by)")) {
            forget.setString(1, realm.value());
            forget.setString(2, person.value());
            forget.executeUpdate();
        }
    }

    private static Optional<CoSignature> one(Connection tx, RealmId realm, String where, Object value)
            throws SQLException {
        try (PreparedStatement select = tx.prepareStatement(
                "SELECT " + COLUMNS + " FROM kw_breakglass_cosign WHERE realm_id = ? AND " + where)) {
            select.setString(1, realm.value());
            select.setObject(2, value);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(read(row)) : Optional.empty();
            }
        }
    }

    private static CoSignature read(ResultSet row) throws SQLException {
        @Nullable String by = row.getString("signed_by");
        return new CoSignature(
                row.getObject("id", UUID.class),
                new RealmId(row.getString("realm_id")),
                row.getString("code"),
                Purpose.valueOf(row.getString("purpose")),
                new UserId(row.getString("requester")),
                row.getString("requester_name"),
                row.getString("session_id"),
                row.getString("app"),
                row.getString("patient"),
                row.getString("data_class"),
                row.getString("reason"),
                row.getInt("reasons_version"),
                row.getString("words"),
                instant(row, "asked_at"),
                State.valueOf(row.getString("state")),
                by == null
                        ? null
                        : new Signed(
                                new UserId(by),
                                row.getString("signed_name"),
                                row.getString("signed_session"),
                                instant(row, "signed_at")));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
