package health.keyward.abac.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code KW_POLICY_KEPT} and {@code KW_POLICY_TRY}: the last good bundle of a source of the installation, so that a restart finds it again, and how the last
 * try ended. Works on the connection it is given.
 */
public final class BundleKept {
    private static final int LONGEST_DETAIL = 300;

    /** Where a bundle of the installation comes from, apart from the one it is delivered with. */
    public enum Source {
        FILE,
        URL
    }

    /**
     * @param etag as the server said; null when it said none
     * @param confirmed when the source last said that this is it
     */
    public record Kept(
            String sha256, byte[] content, @Nullable String etag, Instant loaded, Instant confirmed) {}

    public Optional<Kept> kept(Connection tx, Source source) throws SQLException {
        try (PreparedStatement select = tx.prepareStatement(
                "SELECT sha256, content, etag, loaded_at, confirmed_at FROM kw_policy_kept WHERE source = ?")) {
            select.setString(1, source.name());
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Kept(
                                row.getString("sha256"),
                                row.getBytes("content"),
                                row.getString("etag"),
                                instant(row, "loaded_at"),
                                instant(row, "confirmed_at")))
                        : Optional.empty();
            }
        }
    }

    public void keep(Connection tx, Source source, Kept one) throws SQLException {
        try (PreparedStatement upsert = tx.prepareStatement("""
            INSERT INTO kw_policy_kept (source, sha256, content, etag, loaded_at, confirmed_at)
            VALUES (?, ?, ?, ?, ?, ?)
            ON CONFLICT (source) DO UPDATE SET
              loaded_at = CASE WHEN kw_policy_kept.sha256 = excluded.sha256
                THEN kw_policy_kept.loaded_at ELSE excluded.loaded_at END,
              sha256 = excluded.sha256, content = excluded.content, etag = excluded.etag,
              confirmed_at = excluded.confirmed_at\
            """)) {
            upsert.setString(1, source.name());
            upsert.setString(2, one.sha256());
            upsert.setBytes(3, one.content());
            upsert.setString(4, one.etag());
            upsert.setObject(5, one.loaded().atOffset(ZoneOffset.UTC));
            upsert.setObject(6, one.confirmed().atOffset(ZoneOffset.UTC));
            upsert.executeUpdate();
        }
    }

    /** The source says that nothing has changed. */
    public void confirm(Connection tx, Source source, String sha256, Instant at) throws SQLException {
        try (PreparedStatement update = tx.prepareStatement(
                "UPDATE kw_policy_kept SET confirmed_at = greatest(confirmed_at, ?) WHERE source = ? AND sha256 = ?")) {
            update.setObject(1, at.atOffset(ZoneOffset.UTC));
            update.setString(2, source.name());
            update.setString(3, sha256);
            update.executeUpdate();
        }
    }

    /** Whether this is news: the try before ended otherwise, on whichever node it was made. */
    public boolean tried(Connection tx, Source source, Instant at, boolean taken, String detail) throws SQLException {
        try (PreparedStatement upsert = tx.prepareStatement("""
            INSERT INTO kw_policy_try (source, at, taken, detail) VALUES (?, ?, ?, ?)
            ON CONFLICT (source) DO UPDATE SET at = excluded.at, taken = excluded.taken, detail = excluded.detail
            WHERE kw_policy_try.taken <> excluded.taken OR kw_policy_try.detail <> excluded.detail\
            """)) {
            upsert.setString(1, source.name());
            upsert.setObject(2, at.atOffset(ZoneOffset.UTC));
            upsert.setBoolean(3, taken);
            upsert.setString(4, detail.substring(0, Math.min(LONGEST_DETAIL, detail.length())));
            return upsert.executeUpdate() == 1;
        }
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
