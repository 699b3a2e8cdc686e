package health.keyward.stepup.store;

import health.keyward.kernel.RealmId;
import health.keyward.stepup.core.WrittenRule;
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

/**
 * {@code KW_STEPUP_MAP}: every published version, none ever rewritten, the highest counts. Version 0 is the empty map of a realm that has published
 * nothing. And {@code KW_STEPUP_MAP_CANDIDATE}: maps that wait for a second person, by the hash of their text. Works on the connection it is given.
 */
public final class MapVersions {
    private static final String COLUMNS =
            "version, rules, sha256, published_by, published_by_id, approval, published_at, reason";
    private static final String CANDIDATES_KEPT = "30 days";

    /**
     * One published version.
     *
     * @param sha256 of the text
     * @param by user name at that time
     * @param approval id of the proposal that a second person confirmed; null when one person could publish it
     */
    public record Version(
            long number,
            List<WrittenRule> rules,
            String sha256,
            String by,
            String byId,
            @Nullable UUID approval,
            Instant at,
            String reason) {}

    /** @param after number of the version it is to follow */
    public record NewVersion(
            RealmId realm,
            long after,
            List<WrittenRule> rules,
            String by,
            String byId,
            @Nullable UUID approval,
            Instant at,
            String reason) {}

    public Optional<Version> newest(Connection tx, RealmId realm) throws SQLException {
        return list(tx, realm, Long.MAX_VALUE, 1).stream().findFirst();
    }

    public Optional<Version> one(Connection tx, RealmId realm, long number) throws SQLException {
        return list(tx, realm, number, 1).stream()
                .filter(v -> v.number() == number)
                .findFirst();
    }

    /** Versions up to a number, newest first. */
    public List<Version> list(Connection tx, RealmId realm, long upTo, int limit) throws SQLException {
        try (PreparedStatement select = tx.prepareStatement("SELECT " + COLUMNS
                + " FROM kw_stepup_map WHERE realm_id = ? AND version <= ? ORDER BY version DESC LIMIT ?")) {
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

    /** The newest version's number in each realm that has one. */
    public Map<RealmId, Long> numbers(Connection tx) throws SQLException {
        try (PreparedStatement select =
                        tx.prepareStatement("SELECT realm_id, max(version) FROM kw_stepup_map GROUP BY realm_id");
                ResultSet row = select.executeQuery()) {
            Map<RealmId, Long> numbers = new HashMap<>();
            while (row.next()) {
                numbers.put(new RealmId(row.getString(1)), row.getLong(2));
            }
            return numbers;
        }
    }

    /** Empty when another version came first; the key lets only one follow. */
    public Optional<Version> publish(Connection tx, NewVersion wanted) throws SQLException {
        long present = newest(tx, wanted.realm()).map(Version::number).orElse(0L);
        if (present != wanted.after()) {
            return Optional.empty();
        }
        String text = MapText.of(wanted.rules());
        try (PreparedStatement insert = tx.prepareStatement("INSERT INTO kw_stepup_map (realm_id, " + COLUMNS
                + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")) {
            insert.setString(1, wanted.realm().value());
            insert.setLong(2, wanted.after() + 1);
            insert.setString(3, text);
            insert.setString(4, MapText.hash(text));
            insert.setString(5, wanted.by());
            insert.setString(6, wanted.byId());
            insert.setObject(7, wanted.approval());
            insert.setObject(8, wanted.at().atOffset(ZoneOffset.UTC));
            insert.setString(9, wanted.reason());
            return insert.executeUpdate() == 1 ? one(tx, wanted.realm(), wanted.after() + 1) : Optional.empty();
        }
    }

    /** Keeps a map for a second person to look at; gives the hash it is found by. */
    public String keep(Connection tx, RealmId realm, List<WrittenRule> rules, Instant at) throws SQLException {
        String text = MapText.of(rules);
        String hash = MapText.hash(text);
        try (PreparedStatement forget = tx.prepareStatement(
                "DELETE FROM kw_stepup_map_candidate WHERE realm_id = ? AND kept_at < ? - interval '" + CANDIDATES_KEPT
                        + "'")) {
            forget.setString(1, realm.value());
            forget.setObject(2, at.atOffset(ZoneOffset.UTC));
            forget.executeUpdate();
        }
        try (PreparedStatement insert = tx.prepareStatement(
                "INSERT INTO kw_stepup_map_candidate (realm_id, sha256, rules, kept_at) VALUES (?, ?, ?, ?)"
                        + " ON CONFLICT (realm_id, sha256) DO UPDATE SET kept_at = excluded.kept_at")) {
            insert.setString(1, realm.value());
            insert.setString(2, hash);
            insert.setString(3, text);
            insert.setObject(4, at.atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
        return hash;
    }

    /** Empty when no map with this hash waits, or when the kept text is not what was kept. */
    public Optional<List<WrittenRule>> candidate(Connection tx, RealmId realm, String hash) throws SQLException {
        try (PreparedStatement select =
                tx.prepareStatement("SELECT rules FROM kw_stepup_map_candidate WHERE realm_id = ? AND sha256 = ?")) {
            select.setString(1, realm.value());
            select.setString(2, hash);
            try (ResultSet row = select.executeQuery()) {
                return row.next() && MapText.hash(row.getString(1)).equals(hash)
                        ? Optional.of(MapText.read(row.getString(1)))
                        : Optional.empty();
            }
        }
    }

    private static Version version(ResultSet row) throws SQLException {
        String text = row.getString("rules");
        String hash = row.getString("sha256");
        if (!MapText.hash(text).equals(hash)) {
            throw new IllegalStateException(
                    "version " + row.getLong("version") + " of a step-up map was tampered with");
        }
        return new Version(
                row.getLong("version"),
                MapText.read(text),
                hash,
                row.getString("published_by"),
                row.getString("published_by_id"),
                row.getObject("approval", UUID.class),
                row.getObject("published_at", OffsetDateTime.class).toInstant(),
                row.getString("reason"));
    }
}
