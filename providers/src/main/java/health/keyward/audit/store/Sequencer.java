package health.keyward.audit.store;

import health.keyward.audit.Entry;
import health.keyward.audit.Projection;
import health.keyward.audit.Recorded;
import health.keyward.audit.core.GrowingTree;
import health.keyward.audit.core.Merkle;
import health.keyward.audit.core.TileSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Moves rows from the inbox to the log, grows the tree over them and lets the read models follow, all in the transaction it is called in. Order is the
 * order of arrival here: a transaction that commits late is sequenced late, so that no gap ever has to be waited for.
 */
public final class Sequencer {
    private static final Logger LOG = Logger.getLogger(Sequencer.class);

    /** Old entries that are taken into a new tree in one transaction. */
    static final int CATCH_UP = 20_000;

    private final Clock clock;
    private final LeafReader reader;
    /** The month for which this node has asked last; forgotten after any trouble, for then it may be gone. */
    private volatile @Nullable YearMonth made;

    public Sequencer(Clock clock, LeafReader reader) {
        this.clock = clock;
        this.reader = reader;
    }

    /**
     * @param most rows of this round, at least 1
     * @return how many were moved, or taken into the tree
     * @throws SQLException when anything fails; nothing has moved then
     */
    public int round(Connection tx, int most, List<Projection> projections) throws SQLException {
        Head head = Head.locked(tx);
        if (head.root() == null) {
            int taken = catchUp(tx, head);
            if (taken > 0) {
                return taken;
            }
            head = Head.locked(tx);
        }
        List<Arrival> arrivals = take(tx, most);
        if (!arrivals.isEmpty()) {
            append(tx, head, arrivals, projections);
        }
        return arrivals.size();
    }

    /** Looks who has fallen silent and what is missing; to be called when nothing waits in the inbox. */
    public void look(Connection tx, Marks marks) throws SQLException {
        new Sources(tx).look(marks, clock.instant());
    }

    /** Numbers rows that have left the inbox, or never were in it. */
    void append(Connection tx, Head head, List<Arrival> arrivals, List<Projection> projections) throws SQLException {
        Instant now = notBefore(head.sequencedAt());
        YearMonth month = YearMonth.from(now.atOffset(ZoneOffset.UTC));
        LogTable log = new LogTable(tx);
        if (!month.equals(made)) {
            log.makeMonths(now);
        }
        made = null;
        log.append(arrivals, head.nextSeq(), now);
        Tiles tiles = new Tiles(tx, head.epoch());
        GrowingTree tree = GrowingTree.of(head.size(), tiles.edge(head.size()));
        if (!Objects.equals(tree.root(), head.root())) {
            throw new TileSource.DamagedTree("the tiles of the log do not lead to its head; nothing is added to them");
        }
        arrivals.forEach(arrival -> tree.add(Merkle.leaf(arrival.leaf())));
        tiles.keep(tree.takeChanged());
        List<Entry> entries = readable(tx, arrivals, head.nextSeq(), now);
        for (Projection projection : projections) {
            projection.project(tx, entries);
        }
        new Sources(tx).follow(arrivals, entries, now);
        RetentionMarks.follow(tx, entries);
        Tally.count(tx, entries, now);
        head.moveTo(tx, new Head(head.epoch(), head.firstSeq(), tree.size(), tree.root(), now));
        made = month;
    }

    /**
     * Entries of the first release have no tree yet. They are taken into it piece by piece; new rows wait in the inbox meanwhile. None of them can have
     * been disposed of: {@link Disposal} refuses until the tree stands.
     */
    private static int catchUp(Connection tx, Head head) throws SQLException {
        Tiles tiles = new Tiles(tx, head.epoch());
        GrowingTree tree = GrowingTree.of(tiles.size(), tiles);
        long from = head.firstSeq() + tree.size();
        long to = Math.min(head.nextSeq(), from + CATCH_UP);
        new LogTable(tx).each(from, to, row -> {
            if (row.seq() != head.firstSeq() + tree.size()) {
                throw new SQLException("entry " + (head.firstSeq() + tree.size()) + " is missing in the log");
            }
            tree.add(Merkle.leaf(row.leaf()));
        });
        if (tree.size() != to - head.firstSeq()) {
            throw new SQLException("entry " + (head.firstSeq() + tree.size()) + " is missing in the log");
        }
        tiles.keep(tree.takeChanged());
        if (tree.size() == head.size()) {
            head.moveTo(tx, new Head(head.epoch(), head.firstSeq(), head.size(), tree.root(), head.sequencedAt()));
        }
        return Math.toIntExact(to - from);
    }

    /** Numbers and times grow together, whatever the clock does. */
    private Instant notBefore(@Nullable Instant last) {
        Instant now = clock.instant();
        return last != null && last.isAfter(now) ? last : now;
    }

    private static List<Arrival> take(Connection tx, int most) throws SQLException {
        List<Arrival> rows = new ArrayList<>();
        try (PreparedStatement take = tx.prepareStatement("""
            DELETE FROM kw_audit_inbox
            WHERE ctid = ANY (ARRAY(SELECT ctid FROM kw_audit_inbox ORDER BY at LIMIT ? FOR UPDATE SKIP LOCKED))
            RETURNING boot, nseq, at, leaf\
            """)) {
            take.setInt(1, most);
            try (ResultSet row = take.executeQuery()) {
                while (row.next()) {
                    rows.add(new Arrival(
                            row.getString(1),
                            row.getLong(2),
                            row.getObject(3, OffsetDateTime.class).toInstant(),
                            row.getBytes(4)));
                }
            }
        }
        rows.sort(Comparator.comparing(Arrival::at).thenComparing(Arrival::boot).thenComparingLong(Arrival::nseq));
        return rows;
    }

    private List<Entry> readable(Connection tx, List<Arrival> arrivals, long first, Instant now) throws SQLException {
        List<@Nullable Recorded> read =
                reader.read(tx, arrivals.stream().map(Arrival::leaf).toList(), Projection.UNSEEN);
        List<Entry> entries = new ArrayList<>(arrivals.size());
        for (int i = 0; i < arrivals.size(); i++) {
            Recorded recorded = read.get(i);
            if (recorded == null) {
                LOG.errorf("entry %d cannot be read; it is in the log and missing in the read models", first + i);
            } else {
                Arrival row = arrivals.get(i);
                entries.add(new Entry(first + i, now, row.boot(), row.nseq(), recorded));
            }
        }
        return entries;
    }
}
