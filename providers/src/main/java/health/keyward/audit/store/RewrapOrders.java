package health.keyward.audit.store;

import health.keyward.audit.Retention.Outcome;
import health.keyward.audit.Retention.Why;
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
import org.jspecify.annotations.Nullable;

/**
 * Re-wraps that two persons have ordered. A re-wrap takes many transactions, so that it cannot be part of the one that confirms it: the confirmation
 * writes the order, one node at a time carries it out, and the transaction with the mark ends it. What breaks off in between is begun anew.
 */
public final class RewrapOrders {
    private static final String ROWS =
            "SELECT approval, to_epoch, ordered_at, ended_at, keys, trouble FROM kw_audit_rewrap";

    private RewrapOrders() {}

    /**
     * @param keys wrapped anew when it is done; null as long as it is not
     * @param trouble name of a {@link Why}; of an order that is not ended why it has not begun
     */
    public record Row(
            String approval,
            int toEpoch,
            Instant orderedAt,
            @Nullable Instant endedAt,
            @Nullable Long keys,
            @Nullable String trouble) {}

    public static void order(Connection tx, int toEpoch, String approval, Instant now) throws SQLException {
        try (PreparedStatement insert =
                tx.prepareStatement("INSERT INTO kw_audit_rewrap (approval, to_epoch, ordered_at) VALUES (?, ?, ?)")) {
            insert.setString(1, approval);
            insert.setInt(2, toEpoch);
            insert.setObject(3, now.atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }

    /** The newest first. */
    public static List<Row> newest(Connection tx, int most) throws SQLException {
        return ask(tx, ROWS + " ORDER BY ordered_at DESC LIMIT " + most);
    }

    /** Carries out the oldest order that is open, if there is one. */
    public static void round(Connection tx, Rewrap rewrap, Instant now) throws SQLException {
        Optional<Row> open = ask(tx, ROWS + " WHERE ended_at IS NULL ORDER BY ordered_at LIMIT 1").stream()
                .findFirst();
        if (open.isPresent()
                && rewrap.to(open.get().toEpoch(), open.get().approval()) instanceof Outcome.Refused(Why why)) {
            refused(tx, open.get(), why, now);
        }
    }

    /** A file that is missing may still come, on this node or another; what is no later epoch never becomes one. */
    private static void refused(Connection tx, Row order, Why why, Instant now) throws SQLException {
        try (PreparedStatement update = tx.prepareStatement(
                "UPDATE kw_audit_rewrap SET trouble = ?, ended_at = ? WHERE approval = ? AND ended_at IS NULL")) {
            update.setString(1, why.name());
            update.setObject(2, why == Why.NO_KEY_FILE ? null : now.atOffset(ZoneOffset.UTC));
            update.setString(3, order.approval());
            update.executeUpdate();
        }
    }

    /** In the transaction of the mark. */
    static void done(Connection tx, String approval, long keys, Instant now) throws SQLException {
        try (PreparedStatement update = tx.prepareStatement(
                "UPDATE kw_audit_rewrap SET ended_at = ?, keys = ?, trouble = NULL WHERE approval = ? AND ended_at IS"
                        + " NULL")) {
            update.setObject(1, now.atOffset(ZoneOffset.UTC));
            update.setLong(2, keys);
            update.setString(3, approval);
            update.executeUpdate();
        }
    }

    private static List<Row> ask(Connection tx, String query) throws SQLException {
        List<Row> rows = new ArrayList<>();
        try (PreparedStatement ask = tx.prepareStatement(query);
                ResultSet row = ask.executeQuery()) {
            while (row.next()) {
                OffsetDateTime ended = row.getObject(4, OffsetDateTime.class);
                long count = row.getLong(5);
                Long keys = row.wasNull() ? null : count;
                rows.add(new Row(
                        row.getString(1),
                        row.getInt(2),
                        row.getObject(3, OffsetDateTime.class).toInstant(),
                        ended == null ? null : ended.toInstant(),
                        keys,
                        row.getString(6)));
            }
        }
        return rows;
    }
}
