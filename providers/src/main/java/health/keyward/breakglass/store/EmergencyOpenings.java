package health.keyward.breakglass.store;

import health.keyward.breakglass.core.EmergencyOpening;
import health.keyward.breakglass.core.EmergencyOpening.Consent;
import health.keyward.breakglass.core.NormalPath;
import health.keyward.kernel.RealmId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code KW_EMERGENCY_OPENING}: who opened which emergency account with whom, and what came of it. Nothing is deleted. */
public final class EmergencyOpenings {
    private static final String COLUMNS = "id, account, account_name, drill, why, first_by, first_name, first_session,"
            + " first_at, second_by, second_name, second_session, second_at, used_session, used_at, over_at, normal_path";

    /** An opening with the realm it belongs to. */
    public record OfRealm(RealmId realm, EmergencyOpening opening) {}

    public void begin(Connection tx, RealmId realm, EmergencyOpening opening) throws SQLException {
        try (PreparedStatement insert = tx.prepareStatement(
                "INSERT INTO kw_emergency_opening (realm_id, id, account, account_name, drill, why, first_by, first_name,"
                        + " first_session, first_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, realm.value());
            insert.setObject(2, opening.id());
            insert.setString(3, opening.account());
            insert.setString(4, opening.accountName());
            insert.setBoolean(5, opening.drill());
            insert.setString(6, opening.why());
            insert.setString(7, opening.first().person());
            insert.setString(8, opening.first().name());
            insert.setString(9, opening.first().session());
            insert.setObject(10, opening.first().at().atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }

    /** False when somebody else joined meanwhile; the table itself lets nobody join twice. */
    public boolean join(Connection tx, RealmId realm, UUID id, Consent second, @Nullable NormalPath path)
            throws SQLException {
        try (PreparedStatement update = tx.prepareStatement(
                "UPDATE kw_emergency_opening SET second_by = ?, second_name = ?, second_session = ?, second_at = ?,"
                        + " normal_path = ?"
                        + " WHERE realm_id = ? AND id = ? AND second_by IS NULL")) {
            update.setString(1, second.person());
            update.setString(2, second.name());
            update.setString(3, second.session());
            update.setObject(4, second.at().atOffset(ZoneOffset.UTC));
            update.setString(5, path == null ? null : path.text());
            update.setString(6, realm.value());
            update.setObject(7, id);
            return update.executeUpdate() == 1;
        }
    }

    /** False when another session was faster: an opening lets one sign-in through. */
    public boolean use(Connection tx, RealmId realm, UUID id, String session, Instant at) throws SQLException {
        try (PreparedStatement update =
                tx.prepareStatement("UPDATE kw_emergency_opening SET used_session = ?, used_at = ?"
                        + " WHERE realm_id = ? AND id = ? AND second_by IS NOT NULL AND used_session IS NULL")) {
            update.setString(1, session);
            update.setObject(2, at.atOffset(ZoneOffset.UTC));
            update.setString(3, realm.value());
            update.setObject(4, id);
            return update.executeUpdate() == 1;
        }
    }

    /** False when that was noted before. */
    public boolean over(Connection tx, RealmId realm, UUID id, Instant at) throws SQLException {
        try (PreparedStatement update =
                tx.prepareStatement("UPDATE kw_emergency_opening SET over_at = ? WHERE realm_id = ? AND id = ?"
                        + " AND used_at IS NOT NULL AND over_at IS NULL")) {
            update.setObject(1, at.atOffset(ZoneOffset.UTC));
            update.setString(2, realm.value());
            update.setObject(3, id);
            return update.executeUpdate() == 1;
        }
    }

    public Optional<EmergencyOpening> newest(Connection tx, RealmId realm, String account) throws SQLException {
        try (PreparedStatement select = tx.prepareStatement("SELECT " + COLUMNS
                + " FROM kw_emergency_opening WHERE realm_id = ? AND account = ? ORDER BY first_at DESC, id LIMIT 1")) {
            select.setString(1, realm.value());
            select.setString(2, account);
            return read(select).stream().findFirst();
        }
    }

    public Optional<EmergencyOpening> find(Connection tx, RealmId realm, UUID id) throws SQLException {
        try (PreparedStatement select =
                tx.prepareStatement("SELECT " + COLUMNS + " FROM kw_emergency_opening WHERE realm_id = ? AND id = ?")) {
            select.setString(1, realm.value());
            select.setObject(2, id);
            return read(select).stream().findFirst();
        }
    }

    /** Newest first. */
    public List<EmergencyOpening> list(Connection tx, RealmId realm, int limit) throws SQLException {
        try (PreparedStatement select = tx.prepareStatement("SELECT " + COLUMNS
                + " FROM kw_emergency_opening WHERE realm_id = ? ORDER BY first_at DESC, id LIMIT ?")) {
            select.setString(1, realm.value());
            select.setInt(2, limit);
            return read(select);
        }
    }

    /** When each account was last opened and used as an exercise, by its id. */
    public Map<String, Instant> drills(Connection tx, RealmId realm) throws SQLException {
        try (PreparedStatement select = tx.prepareStatement("SELECT account, max(used_at) FROM kw_emergency_opening"
                + " WHERE realm_id = ? AND drill AND used_at IS NOT NULL GROUP BY account")) {
            select.setString(1, realm.value());
            Map<String, Instant> last = new HashMap<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    last.put(
                            row.getString(1),
                            row.getObject(2, OffsetDateTime.class).toInstant());
                }
            }
            return last;
        }
    }

    /** Those whose session may still be there, in every realm. */
    public List<OfRealm> underWay(Connection tx) throws SQLException {
        try (PreparedStatement select = tx.prepareStatement("SELECT realm_id, " + COLUMNS
                        + " FROM kw_emergency_opening WHERE used_at IS NOT NULL AND over_at IS NULL ORDER BY used_at");
                ResultSet row = select.executeQuery()) {
            List<OfRealm> found = new ArrayList<>();
            while (row.next()) {
                found.add(new OfRealm(new RealmId(row.getString("realm_id")), opening(row)));
            }
            return found;
        }
    }

    private static List<EmergencyOpening> read(PreparedStatement select) throws SQLException {
        List<EmergencyOpening> found = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                found.add(opening(row));
            }
        }
        return found;
    }

    private static EmergencyOpening opening(ResultSet row) throws SQLException {
        return new EmergencyOpening(
                row.getObject("id", UUID.class),
                row.getString("account"),
                row.getString("account_name"),
                row.getBoolean("drill"),
                row.getString("why"),
                new Consent(
                        row.getString("first_by"),
                        row.getString("first_name"),
                        row.getString("first_session"),
                        row.getObject("first_at", OffsetDateTime.class).toInstant()),
                second(row),
                row.getString("used_session"),
                time(row, "used_at"),
                time(row, "over_at"),
                path(row.getString("normal_path")));
    }

    private static @Nullable NormalPath path(@Nullable String text) {
        return text == null ? null : NormalPath.parse(text).orElse(null);
    }

    private static @Nullable Consent second(ResultSet row) throws SQLException {
        @Nullable Instant at = time(row, "second_at");
        return at == null
                ? null
                : new Consent(
                        row.getString("second_by"), row.getString("second_name"), row.getString("second_session"), at);
    }

    private static @Nullable Instant time(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
