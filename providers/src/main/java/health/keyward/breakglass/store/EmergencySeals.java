package health.keyward.breakglass.store;

import health.keyward.breakglass.core.EmergencyOpening.Consent;
import health.keyward.breakglass.core.EmergencySeal;
import health.keyward.breakglass.core.HistoryConsent;
import health.keyward.kernel.RealmId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** {@code KW_EMERGENCY_SEAL} and {@code KW_EMERGENCY_READING}: what binds an account after its use, and what a session was allowed beyond its rights. */
public final class EmergencySeals {
    public void seal(Connection tx, RealmId realm, String account, EmergencySeal seal) throws SQLException {
        try (PreparedStatement insert =
                tx.prepareStatement("INSERT INTO kw_emergency_seal (realm_id, account, credentials, proposal,"
                        + " proposed_by, confirmed_by, sealed_at) VALUES (?, ?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, realm.value());
            insert.setString(2, account);
            insert.setString(3, String.join(" ", new TreeSet<>(seal.credentials())));
            insert.setObject(4, seal.proposal());
            insert.setString(5, seal.proposedBy());
            insert.setString(6, seal.confirmedBy());
            insert.setObject(7, seal.at().atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }

    public Optional<EmergencySeal> newest(Connection tx, RealmId realm, String account) throws SQLException {
        try (PreparedStatement select = tx.prepareStatement("SELECT * FROM kw_emergency_seal"
                + " WHERE realm_id = ? AND account = ? ORDER BY sealed_at DESC LIMIT 1")) {
            select.setString(1, realm.value());
            select.setString(2, account);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new EmergencySeal(
                                Set.of(row.getString("credentials").split(" ")),
                                row.getObject("proposal", UUID.class),
                                row.getString("proposed_by"),
                                row.getString("confirmed_by"),
                                instant(row, "sealed_at")))
                        : Optional.empty();
            }
        }
    }

    /** When the account was last used, or the house saw that the use was over. */
    public Optional<Instant> lastUse(Connection tx, RealmId realm, String account) throws SQLException {
        try (PreparedStatement select = tx.prepareStatement("SELECT max(coalesce(over_at, used_at)) AS last"
                + " FROM kw_emergency_opening WHERE realm_id = ? AND account = ? AND used_at IS NOT NULL")) {
            select.setString(1, realm.value());
            select.setString(2, account);
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return Optional.ofNullable(row.getObject("last", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant);
            }
        }
    }

    public void allow(Connection tx, HistoryConsent consent) throws SQLException {
        try (PreparedStatement insert =
                tx.prepareStatement("INSERT INTO kw_emergency_reading (opening, given_by, given_name,"
                        + " given_session, given_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")) {
            insert.setObject(1, consent.opening());
            insert.setString(2, consent.by().person());
            insert.setString(3, consent.by().name());
            insert.setString(4, consent.by().session());
            insert.setObject(5, consent.by().at().atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }

    public Optional<HistoryConsent> allowed(Connection tx, UUID opening) throws SQLException {
        try (PreparedStatement select = tx.prepareStatement(
                "SELECT * FROM kw_emergency_reading WHERE opening = ? ORDER BY given_at DESC LIMIT 1")) {
            select.setObject(1, opening);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new HistoryConsent(
                                opening,
                                new Consent(
                                        row.getString("given_by"),
                                        row.getString("given_name"),
                                        row.getString("given_session"),
                                        instant(row, "given_at"))))
                        : Optional.empty();
            }
        }
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
