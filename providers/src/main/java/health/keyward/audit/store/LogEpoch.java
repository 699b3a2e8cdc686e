package health.keyward.audit.store;

import health.keyward.audit.Projection;
import health.keyward.audit.core.Anchors.Newest;
import health.keyward.audit.core.Checkpoint;
import health.keyward.audit.core.Hash;
import health.keyward.audit.core.Merkle;
import health.keyward.audit.core.Origin;
import health.keyward.audit.core.TreeHead;
import health.keyward.audit.store.SigningState.State;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A stretch of the log with a tree of its own. There is one, unless the database was put back and the log went on from there.
 *
 * @param firstSeq number of its entry 0
 * @param size entries
 */
public record LogEpoch(int epoch, long firstSeq, long size) {
    /**
     * Why an epoch is opened.
     *
     * @param words what happened
     * @param approval id of the approval it stands on
     */
    public record Reason(String words, String approval) {}

    /** All of them, the first one first. */
    public static List<LogEpoch> all(Connection tx) throws SQLException {
        List<LogEpoch> all = new ArrayList<>();
        try (Statement ask = tx.createStatement();
                ResultSet row = ask.executeQuery("SELECT epoch, first_seq, size FROM kw_audit_epoch"
                        + " UNION ALL SELECT epoch, first_seq, size FROM kw_audit_head ORDER BY epoch")) {
            while (row.next()) {
                all.add(new LogEpoch(row.getInt(1), row.getLong(2), row.getLong(3)));
            }
        }
        return all;
    }

    /** The one in which an entry stands. */
    public static Optional<LogEpoch> of(Connection tx, long seq) throws SQLException {
        return all(tx).stream()
                .filter(epoch -> seq >= epoch.firstSeq && seq < epoch.firstSeq + epoch.size)
                .findFirst();
    }

    /**
     * Opens an epoch: what came before keeps its checkpoints, and what comes after begins with an entry that says why (ADR 0004). Entries between the
     * last checkpoint and the end of the old epoch were never signed; the facts {@code closedSize} and {@code closedRoot} bind them to the new one.
     *
     * @param answers what the anchors remember; the new epoch is newer than any of theirs
     * @return its number
     */
    static int open(
            Connection tx,
            Origin origin,
            List<Newest> answers,
            Reason reason,
            Marks marks,
            Sequencer sequencer,
            List<Projection> projections)
            throws SQLException {
        Head head = Head.locked(tx);
        Hash root = head.root();
        if (root == null) {
            throw new SQLException("the log is still being taken into its tree");
        }
        Optional<TreeHead> newest = newest(origin, answers);
        int next = Math.max(head.epoch(), newest.map(origin::epochOf).orElse(0)) + 1;
        Map<String, String> facts = new TreeMap<>();
        Optional<Checkpoints.Kept> signed = new Checkpoints(tx).newest(head.epoch());
        facts.put("epoch", Integer.toString(next));
        facts.put("previousCheckpoint", signed.map(kept -> kept.note().whole()).orElse(""));
        facts.put(
                "recoveredSize",
                Long.toString(
                        Math.min(head.size(), signed.map(Checkpoints.Kept::size).orElse(0L))));
        facts.put("closedSize", Long.toString(head.size()));
        facts.put("closedRoot", root.base64());
        facts.put("reason", reason.words());
        facts.put("approval", reason.approval());
        newest.ifPresent(known -> facts.put("remembered", Checkpoint.text(known)));
        Arrival mark = marks.mark("EPOCH", facts);
        close(tx, head, root, origin, mark.at(), reason.words());
        Head opened = new Head(next, head.nextSeq(), 0, Merkle.empty(), head.sequencedAt());
        head.moveTo(tx, opened);
        sequencer.append(tx, opened, List.of(mark), projections);
        new SigningState(tx).write(State.NEW, "", mark.at());
        return next;
    }

    private static Optional<TreeHead> newest(Origin origin, List<Newest> answers) {
        return answers.stream()
                .map(answer ->
                        answer instanceof Newest.Remembered remembered ? remembered.head() : Optional.<TreeHead>empty())
                .flatMap(Optional::stream)
                .max(Comparator.<TreeHead>comparingInt(origin::epochOf).thenComparingLong(TreeHead::size));
    }

    private static void close(Connection tx, Head head, Hash root, Origin origin, Instant at, String reason)
            throws SQLException {
        try (PreparedStatement write = tx.prepareStatement(
                "INSERT INTO kw_audit_epoch (epoch, origin, first_seq, size, root, closed_at, reason) VALUES (?, ?, ?,"
                        + " ?, ?, ?, ?)")) {
            write.setInt(1, head.epoch());
            write.setString(2, origin.of(head.epoch()));
            write.setLong(3, head.firstSeq());
            write.setLong(4, head.size());
            write.setBytes(5, root.bytes());
            write.setObject(6, at.atOffset(ZoneOffset.UTC));
            write.setString(7, reason);
            write.executeUpdate();
        }
    }
}
