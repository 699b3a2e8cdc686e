package health.keyward.notice.store;

import health.keyward.kernel.RealmId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the outbox of a realm is doing.
 *
 * @param waiting notices not delivered yet
 * @param oldestWaiting age of the oldest of them; zero when none waits
 * @param failed notices that were given up
 */
public record OutboxState(
        long waiting,
        Duration oldestWaiting,
        long failed,
        @Nullable Instant lastDeliveredAt) {
    public static OutboxState read(Connection tx, RealmId realm, Instant now) throws SQLException {
        try (PreparedStatement ask = tx.prepareStatement("""
            SELECT count(*) FILTER (WHERE state = 'WAITING') AS waiting,
                   min(made_at) FILTER (WHERE state = 'WAITING') AS oldest,
                   count(*) FILTER (WHERE state = 'FAILED') AS failed,
                   max(delivered_at) AS last
            FROM kw_notice WHERE realm_id = ?\
            """)) {
            ask.setString(1, realm.value());
            try (ResultSet row = ask.executeQuery()) {
                row.next();
                Duration oldest = row.getObject("oldest") == null
                        ? Duration.ZERO
                        : Duration.between(Outbox.instant(row, "oldest"), now);
                return new OutboxState(
                        row.getLong("waiting"),
                        oldest.isNegative() ? Duration.ZERO : oldest,
                        row.getLong("failed"),
                        row.getObject("last") == null ? null : Outbox.instant(row, "last"));
            }
        }
    }
}
