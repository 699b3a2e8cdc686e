package health.keyward.abac.store;

import health.keyward.kernel.RealmId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code KW_POLICY_BUNDLE}: every bundle that was handed in for a realm, numbered from 1, none ever rewritten. Works on the connection it is given. */
public final class BundleVersions {
    private static final String COLUMNS =
            "version, revision, sha256, uploaded_by, uploaded_by_id, uploaded_at, note, octet_length(content) AS size";

    /**
     * One bundle without its content.
     *
     * @param sha256 of what is in it, see {@code Bundle.sha256}
     * @param by user name at that time
     * @param size bytes as it was handed in
     */
    public record Version(
            long number, String revision, String sha256, String by, String byId, Instant at, String note, int size) {}

    /** A bundle that is handed in. */
    public record NewVersion(
            RealmId realm,
            String revision,
            String sha256,
            byte[] content,
            String by,
            String byId,
            Instant at,
            String note) {}

    /** The number it has from now on; that of an earlier one with the same content when there is one. */
    public long keep(Connection tx, NewVersion wanted) throws SQLException {
        Optional<Version> same = bySha256(tx, wanted.realm(), wanted.sha256());
        if (same.isPresent()) {
            return same.get().number();
        }
        try (PreparedStatement lock = tx.prepareStatement("SELECT pg_advisory_xact_lock(hashtextextended(?, 5))")) {
            lock.setString(1, "kw_policy_bundle " + wanted.realm().value());
            lock.execute();
        }
        try (PreparedStatement insert = tx.prepareStatement("""
            INSERT INTO kw_policy_bundle
              (realm_id, version, revision, sha256, content, uploaded_by, uploaded_by_id, uploaded_at, note)
            SELECT ?, coalesce(max(version), 0) + 1, ?, ?, ?, ?, ?, ?, ? FROM kw_policy_bundle WHERE realm_id = ?
            ON CONFLICT DO NOTHING\
            """)) {
            insert.setString(1, wanted.realm().value());
            insert.setString(2, wanted.revision());
            insert.setString(3, wanted.sha256());
            insert.setBytes(4, wanted.content());
            insert.setString(5, wanted.by());
            insert.setString(6, wanted.byId());
            insert.setObject(7, wanted.at().atOffset(ZoneOffset.UTC));
            insert.setString(8, wanted.note());
            insert.setString(9, wanted.realm().value());
            insert.executeUpdate();
        }
        return bySha256(tx, wanted.realm(), wanted.sha256()).orElseThrow().number();
    }

    /** Bundles up to a number, newest first. */
    public List<Version> list(Connection tx, RealmId realm, long upTo, int limit) throws SQLException {
        try (PreparedStatement select = tx.prepareStatement("SELECT " + COLUMNS
                + " FROM kw_policy_bundle WHERE realm_id = ? AND version <= ? ORDER BY version DESC LIMIT ?")) {
            select.setString(1, realm.value());
            select.setLong(2, upTo);
            select.setInt(3, limit);
            List<Version> versions = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    versions.add(version(row));
                }
            }
            return versions;
        }
    }

    public Optional<Version> one(Connection tx, RealmId realm, long number) throws SQLException {
        return list(tx, realm, number, 1).stream()
                .filter(version -> version.number() == number)
                .findFirst();
    }

    private Optional<Version> bySha256(Connection tx, RealmId realm, String sha256) throws SQLException {
        try (PreparedStatement select =
                tx.prepareStatement("SELECT " + COLUMNS + " FROM kw_policy_bundle WHERE realm_id = ? AND sha256 = ?")) {
            select.setString(1, realm.value());
            select.setString(2, sha256);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(version(row)) : Optional.empty();
            }
        }
    }

    /** As it was handed in. */
    public Optional<byte[]> content(Connection tx, RealmId realm, long number) throws SQLException {
        try (PreparedStatement select =
                tx.prepareStatement("SELECT content FROM kw_policy_bundle WHERE realm_id = ? AND version = ?")) {
            select.setString(1, realm.value());
            select.setLong(2, number);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
            }
        }
    }

    private static Version version(ResultSet row) throws SQLException {
        return new Version(
                row.getLong("version"),
                row.getString("revision"),
                row.getString("sha256"),
                row.getString("uploaded_by"),
                row.getString("uploaded_by_id"),
                row.getObject("uploaded_at", OffsetDateTime.class).toInstant(),
                row.getString("note"),
                row.getInt("size"));
    }
}
