package health.keyward.audit.store;

import health.keyward.audit.core.Checkpoint;
import health.keyward.audit.core.GrowingTree;
import health.keyward.audit.core.Hash;
import health.keyward.audit.core.Merkle;
import health.keyward.audit.core.Origin;
import health.keyward.audit.core.SigningKey;
import health.keyward.audit.core.TreeHead;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/**
 * The newest entries as a log of their own, in temporary tables that carry the names of the real ones and stand before them: what reads the ledger reads
 * the copy, on this connection and until the transaction ends, and nothing that is done to it reaches the ledger. Its checkpoints are signed with a key
 * made for the drill, under another origin, so that they can never be taken for the log's.
 */
final class DrillCopy {
    static final Origin ORIGIN = new Origin("drill");

    private static final List<String> TABLES = List.of(
            "kw_audit_log",
            "kw_audit_tile",
            "kw_audit_head",
            "kw_audit_checkpoint",
            "kw_audit_cosignature",
            "kw_audit_check",
            "kw_audit_inbox");

    private final Connection tx;
    private final Instant now;

    private DrillCopy(Connection tx, Instant now) {
        this.tx = tx;
        this.now = now;
    }

    /** @throws SQLException when the tables of the ledger are not hidden behind those of the copy; nothing has happened then */
    static DrillCopy make(Connection tx, int most, Instant now) throws SQLException {
        try (Statement sql = tx.createStatement()) {
            sql.execute("CREATE TEMPORARY TABLE kw_drill ON COMMIT DROP AS"
                    + " SELECT seq, seq_at, boot, nseq, leaf FROM kw_audit_log ORDER BY seq DESC LIMIT " + most);
            for (String table : TABLES) {
                sql.execute("CREATE TEMPORARY TABLE " + table + " (LIKE " + table + " INCLUDING ALL) ON COMMIT DROP");
            }
            sql.execute("SELECT set_config('search_path', 'pg_temp, ' || (SELECT string_agg(quote_ident(s), ', ')"
                    + " FROM unnest(current_schemas(false)) s WHERE s NOT LIKE 'pg_temp%'), true)");
            for (String table : TABLES) {
                try (ResultSet row =
                        sql.executeQuery("SELECT '" + table + "'::regclass = 'pg_temp." + table + "'::regclass")) {
                    row.next();
                    if (!row.getBoolean(1)) {
                        throw new SQLException("the copy does not stand before " + table + "; no drill");
                    }
                }
            }
            sql.execute("INSERT INTO pg_temp.kw_audit_log (seq, seq_at, boot, nseq, leaf)"
                    + " SELECT seq, seq_at, boot, nseq, leaf FROM pg_temp.kw_drill");
        }
        return new DrillCopy(tx, now);
    }

    long number(String column) throws SQLException {
        try (Statement ask = tx.createStatement();
                ResultSet row = ask.executeQuery("SELECT " + column + " FROM pg_temp.kw_audit_log")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Makes tiles and head over what the copy holds now; gives back what a witness would remember. */
    TreeHead grow() throws SQLException {
        execute("DELETE FROM pg_temp.kw_audit_tile; DELETE FROM pg_temp.kw_audit_head");
        GrowingTree tree = GrowingTree.empty();
        long first = number("min(seq)");
        new LogTable(tx).each(first, Long.MAX_VALUE, row -> tree.add(Merkle.leaf(row.leaf())));
        new Tiles(tx, 1).keep(tree.takeChanged());
        Hash root = tree.root();
        try (PreparedStatement head = tx.prepareStatement(
                "INSERT INTO pg_temp.kw_audit_head (k, epoch, first_seq, size, root, sequenced_at) VALUES (1, 1, ?, ?,"
                        + " ?, ?)")) {
            head.setLong(1, first);
            head.setLong(2, tree.size());
            head.setBytes(3, root.bytes());
            head.setObject(4, now.atOffset(ZoneOffset.UTC));
            head.executeUpdate();
        }
        return new TreeHead(ORIGIN.of(1), tree.size(), root);
    }

    void sign(TreeHead head, SigningKey key) throws SQLException {
        execute("DELETE FROM pg_temp.kw_audit_checkpoint WHERE size = " + head.size());
        new Checkpoints(tx).keep(1, head.size(), Checkpoint.signed(head, List.of(key)), now);
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = tx.createStatement()) {
            statement.execute(sql);
        }
    }
}
