package health.keyward.audit.store;

import health.keyward.audit.Recorded.Mark;
import health.keyward.audit.core.GrowingTree;
import health.keyward.audit.core.Hash;
import health.keyward.audit.core.TileSource;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** How much of the log is gone at its beginning, and how much of that a DISPOSAL mark explains. */
final class Disposed {
    private final Head head;
    private long gone;
    private long explained;

    Disposed(Head head) {
        this.head = head;
    }

    /**
     * Entries of the epoch, from its first one, that are gone because a mark says so: one that names the very root of what it let go. What else is
     * missing is missing.
     */
    long explained(Connection tx) throws SQLException {
        long now = LogExport.minimumIndex(tx, new LogEpoch(head.epoch(), head.firstSeq(), head.size()));
        if (now != gone) {
            gone = now;
            explained = 0;
            for (Mark mark : marks(tx)) {
                explained = Math.max(explained, Math.min(gone, explainedBy(tx, mark.facts())));
                if (explained == gone) {
                    break;
                }
            }
        }
        return explained;
    }

    /** Old entries that went without a word; also found by a run that does not read them again. */
    Optional<Damage> silent(Connection tx) throws SQLException {
        return explained(tx) == gone
                ? Optional.empty()
                : Optional.of(
                        new Damage(Damage.Kind.MISSING, head.firstSeq() + explained, "the entry is not in the log"));
    }

    /** The newest first, which explains most. */
    private static List<Mark> marks(Connection tx) throws SQLException {
        return Stream.concat(
                        waiting(tx).stream(),
                        RetentionMarks.disposals(tx).stream().map(RetentionMarks.Row::mark))
                .toList();
    }

    /** Between a disposal and the next round of the sequencer its mark is not in the log yet. */
    private static List<Mark> waiting(Connection tx) throws SQLException {
        List<Mark> waiting = new ArrayList<>();
        try (Statement ask = tx.createStatement();
                ResultSet row = ask.executeQuery(
                        "SELECT leaf FROM kw_audit_inbox WHERE position('\"type\":\"DISPOSAL\"'::bytea IN leaf) > 0")) {
            while (row.next()) {
                if (Leaf.read(row.getBytes(1)) instanceof Mark mark
                        && mark.type().equals(RetentionMarks.DISPOSAL)) {
                    waiting.add(mark);
                }
            }
        } catch (IOException unreadable) {
            throw new SQLException("a mark that cannot be read", unreadable);
        }
        return waiting;
    }

    private long explainedBy(Connection tx, Map<String, String> facts) {
        try {
            long from = Long.parseLong(facts.getOrDefault("from", ""));
            long to = Long.parseLong(facts.getOrDefault("to", "")) - head.firstSeq();
            return from == head.firstSeq()
                            && to > 0
                            && to <= head.size()
                            && root(new Tiles(tx, head.epoch()), head.size(), to)
                                    .equals(Hash.ofBase64(facts.getOrDefault("root", "")))
                    ? to
                    : 0;
        } catch (IllegalArgumentException | TileSource.DamagedTree saysNothing) {
            return 0;
        }
    }

    /** RFC 9162 root of the first {@code to} entries of an epoch, from its leaf hashes alone. */
    static Hash root(Tiles tiles, long size, long to) {
        LeafHashes hashes = new LeafHashes(tiles, size);
        GrowingTree tree = GrowingTree.empty();
        for (long i = 0; i < to; i++) {
            tree.add(hashes.at(i));
            tree.takeChanged();
        }
        return tree.root();
    }
}
