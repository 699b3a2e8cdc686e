package health.keyward.breakglass.store;

import health.keyward.breakglass.core.CaseFigures.Reviewed;
import health.keyward.kernel.RealmId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Counts of {@code KW_CASE} (BG-18). */
public final class CaseCounts {
    private static final String FIGURES = """
        SELECT
          extract(epoch FROM percentile_cont(0.5) WITHIN GROUP (ORDER BY closed_at - opened_at)) / 60 AS minutes,
          avg((coalesce(closed_at, ?) > due_at)::int) AS overdue,
          avg((disposition = 'INAPPROPRIATE')::int) AS inappropriate,
          avg((disposition = 'POLICY_GAP')::int) AS gap
        FROM kw_case WHERE realm_id = ? AND opened_at >= ? AND opened_at < ?\
        """;

    /** Of cases that were opened in that time; the end is excluded. */
    public Reviewed between(Connection tx, RealmId realm, Instant from, Instant to, Instant now) throws SQLException {
        try (PreparedStatement select = tx.prepareStatement(FIGURES)) {
            select.setObject(1, now.atOffset(ZoneOffset.UTC));
            select.setString(2, realm.value());
            select.setObject(3, from.atOffset(ZoneOffset.UTC));
            select.setObject(4, to.atOffset(ZoneOffset.UTC));
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return new Reviewed(
                        number(row, "minutes"),
                        number(row, "overdue"),
                        number(row, "inappropriate"),
                        number(row, "gap"));
            }
        }
    }

    private static @Nullable Double number(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? null : value;
    }
}
