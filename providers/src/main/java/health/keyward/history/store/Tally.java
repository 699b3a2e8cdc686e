package health.keyward.history.store;

import health.keyward.history.core.Question;
import health.keyward.history.core.Window;
import health.keyward.kernel.RealmId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalUnit;

/**
 * Counts instead of rows, where a question asks for nothing that the counts do not know: whole days from the days, the rest of the whole hours from the
 * hours, and only what is left at both ends from the rows.
 */
final class Tally {
    private static final long HOUR = 3_600;
    private static final long DAY = 24 * HOUR;
    private static final String COLUMNS = "at, client_id, kind, outcome, cause, method";

    private Tally() {}

    static boolean knows(Question q) {
        return q.person() == null
                && q.address() == null
                && q.session() == null
                && q.correlation() == null
                && q.device() == null;
    }

    /** Whether buckets of so many seconds can be put together from hours. */
    static boolean fits(long step) {
        return step % HOUR == 0;
    }

    /** Any question that {@link #knows} what it needs, in buckets that may be of any width. */
    static Sql of(RealmId realm, Question q) {
        return of(realm, q, DAY);
    }

    /**
     * {@code FROM} a table {@code t} of counts {@code n}, with the WHERE clause of the question's own filters.
     *
     * @param step seconds; a multiple of an hour, or buckets would cut a count in two
     */
    static Sql of(RealmId realm, Question q, long step) {
        Window all = q.window();
        Instant firstHour = up(all.from(), ChronoUnit.HOURS);
        Instant lastHour = all.to().truncatedTo(ChronoUnit.HOURS);
        Sql from = Sql.of(" FROM (");
        if (!firstHour.isBefore(lastHour)) {
            rows(from, realm, all.from(), all.to());
        } else {
            Instant firstDay = step % DAY == 0 ? up(firstHour, ChronoUnit.DAYS) : lastHour;
            Instant lastDay = step % DAY == 0 ? lastHour.truncatedTo(ChronoUnit.DAYS) : lastHour;
            rows(from, realm, all.from(), firstHour);
            if (firstDay.isBefore(lastDay)) {
                counts(from.add(" UNION ALL "), realm, 1, firstHour, firstDay);
                counts(from.add(" UNION ALL "), realm, 24, firstDay, lastDay);
                counts(from.add(" UNION ALL "), realm, 1, lastDay, lastHour);
            } else {
                counts(from.add(" UNION ALL "), realm, 1, firstHour, lastHour);
            }
            rows(from.add(" UNION ALL "), realm, lastHour, all.to());
        }
        return from.add(") t WHERE true").add(Filters.words(q));
    }

    private static void rows(Sql sql, RealmId realm, Instant from, Instant to) {
        sql.add(
                "SELECT at, coalesce(client_id, '') AS client_id, kind, outcome, cause, method, 1::bigint AS n FROM"
                        + " kw_history_event WHERE realm_id = ? AND at >= ? AND at < ?",
                realm.value(),
                from,
                to);
    }

    private static void counts(Sql sql, RealmId realm, int width, Instant from, Instant to) {
        sql.add(
                "SELECT " + COLUMNS + ", n FROM kw_history_tally WHERE realm_id = ? AND width = " + width
                        + " AND at >= ? AND at < ?",
                realm.value(),
                from,
                to);
    }

    private static Instant up(Instant at, TemporalUnit unit) {
        Instant down = at.truncatedTo(unit);
        return down.equals(at) ? at : down.plus(1, unit);
    }
}
