package health.keyward.audit.store;

import health.keyward.audit.Recorded.Mark;
import health.keyward.audit.Retention.Outcome;
import health.keyward.audit.Retention.Why;
import health.keyward.audit.core.EventIds;
import health.keyward.audit.core.GrowingTree;
import health.keyward.audit.core.Merkle;
import health.keyward.audit.core.Numbered;
import health.keyward.audit.core.RetentionRules;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** Drops the months that are older than the floor, in one transaction with the mark that says which entries went and what they hashed to. */
public final class Disposal {
    private final Clock clock;
    private final Marker marker;

    public Disposal(Clock clock, Marker marker) {
        this.clock = clock;
        this.marker = marker;
    }

    public Outcome dispose(Connection tx, String approval) throws SQLException {
        if (Holds.any(tx)) {
            return new Outcome.Refused(Why.ON_HOLD);
        }
        OffsetDateTime until = new RetentionRules(clock).disposableUntil().atOffset(ZoneOffset.UTC);
        long from;
        long to;
        try (PreparedStatement ask =
                tx.prepareStatement("SELECT min(seq), max(seq) + 1 FROM kw_audit_log WHERE seq_at < ?")) {
            ask.setObject(1, until);
            try (ResultSet row = ask.executeQuery()) {
                row.next();
                from = row.getLong(1);
                to = row.getLong(2);
            }
        }
        if (to == 0) {
            return new Outcome.Refused(Why.NOTHING_OLD_ENOUGH);
        }
        if (new FeedOffsets(tx).lowest().orElse(to) < to) {
            return new Outcome.Refused(Why.NOT_YET_DELIVERED);
        }
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("from", Long.toString(from));
        facts.put("to", Long.toString(to));
        facts.put("root", root(tx, from, to));
        facts.put("approval", approval);
        Numbered mark = marker.write(tx, new Mark(EventIds.fresh(), clock.instant(), "", "DISPOSAL", facts));
        try (PreparedStatement drop = tx.prepareStatement("SELECT kw_audit_dispose(?, ?, ?)")) {
            drop.setObject(1, until);
            drop.setString(2, mark.boot());
            drop.setLong(3, mark.nseq());
            drop.execute();
        }
        return new Outcome.Done(to - from);
    }

    /** RFC 9162 root of a tree over these entries alone, 64 hex digits. */
    private static String root(Connection tx, long from, long to) throws SQLException {
        GrowingTree tree = GrowingTree.empty();
        new LogTable(tx).each(from, to, row -> {
            tree.add(Merkle.leaf(row.leaf()));
            tree.takeChanged();
        });
        return HexFormat.of().formatHex(tree.root().bytes());
    }
}
