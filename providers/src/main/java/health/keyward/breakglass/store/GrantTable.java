package health.keyward.breakglass.store;

import health.keyward.breakglass.EndReason;
import health.keyward.breakglass.Grant;
import health.keyward.breakglass.core.GrantFilter;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code KW_GRANT} and {@code KW_GRANT_TOKEN}: emergency access that was given, and the tokens that carry what still runs. */
public final class GrantTable {
    private static final String COLUMNS =
            "id, realm_id, person, username, patient, apps, data_class, action, purpose, reason, reasons_version,"
                    + " from_at, until_at, session_id, client_id, key_thumbprint, device, waived, co_signer, degraded,"
                    + " ended_at, end_reason, ended_by";

    public void add(Connection tx, Grant grant) throws SQLException {
        try (PreparedStatement insert = tx.prepareStatement("INSERT INTO kw_grant (" + COLUMNS
                + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, NULL, NULL)")) {
            Grant.Binding to = grant.binding();
            insert.setObject(1, uuid(grant.id()));
            insert.setString(2, grant.realm().value());
            insert.setString(3, grant.person().value());
            insert.setString(4, grant.username());
            insert.setString(5, grant.patient());
            insert.setArray(6, tx.createArrayOf("text", grant.apps().toArray()));
            insert.setString(7, grant.dataClass());
            insert.setString(8, grant.action());
            insert.setString(9, grant.purpose());
            insert.setString(10, grant.reason());
            insert.setInt(11, grant.reasonsVersion());
            insert.setObject(12, utc(grant.from()));
            insert.setObject(13, utc(grant.until()));
            insert.setString(14, to.session());
            insert.setString(15, to.client());
            insert.setString(16, to.key());
            insert.setString(17, to.device());
            insert.setBoolean(18, grant.waived());
            insert.setString(
                    19, grant.coSigner() == null ? null : grant.coSigner().value());
            insert.setBoolean(20, grant.degraded());
            insert.executeUpdate();
        }
    }

    /** False when it has an end already. */
    public boolean end(Connection tx, RealmId realm, String id, Grant.End end) throws SQLException {
        try (PreparedStatement update = tx.prepareStatement(
                "UPDATE kw_grant SET ended_at = ?, end_reason = ?, ended_by = ? WHERE realm_id = ? AND id = ? AND"
                        + " ended_at IS NULL")) {
            update.setObject(1, utc(end.at()));
            update.setString(2, end.why().name());
            update.setString(3, end.by() == null ? null : end.by().value());
            update.setString(4, realm.value());
            update.setObject(5, uuid(id));
            return update.executeUpdate() == 1;
        }
    }

    public Optional<Grant> find(Connection tx, RealmId realm, String id) throws SQLException {
        return id.matches("[0-9a-f]{32}")
                ? many(tx, "realm_id = ? AND id = ?", "", realm.value(), uuid(id)).stream()
                        .findFirst()
                : Optional.empty();
    }

    /** Without an end, whatever the clock says; the newest first. */
    public List<Grant> open(Connection tx, RealmId realm, UserId person) throws SQLException {
        return many(tx, "realm_id = ? AND person = ? AND ended_at IS NULL", "", realm.value(), person.value());
    }

    /** The same of all realms. */
    public List<Grant> open(Connection tx) throws SQLException {
        return many(tx, "ended_at IS NULL", "");
    }

    /**
     * A page, newest first.
     *
     * @param now decides what runs
     * @param before last row of the page before, by time and id; null for the first page
     */
    public List<Grant> page(
            Connection tx,
            RealmId realm,
            GrantFilter filter,
            Instant now,
            @Nullable Instant before,
            @Nullable UUID beforeId,
            int limit)
            throws SQLException {
        StringBuilder where = new StringBuilder("realm_id = ?");
        List<Object> values = new ArrayList<>(List.of(realm.value()));
        if (filter.running() != null) {
            where.append(
                    filter.running()
                            ? " AND ended_at IS NULL AND until_at > ?"
                            : " AND (ended_at IS NOT NULL OR until_at <= ?)");
            values.add(utc(now));
        }
        if (filter.person() != null) {
            where.append(" AND ? IN (person, username)");
            values.add(filter.person());
        }
        filter(where, values, "reason", filter.reason());
        if (filter.app() != null) {
            where.append(" AND ? = ANY(apps)");
            values.add(filter.app());
        }
        if (filter.from() != null) {
            where.append(" AND from_at >= ?");
            values.add(utc(filter.from()));
        }
        if (filter.to() != null) {
            where.append(" AND from_at < ?");
            values.add(utc(filter.to()));
        }
        if (before != null && beforeId != null) {
            where.append(" AND (from_at, id) < (?, ?)");
            values.add(utc(before));
            values.add(beforeId);
        }
        return many(tx, where.toString(), " LIMIT " + limit, values.toArray());
    }

    /** Binds a grant to the key that its first token is bound to; false when it is bound to another one. */
    public boolean bind(Connection tx, String id, String thumbprint) throws SQLException {
        try (PreparedStatement update = tx.prepareStatement(
                "UPDATE kw_grant SET key_thumbprint = ? WHERE id = ? AND coalesce(key_thumbprint, ?) = ?")) {
            update.setString(1, thumbprint);
            update.setObject(2, uuid(id));
            update.setString(3, thumbprint);
            update.setString(4, thumbprint);
            return update.executeUpdate() == 1;
        }
    }

    /** Remembers a token that carries a grant, to be revoked should the grant end early. */
    public void issued(Connection tx, String grant, String jti, Instant expires) throws SQLException {
        try (PreparedStatement insert = tx.prepareStatement(
                "INSERT INTO kw_grant_token (grant_id, jti, expires_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")) {
            insert.setObject(1, uuid(grant));
            insert.setString(2, jti);
            insert.setObject(3, utc(expires));
            insert.executeUpdate();
        }
    }

    /** A token by its id. */
    public record Token(String jti, Instant expires) {}

    /** Takes out the tokens of a grant. */
    public List<Token> tokens(Connection tx, String grant) throws SQLException {
        try (PreparedStatement delete =
                tx.prepareStatement("DELETE FROM kw_grant_token WHERE grant_id = ? RETURNING jti, expires_at")) {
            delete.setObject(1, uuid(grant));
            try (ResultSet row = delete.executeQuery()) {
                List<Token> tokens = new ArrayList<>();
                while (row.next()) {
                    tokens.add(new Token(row.getString(1), instant(row, "expires_at")));
                }
                return tokens;
            }
        }
    }

    /**
     * Takes a person out of what is over, as requester, co-signer or whoever ended it. Rows of one person go on belonging together, to nobody. A grant without
     * an end is not touched.
     */
    public void forget(Connection tx, RealmId realm, UserId person) throws SQLException {
        String nobody = "erased-" + UUID.randomUUID();
        for (String set : List.of(
                "person = ?, username = 'erased', device = NULL, key_thumbprint = NULL WHERE realm_id = ? AND person = ?",
                "co_signer = ? WHERE realm_id = ? AND co_signer = ?",
                "ended_by = ? WHERE realm_id = ? AND ended_by = ?")) {
            try (PreparedStatement update =
                    tx.prepareStatement("UPDATE kw_grant SET " + set + " AND ended_at IS NOT NULL")) {
                update.setString(1, nobody);
                update.setString(2, realm.value());
                update.setString(3, person.value());
                update.executeUpdate();
            }
        }
    }

    private static void filter(StringBuilder where, List<Object> values, String column, @Nullable String wanted) {
        if (wanted != null) {
            where.append(" AND ").append(column).append(" = ?");
            values.add(wanted);
        }
    }

    private static List<Grant> many(Connection tx, String where, String limit, Object... values) throws SQLException {
        try (PreparedStatement select = tx.prepareStatement(
                "SELECT " + COLUMNS + " FROM kw_grant WHERE " + where + " ORDER BY from_at DESC, id DESC" + limit)) {
            for (int i = 0; i < values.length; i++) {
                select.setObject(i + 1, values[i]);
            }
            try (ResultSet row = select.executeQuery()) {
                List<Grant> grants = new ArrayList<>();
                while (row.next()) {
                    grants.add(read(row));
                }
                return grants;
            }
        }
    }

    private static Grant read(ResultSet row) throws SQLException {
        @Nullable String coSigner = row.getString("co_signer");
        @Nullable String ending = row.getString("end_reason");
        @Nullable String endedBy = row.getString("ended_by");
        return new Grant(
                row.getObject("id", UUID.class).toString().replace("-", ""),
                new RealmId(row.getString("realm_id")),
                new UserId(row.getString("person")),
                row.getString("username"),
                row.getString("patient"),
                Arrays.stream((Object[]) row.getArray("apps").getArray())
                        .map(Object::toString)
                        .toList(),
                row.getString("data_class"),
                row.getString("action"),
                row.getString("purpose"),
                row.getString("reason"),
                row.getInt("reasons_version"),
                instant(row, "from_at"),
                instant(row, "until_at"),
                new Grant.Binding(
                        row.getString("session_id"),
                        row.getString("client_id"),
                        row.getString("key_thumbprint"),
                        row.getString("device")),
                row.getBoolean("waived"),
                coSigner == null ? null : new UserId(coSigner),
                row.getBoolean("degraded"),
                ending == null
                        ? null
                        : new Grant.End(
                                instant(row, "ended_at"),
                                EndReason.valueOf(ending),
                                endedBy == null ? null : new UserId(endedBy)));
    }

    private static UUID uuid(String id) {
        return UUID.fromString(id.replaceAll("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5"));
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
