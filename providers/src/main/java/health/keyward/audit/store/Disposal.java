package health.keyward.audit.store;

import health.keyward.audit.Recorded.Mark;
import health.keyward.audit.Retention.Foresight;
import health.keyward.audit.Retention.Outcome;
import health.keyward.audit.Retention.Why;
import health.keyward.audit.core.EventIds;
import health.keyward.audit.core.Merkle;
import health.keyward.audit.core.Numbered;
import health.keyward.audit.core.RetentionRules;
import health.keyward.audit.core.TileSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Drops months that are older than the floor, in one transaction with the marks that say which entries went and what they hashed to. A mark covers its
 * epoch from the first entry on: the mark of an earlier disposal is an entry too and may be among what goes.
 */
public final class Disposal {
    /** Dropping a month locks the whole log; it must not make the sequencer wait for somebody who reads for an hour. */
    private static final String PATIENCE = "SET LOCAL lock_timeout = '3s'";

    private static final String LOCKED_OUT = "55P03";

    private final Clock clock;
    private final Marker marker;

    public Disposal(Clock clock, Marker marker) {
        this.clock = clock;
        this.marker = marker;
    }

    /**
     * What would go.
     *
     * @param from number of the first entry that is still there
     * @param to number after the last one that would go
     */
    public record Range(long from, long to, YearMonth firstMonth, YearMonth lastMonth) {
        public long entries() {
            return to - from;
        }
    }

    /** Everything before a month; empty when that is nothing. */
    public static Optional<Range> range(Connection tx, YearMonth before) throws SQLException {
        try (PreparedStatement ask = tx.prepareStatement("""
            SELECT min(seq), max(seq) + 1, min(seq_at), max(seq_at) FROM kw_audit_log WHERE seq_at < ?\
            """)) {
            ask.setObject(1, begin(before));
            try (ResultSet row = ask.executeQuery()) {
                row.next();
                long from = row.getLong(1);
                return row.wasNull()
                        ? Optional.empty()
                        : Optional.of(new Range(from, row.getLong(2), month(row, 3), month(row, 4)));
            }
        }
    }

    /** @param before the first month that stays */
    public static Foresight foresee(Connection tx, RetentionRules rules, YearMonth before) throws SQLException {
        Optional<Range> range = range(tx, before);
        Optional<Why> against = against(tx, rules, before, range);
        if (against.isPresent()) {
            return new Foresight.Against(against.get());
        }
        return new Foresight.Clear(Map.of(
                "from", Long.toString(range.orElseThrow().from()),
                "to", Long.toString(range.get().to()),
                "entries", Long.toString(range.get().entries()),
                "firstMonth", range.get().firstMonth().toString(),
                "lastMonth", range.get().lastMonth().toString()));
    }

    private static Optional<Why> against(Connection tx, RetentionRules rules, YearMonth before, Optional<Range> range)
            throws SQLException {
        if (Holds.any(tx)) {
            return Optional.of(Why.ON_HOLD);
        }
        if (before.isAfter(rules.firstToStay())) {
            return Optional.of(Why.YOUNGER_THAN_THE_FLOOR);
        }
        if (range.isEmpty()) {
            return Optional.of(Why.NOTHING_OLD_ENOUGH);
        }
        if (new FeedOffsets(tx).lowest().orElse(range.get().to()) < range.get().to()) {
            return Optional.of(Why.NOT_YET_DELIVERED);
        }
        return Head.read(tx).root() == null
                        || new SigningState(tx).read().state().refuses()
                ? Optional.of(Why.NOT_SOUND)
                : Optional.empty();
    }

    public Outcome dispose(Connection tx, YearMonth before, String approval) throws SQLException {
        Head.locked(tx);
        Optional<Range> range = range(tx, before);
        Optional<Why> against =
                against(tx, new RetentionRules(clock, KeptSettings.read(tx).retentionYears()), before, range);
        if (against.isPresent()) {
            return new Outcome.Refused(against.get());
        }
        Numbered mark = null;
        for (LogEpoch epoch : LogEpoch.all(tx)) {
            long to = Math.min(range.orElseThrow().to(), epoch.firstSeq() + epoch.size());
            if (to <= Math.max(range.get().from(), epoch.firstSeq())) {
                continue;
            }
            if (!isWhatTheTreeSays(tx, epoch, Math.max(range.get().from(), epoch.firstSeq()), to)) {
                return new Outcome.Refused(Why.NOT_SOUND);
            }
            mark = mark(tx, epoch, to, approval);
        }
        if (mark == null) {
            return new Outcome.Refused(Why.NOT_SOUND);
        }
        return drop(tx, before, mark)
                ? new Outcome.Done(range.orElseThrow().entries())
                : new Outcome.Refused(Why.BEING_READ);
    }

    /** Nobody gets rid of entries that have been changed by disposing of them. */
    private static boolean isWhatTheTreeSays(Connection tx, LogEpoch epoch, long from, long to) throws SQLException {
        LeafHashes hashes = new LeafHashes(new Tiles(tx, epoch.epoch()), epoch.size());
        long[] good = new long[1];
        try {
            new LogTable(tx).each(from, to, row -> {
                if (row.seq() == from + good[0]
                        && Merkle.leaf(row.leaf()).equals(hashes.at(row.seq() - epoch.firstSeq()))) {
                    good[0]++;
                }
            });
        } catch (TileSource.DamagedTree noTileToCompareWith) {
            return false;
        }
        return good[0] == to - from;
    }

    private Numbered mark(Connection tx, LogEpoch epoch, long to, String approval) throws SQLException {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("from", Long.toString(epoch.firstSeq()));
        facts.put("to", Long.toString(to));
        facts.put(
                "root",
                Disposed.root(new Tiles(tx, epoch.epoch()), epoch.size(), to - epoch.firstSeq())
                        .base64());
        facts.put("approval", approval);
        return marker.write(tx, new Mark(EventIds.fresh(), clock.instant(), "", RetentionMarks.DISPOSAL, facts));
    }

    /** False when somebody is reading what would go. */
    private static boolean drop(Connection tx, YearMonth before, Numbered mark) throws SQLException {
        try (Statement patience = tx.createStatement();
                PreparedStatement drop = tx.prepareStatement("SELECT kw_audit_dispose(?, ?, ?)")) {
            patience.execute(PATIENCE);
            drop.setObject(1, begin(before));
            drop.setString(2, mark.boot());
            drop.setLong(3, mark.nseq());
            drop.execute();
            patience.execute("SET LOCAL lock_timeout = 0");
            return true;
        } catch (SQLException e) {
            if (LOCKED_OUT.equals(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    private static OffsetDateTime begin(YearMonth month) {
        return month.atDay(1).atStartOfDay().atOffset(ZoneOffset.UTC);
    }

    private static YearMonth month(ResultSet row, int column) throws SQLException {
        return YearMonth.from(row.getObject(column, OffsetDateTime.class).withOffsetSameInstant(ZoneOffset.UTC));
    }
}
