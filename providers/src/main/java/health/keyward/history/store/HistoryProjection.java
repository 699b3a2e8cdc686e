package health.keyward.history.store;

import health.keyward.audit.Entry;
import health.keyward.audit.Projection;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes the read models, a handful of statements for a whole batch. Writing an entry a second time changes nothing, so that the read models can be
 * built again from the log.
 */
public final class HistoryProjection implements Projection {
    private final Clock clock;
    /** Months this node has asked for; forgotten after any trouble, for then one of them may be gone. */
    private final Set<YearMonth> made = ConcurrentHashMap.newKeySet();

    public HistoryProjection(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void project(Connection tx, List<Entry> batch) throws SQLException {
        if (batch.isEmpty()) {
            return;
        }
        try {
            months(tx, batch);
            write(tx, batch);
        } catch (SQLException e) {
            made.clear();
            throw e;
        }
    }

    @Override
    public OptionalLong find(Connection tx, RealmId realm, String eventId) throws SQLException {
        return Agreement.find(tx, realm, eventId);
    }

    @Override
    public OptionalLong differs(Connection tx, long from, long to, List<Entry> entries) throws SQLException {
        return Agreement.firstDifference(tx, from, to, entries);
    }

    @Override
    public void shown(Connection tx, long from, long to, Taker taker) throws SQLException {
        Agreement.shown(tx, from, to, taker);
    }

    private static void write(Connection tx, List<Entry> batch) throws SQLException {
        Rows rows = new Rows();
        batch.forEach(rows::add);
        rows.people.names().run(tx, ProjectionSql.PEOPLE);
        if (!rows.undone.isEmpty()) {
            try (PreparedStatement mark = tx.prepareStatement(ProjectionSql.UNDONE)) {
                mark.setArray(1, tx.createArrayOf("text", rows.undone.toArray()));
                mark.execute();
            }
        }
        rows.events.run(tx, ProjectionSql.EVENTS);
        rows.people.signIns().run(tx, ProjectionSql.LAST_SIGN_IN);
        rows.people.entitlements().run(tx, ProjectionSql.ISSUED);
        rows.clients.table().run(tx, ProjectionSql.CLIENT_USE);
        rows.changes.run(tx, ProjectionSql.CHANGES);
    }

    /** Rows stay, without the person: counts go on being right, and what is shown goes on agreeing with what was recorded. */
    @Override
    public void forget(Connection tx, RealmId realm, UserId person) throws SQLException {
        for (String statement : ProjectionSql.FORGET) {
            try (PreparedStatement forget = tx.prepareStatement(statement)) {
                forget.setString(1, realm.value());
                forget.setString(2, person.value());
                forget.executeUpdate();
            }
        }
    }

    private void months(Connection tx, List<Entry> batch) throws SQLException {
        TreeSet<YearMonth> months = new TreeSet<>();
        YearMonth now = month(clock.instant());
        months.add(now);
        months.add(now.plusMonths(1));
        batch.forEach(entry -> months.add(month(entry.recorded().at())));
        if (made.containsAll(months)) {
            return;
        }
        try (PreparedStatement make = tx.prepareStatement(
                "SELECT kw_month(t, m) FROM unnest(ARRAY['kw_history_event', 'kw_history_change', 'kw_history_tally'])"
                        + " t, unnest(?::timestamptz[]) m")) {
            Object[] firsts = months.stream()
                    .map(month -> month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant())
                    .map(Instant::toString)
                    .toArray();
            make.setArray(1, tx.createArrayOf("text", firsts));
            make.execute();
        }
        made.addAll(months);
    }

    private static YearMonth month(Instant at) {
        return YearMonth.from(at.atOffset(ZoneOffset.UTC));
    }
}
