package health.keyward.audit.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The key-encryption keys the database was used with. */
public final class Keks {
    private Keks() {}

    /** @param dataKeys wrapped by it now */
    public record Row(int epoch, Instant openedAt, @Nullable Instant retiredAt, long dataKeys) {}

    /** The newest first. */
    public static List<Row> all(Connection tx) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (PreparedStatement ask = tx.prepareStatement("""
            SELECT k.epoch, k.opened_at, k.retired_at, (SELECT count(*) FROM kw_audit_subject s WHERE s.kek_id = k.epoch)
            FROM kw_audit_kek k ORDER BY k.epoch DESC\
            """);
                ResultSet row = ask.executeQuery()) {
            while (row.next()) {
                OffsetDateTime retired = row.getObject(3, OffsetDateTime.class);
                rows.add(new Row(
                        row.getInt(1),
                        row.getObject(2, OffsetDateTime.class).toInstant(),
                        retired == null ? null : retired.toInstant(),
                        row.getLong(4)));
            }
        }
        return rows;
    }
}
