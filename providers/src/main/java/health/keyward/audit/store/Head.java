package health.keyward.audit.store;

import health.keyward.audit.core.Hash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Where the log ends.
 *
 * @param epoch from 1
 * @param firstSeq number of the epoch's entry 0
 * @param size entries of the epoch
 * @param root of the tree over them; null until entries of before the tree have been taken into it
 * @param sequencedAt when the last entry was numbered
 */
public record Head(
        int epoch,
        long firstSeq,
        long size,
        @Nullable Hash root,
        @Nullable Instant sequencedAt) {
    private static final String COLUMNS = "SELECT epoch, first_seq, size, root, sequenced_at";
    private static final String HEAD = " FROM kw_audit_head WHERE k = 1";
    /** Whoever moves the head commits durably, whatever the server's setting is. */
    private static final String DURABLY = """
        , set_config('synchronous_commit', CASE WHEN current_setting('synchronous_commit') IN ('off', 'local') THEN 'on'
            ELSE current_setting('synchronous_commit') END, true)\
        """;

    /** As it stands; it may move right after. */
    public static Head read(Connection tx) throws SQLException {
        return ask(tx, COLUMNS + HEAD);
    }

    /** Waits for whoever is moving it, and lets nobody else move it until the transaction ends. */
    static Head locked(Connection tx) throws SQLException {
        return ask(tx, COLUMNS + DURABLY + HEAD + " FOR UPDATE");
    }

    private static Head ask(Connection tx, String query) throws SQLException {
        try (PreparedStatement ask = tx.prepareStatement(query);
                ResultSet row = ask.executeQuery()) {
            if (!row.next()) {
                throw new SQLException("the log has no head");
            }
            byte[] root = row.getBytes(4);
            OffsetDateTime at = row.getObject(5, OffsetDateTime.class);
            return new Head(
                    row.getInt(1),
                    row.getLong(2),
                    row.getLong(3),
                    root == null ? null : Hash.of(root),
                    at == null ? null : at.toInstant());
        }
    }

    /** Number the next entry gets. */
    public long nextSeq() {
        return firstSeq + size;
    }

    /**
     * Compare and swap: the head moves only if it is still this one, so that two sequencers can never make two histories.
     *
     * @throws SQLException when it has moved; nothing of the transaction may stay
     */
    void moveTo(Connection tx, Head next) throws SQLException {
        try (PreparedStatement swap = tx.prepareStatement("""
            UPDATE kw_audit_head SET epoch = ?, first_seq = ?, size = ?, root = ?, sequenced_at = ?
            WHERE k = 1 AND epoch = ? AND first_seq = ? AND size = ? AND root IS NOT DISTINCT FROM ?\
            """)) {
            swap.setInt(1, next.epoch);
            swap.setLong(2, next.firstSeq);
            swap.setLong(3, next.size);
            swap.setBytes(4, bytes(next.root));
            swap.setObject(5, next.sequencedAt == null ? null : next.sequencedAt.atOffset(ZoneOffset.UTC));
            swap.setInt(6, epoch);
            swap.setLong(7, firstSeq);
            swap.setLong(8, size);
            swap.setBytes(9, bytes(root));
            if (swap.executeUpdate() != 1) {
                throw new SQLException("another sequencer has moved the head of the log; this round is undone");
            }
        }
    }

    private static byte @Nullable [] bytes(@Nullable Hash hash) {
        return hash == null ? null : hash.bytes();
    }
}
