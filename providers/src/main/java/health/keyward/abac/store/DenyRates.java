package health.keyward.abac.store;

import health.keyward.abac.core.DenyRate;
import health.keyward.kernel.RealmId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Finds reasons that refuse much more, or much less, than they use to, and keeps for a day that it was told. Nobody else is here at the same time. */
public final class DenyRates {
    private static final Duration USUAL = Duration.ofDays(7);
    private static final Duration QUIET = Duration.ofHours(24);

    private DenyRates() {}

    /** @param hour its beginning */
    public record Found(RealmId realm, String reason, Instant hour, DenyRate rate, DenyRate.Change change) {}

    /** What has to be told now, in the caller's transaction; a reason is told about at most once in 24 hours. */
    public static List<Found> round(Connection tx, Instant now) throws SQLException {
        Instant hour = now.truncatedTo(ChronoUnit.HOURS);
        List<Found> found = new ArrayList<>();
        for (Found one : changes(tx, hour, false)) {
            if (tell(tx, one, now)) {
                found.add(one);
            }
        }
        for (Found one : changes(tx, hour.minus(1, ChronoUnit.HOURS), true)) {
            if (tell(tx, one, now)) {
                found.add(one);
            }
        }
        return found;
    }

    private static List<Found> changes(Connection tx, Instant hour, boolean over) throws SQLException {
        List<Found> found = new ArrayList<>();
        try (PreparedStatement ask = tx.prepareStatement("""
            WITH counted AS (
              SELECT realm_id, reason,
                coalesce(sum(n) FILTER (WHERE at = ?), 0) AS all_now,
                coalesce(sum(n) FILTER (WHERE at = ? AND effect IN ('DENY', 'OFFER_BREAK_GLASS')), 0) AS refused_now,
                coalesce(sum(n) FILTER (WHERE at < ?), 0) AS all_before,
                coalesce(sum(n) FILTER (WHERE at < ? AND effect IN ('DENY', 'OFFER_BREAK_GLASS')), 0) AS refused_before
              FROM kw_decision_tally WHERE at >= ? AND at <= ? GROUP BY 1, 2)
            SELECT r.realm_id, r.reason, r.refused_now, t.all_now, r.refused_before, t.all_before
            FROM counted r JOIN counted t ON t.realm_id = r.realm_id AND t.reason = ''
            WHERE r.reason <> '' ORDER BY 1, 2\
            """)) {
            for (int i = 1; i <= 4; i++) {
                ask.setObject(i, hour.atOffset(ZoneOffset.UTC));
            }
            ask.setObject(5, hour.minus(USUAL).atOffset(ZoneOffset.UTC));
            ask.setObject(6, hour.atOffset(ZoneOffset.UTC));
            try (ResultSet row = ask.executeQuery()) {
                while (row.next()) {
                    RealmId realm = new RealmId(row.getString(1));
                    String reason = row.getString(2);
                    DenyRate rate = new DenyRate(row.getLong(3), row.getLong(4), row.getLong(5), row.getLong(6));
                    rate.change(over).ifPresent(change -> found.add(new Found(realm, reason, hour, rate, change)));
                }
            }
        }
        return found;
    }

    private static boolean tell(Connection tx, Found found, Instant now) throws SQLException {
        try (PreparedStatement write = tx.prepareStatement("""
            INSERT INTO kw_decision_alarm AS a (realm_id, reason, raised_at) VALUES (?, ?, ?)
            ON CONFLICT (realm_id, reason) DO UPDATE SET raised_at = excluded.raised_at WHERE a.raised_at <= ?\
            """)) {
            write.setString(1, found.realm().value());
            write.setString(2, found.reason());
            write.setObject(3, now.atOffset(ZoneOffset.UTC));
            write.setObject(4, now.minus(QUIET).atOffset(ZoneOffset.UTC));
            return write.executeUpdate() == 1;
        }
    }
}
