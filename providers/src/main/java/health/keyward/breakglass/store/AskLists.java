package health.keyward.breakglass.store;

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
import java.util.UUID;

/**
 * {@code KW_BREAKGLASS_LIST}: every published version of the two lists of a realm, none ever rewritten, the highest counts. And
 * {@code KW_BREAKGLASS_LIST_CANDIDATE}: lists that wait for a second person, by the hash of their text.
 */
public final class AskLists {
    private static final String COLUMNS =
            "version, body, sha256, proposed_by, proposed_by_id, reviewed_by, reviewed_by_id,"
                    + " approval, published_at, reason";
    private static final String CANDIDATES_KEPT = "30 days";

    /** Which list. */
    public enum Kind {
        ELIGIBILITY,
        REASONS,
        /** The register of emergency administrators (EA-1). */
        EMERGENCY_ADMINS
    }

    /**
     * @param body see {@link AskText}
     * @param by who proposed it, user name at that time
     * @param reviewer who confirmed it
     */
    public record Version(
            int number,
            String body,
            String sha256,
            String by,
            String byId,
            String reviewer,
            String reviewerId,
            UUID approval,
            Instant at,
            String reason) {}

    public Optional<Version> newest(Connection tx, RealmId realm, Kind kind) throws SQLException {
        return list(tx, realm, kind, 1).stream().findFirst();
    }

    /** Newest first. */
    public List<Version> list(Connection tx, RealmId realm, Kind kind, int limit) throws SQLException {
        try (PreparedStatement select = tx.prepareStatement("SELECT " + COLUMNS
                + " FROM kw_breakglass_list WHERE realm_id = ? AND kind = ? ORDER BY version DESC LIMIT ?")) {
            select.setString(1, realm.value());
            select.setString(2, kind.name());
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

    /** False when another version came first; the key lets only one follow. */
    public boolean publish(Connection tx, RealmId realm, Kind kind, Version wanted) throws SQLException {
        int present = newest(tx, realm, kind).map(Version::number).orElse(0);
        if (present + 1 != wanted.number()) {
            return false;
        }
        try (PreparedStatement insert = tx.prepareStatement("INSERT INTO kw_breakglass_list (realm_id, kind, " + COLUMNS
                + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")) {
            insert.setString(1, realm.value());
            insert.setString(2, kind.name());
            insert.setInt(3, wanted.number());
            insert.setString(4, wanted.body());
            insert.setString(5, AskText.hash(wanted.body()));
            insert.setString(6, wanted.by());
            insert.setString(7, wanted.byId());
            insert.setString(8, wanted.reviewer());
            insert.setString(9, wanted.reviewerId());
            insert.setObject(10, wanted.approval());
            insert.setObject(11, wanted.at().atOffset(ZoneOffset.UTC));
            insert.setString(12, wanted.reason());
            return insert.executeUpdate() == 1;
        }
    }

    /** Keeps a list for a second person to look at; gives the hash it is found by. */
    public String keep(Connection tx, RealmId realm, String body, Instant at) throws SQLException {
        String hash = AskText.hash(body);
        try (PreparedStatement forget = tx.prepareStatement(
                "DELETE FROM kw_breakglass_list_candidate WHERE realm_id = ? AND kept_at < ? - interval '"
                        + CANDIDATES_KEPT + "'")) {
            forget.setString(1, realm.value());
            forget.setObject(2, at.atOffset(ZoneOffset.UTC));
            forget.executeUpdate();
        }
        try (PreparedStatement insert = tx.prepareStatement(
                "INSERT INTO kw_breakglass_list_candidate (realm_id, sha256, body, kept_at) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (realm_id, sha256) DO UPDATE SET kept_at = excluded.kept_at")) {
            insert.setString(1, realm.value());
            insert.setString(2, hash);
            insert.setString(3, body);
            insert.setObject(4, at.atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
        return hash;
    }

    /** Empty when no list with this hash waits, or when the kept text is not what was kept. */
    public Optional<String> candidate(Connection tx, RealmId realm, String hash) throws SQLException {
        try (PreparedStatement select = tx.prepareStatement(
                "SELECT body FROM kw_breakglass_list_candidate WHERE realm_id = ? AND sha256 = ?")) {
            select.setString(1, realm.value());
            select.setString(2, hash);
            try (ResultSet row = select.executeQuery()) {
                return row.next() && AskText.hash(row.getString(1)).equals(hash)
                        ? Optional.of(row.getString(1))
                        : Optional.empty();
            }
        }
    }

    private static Version version(ResultSet row) throws SQLException {
        String body = row.getString("body");
        String hash = row.getString("sha256");
        if (!AskText.hash(body).equals(hash)) {
            throw new IllegalStateException(
                    "version " + row.getInt("version") + " of a list of emergency access was tampered with");
        }
        return new Version(
                row.getInt("version"),
                body,
                hash,
                row.getString("proposed_by"),
                row.getString("proposed_by_id"),
                row.getString("reviewed_by"),
                row.getString("reviewed_by_id"),
                row.getObject("approval", UUID.class),
                row.getObject("published_at", OffsetDateTime.class).toInstant(),
                row.getString("reason"));
    }
}
