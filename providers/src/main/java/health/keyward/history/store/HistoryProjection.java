package health.keyward.history.store;

import health.keyward.audit.Entry;
import health.keyward.audit.Projection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeSet;

/**
 * Writes the read models, a handful of statements for a whole batch. Writing an entry a second time changes nothing, so that the read models can be
 * built again from the log.
 */
public final class HistoryProjection implements Projection {
    private final Clock clock;

    public HistoryProjection(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void project(Connection tx, List<Entry> batch) throws SQLException {
        if (batch.isEmpty()) {
            return;
        }
        months(tx, batch);
        Rows rows = new Rows();
        batch.forEach(rows::add);
        run(tx, ProjectionSql.PEOPLE, Rows.text(rows.people));
        String events = Rows.text(rows.events);
        if (!rows.events.isEmpty()) {
            if (rows.undone) {
                run(tx, ProjectionSql.UNDONE, events);
            }
            run(tx, ProjectionSql.EVENTS, events);
            run(tx, ProjectionSql.LAST_SIGN_IN, events);
        }
        if (!rows.changes.isEmpty()) {
            run(tx, ProjectionSql.CHANGES, Rows.text(rows.changes));
        }
    }

    private void months(Connection tx, List<Entry> batch) throws SQLException {
        TreeSet<YearMonth> months = new TreeSet<>();
        YearMonth now = month(clock.instant());
        months.add(now);
        months.add(now.plusMonths(1));
        batch.forEach(entry -> months.add(month(entry.recorded().at())));
        try (PreparedStatement make =
                tx.prepareStatement("SELECT kw_month('kw_history_event', m), kw_month('kw_history_change', m)"
                        + " FROM unnest(?::timestamptz[]) m")) {
            Object[] firsts = months.stream()
                    .map(month -> month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant())
                    .map(Instant::toString)
                    .toArray();
            make.setArray(1, tx.createArrayOf("text", firsts));
            make.execute();
        }
    }

    private static YearMonth month(Instant at) {
        return YearMonth.from(at.atOffset(ZoneOffset.UTC));
    }

    private static void run(Connection tx, String sql, String rows) throws SQLException {
        try (PreparedStatement statement = tx.prepareStatement(sql)) {
            statement.setString(1, rows);
            statement.executeUpdate();
        }
    }
}
