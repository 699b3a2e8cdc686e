package health.keyward.stepup.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code KW_METADATA} and {@code KW_METADATA_TRY}: the last good BLOB, and how the last try from each source ended. */
public final class KeptMetadata {
    /** Where a BLOB comes from. */
    public enum Source {
        FILE,
        URL,
        UPLOAD
    }

    /**
     * What is known of the kept BLOB without reading it.
     *
     * @param root SHA-256 over the trust roots it was verified against
     * @param by name of who uploaded it; null when nobody did
     */
    public record Head(
            int number,
            LocalDate nextUpdate,
            String sha256,
            String root,
            Source source,
            Instant at,
            @Nullable String by) {}

    /** @param sha256 of what was offered; null when there was nothing to be had */
    public record Try(
            Source source,
            Instant at,
            boolean taken,
            @Nullable String sha256,
            String detail) {}

    public Optional<Head> head(Connection tx) throws SQLException {
        try (PreparedStatement select = tx.prepareStatement(
                        "SELECT number, next_update, sha256, root, source, loaded_at, loaded_by FROM kw_metadata");
                ResultSet row = select.executeQuery()) {
            return row.next()
                    ? Optional.of(new Head(
                            row.getInt("number"),
                            row.getObject("next_update", LocalDate.class),
                            row.getString("sha256"),
                            row.getString("root"),
                            Source.valueOf(row.getString("source")),
                            instant(row, "loaded_at"),
                            row.getString("loaded_by")))
                    : Optional.empty();
        }
    }

    public Optional<String> blob(Connection tx, String sha256) throws SQLException {
        try (PreparedStatement select = tx.prepareStatement("SELECT blob FROM kw_metadata WHERE sha256 = ?")) {
            select.setString(1, sha256);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    /** Puts a BLOB in the place of the kept one. Answers false when that is as new, or newer, and has the same root; also if another node was quicker. */
    public boolean keep(Connection tx, Head head, String blob) throws SQLException {
        try (PreparedStatement upsert = tx.prepareStatement("""
            INSERT INTO kw_metadata (k, number, next_update, sha256, root, blob, source, loaded_at, loaded_by)
            VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (k) DO UPDATE SET number = excluded.number, next_update = excluded.next_update,
              sha256 = excluded.sha256, root = excluded.root, blob = excluded.blob, source = excluded.source,
              loaded_at = excluded.loaded_at, loaded_by = excluded.loaded_by
            WHERE kw_metadata.root <> excluded.root OR kw_metadata.number < excluded.number\
            """)) {
            upsert.setInt(1, head.number());
            upsert.setObject(2, head.nextUpdate());
            upsert.setString(3, head.sha256());
            upsert.setString(4, head.root());
            upsert.setString(5, blob);
            upsert.setString(6, head.source().name());
            upsert.setObject(7, stored(head.at()));
            upsert.setString(8, head.by());
            return upsert.executeUpdate() == 1;
        }
    }

    public void tried(Connection tx, Try one) throws SQLException {
        try (PreparedStatement upsert = tx.prepareStatement("""
            INSERT INTO kw_metadata_try (source, at, taken, sha256, detail) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (source) DO UPDATE SET at = excluded.at, taken = excluded.taken, sha256 = excluded.sha256,
              detail = excluded.detail\
            """)) {
            upsert.setString(1, one.source().name());
            upsert.setObject(2, stored(one.at()));
            upsert.setBoolean(3, one.taken());
            upsert.setObject(4, one.sha256(), Types.VARCHAR);
            upsert.setString(
                    5, one.detail().substring(0, Math.min(300, one.detail().length())));
            upsert.executeUpdate();
        }
    }

    public Map<Source, Try> tries(Connection tx) throws SQLException {
        Map<Source, Try> all = new EnumMap<>(Source.class);
        try (PreparedStatement select = tx.prepareStatement("SELECT * FROM kw_metadata_try");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                Source source = Source.valueOf(row.getString("source"));
                all.put(
                        source,
                        new Try(
                                source,
                                instant(row, "at"),
                                row.getBoolean("taken"),
                                row.getString("sha256"),
                                row.getString("detail")));
            }
        }
        return all;
    }

    static OffsetDateTime stored(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
