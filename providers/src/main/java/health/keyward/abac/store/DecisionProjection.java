package health.keyward.abac.store;

import health.keyward.audit.Entry;
import health.keyward.audit.Projection;
import health.keyward.audit.Recorded;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes {@code KW_DECISION} and its counts, in one statement for a batch. Writing an entry a second time changes nothing, so that both can be built again
 * from the log.
 */
public final class DecisionProjection implements Projection {
    private static final DateTimeFormatter PART =
            DateTimeFormatter.ofPattern("'kw_decision_y'uuuu'm'MM", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final String WRITE = """
        WITH written AS (
          INSERT INTO kw_decision (%s)
          SELECT at::timestamptz, seq::bigint, nseq::bigint, boot, event_id::uuid, realm_id, effect, point, client_id, action, subject_type,
                 resource_type, reasons::text[], revision, engine, micros::bigint, enforced::boolean, shadow, user_id, username
          FROM %s
          ON CONFLICT (at, seq) DO NOTHING
          RETURNING at, realm_id, client_id, point, effect, reasons, enforced
        )
        INSERT INTO kw_decision_tally AS t (at, realm_id, client_id, point, effect, reason, enforced, n)
        SELECT date_trunc('hour', w.at, 'UTC'), w.realm_id, coalesce(w.client_id, ''), w.point, w.effect, reason, w.enforced, count(*)
        FROM written w, unnest(array_append(w.reasons, '')) reason
        GROUP BY 1, 2, 3, 4, 5, 6, 7
        ON CONFLICT (realm_id, at, reason, client_id, point, effect, enforced) DO UPDATE SET n = t.n + excluded.n
        """.formatted(DecisionTable.NAMES, DecisionTable.SOURCE);
    private static final String COMPARE = """
        SELECT min(coalesce(r.seq::bigint, e.seq)) FROM
          (SELECT * FROM kw_decision WHERE at >= ? AND at <= ? AND seq >= ? AND seq < ?) e
          FULL JOIN (SELECT * FROM %s) r ON r.seq::bigint = e.seq
        WHERE r.seq IS NULL OR e.seq IS NULL
           OR (e.at, e.event_id, e.realm_id, e.boot, e.nseq, e.effect, e.point, e.client_id, e.action, e.resource_type, e.reasons, e.enforced)
              IS DISTINCT FROM (r.at::timestamptz, r.event_id::uuid, r.realm_id, r.boot, r.nseq::bigint, r.effect, r.point, r.client_id,
                r.action, r.resource_type, r.reasons::text[], r.enforced::boolean)
        """.formatted(DecisionTable.SOURCE);

    private final Clock clock;
    /** Months this node has asked for; forgotten after any trouble, for then one of them may be gone. */
    private final Set<YearMonth> made = ConcurrentHashMap.newKeySet();

    public DecisionProjection(Clock clock) {
        this.clock = clock;
    }

    @Override
    public void project(Connection tx, List<Entry> batch) throws SQLException {
        DecisionTable rows = DecisionTable.of(batch);
        if (rows.isEmpty()) {
            return;
        }
        try {
            months(tx, batch);
            try (PreparedStatement write = tx.prepareStatement(WRITE)) {
                rows.bind(tx, write, 1);
                write.executeUpdate();
            }
        } catch (SQLException e) {
            made.clear();
            throw e;
        }
    }

    /** The row stays, without the person, as it would be if it were made again without the person's key. */
    @Override
    public void forget(Connection tx, RealmId realm, UserId person) throws SQLException {
        try (PreparedStatement forget = tx.prepareStatement(
                "UPDATE kw_decision SET user_id = NULL, username = NULL WHERE realm_id = ? AND user_id = ?")) {
            forget.setString(1, realm.value());
            forget.setString(2, person.value());
            forget.executeUpdate();
        }
    }

    @Override
    public OptionalLong find(Connection tx, RealmId realm, String eventId) throws SQLException {
        UUID id = new UUID(
                Long.parseUnsignedLong(eventId.substring(0, 16), 16),
                Long.parseUnsignedLong(eventId.substring(16, 32), 16));
        try (PreparedStatement ask =
                tx.prepareStatement("SELECT seq FROM kw_decision WHERE event_id = ? AND realm_id = ? LIMIT 1")) {
            ask.setObject(1, id);
            ask.setString(2, realm.value());
            try (ResultSet row = ask.executeQuery()) {
                return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
            }
        }
    }

    /** Months that were let go are not missed. */
    @Override
    public OptionalLong differs(Connection tx, long from, long to, List<Entry> entries) throws SQLException {
        Set<String> gone = gone(tx, entries);
        List<Entry> kept = entries.stream()
                .filter(entry -> !gone.contains(PART.format(entry.recorded().at())))
                .toList();
        if (kept.isEmpty()) {
            return OptionalLong.empty();
        }
        TreeSet<Instant> times = new TreeSet<>();
        kept.forEach(entry -> times.add(entry.recorded().at()));
        try (PreparedStatement ask = tx.prepareStatement(COMPARE)) {
            ask.setObject(1, times.first().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC));
            ask.setObject(2, times.last().atOffset(ZoneOffset.UTC));
            ask.setLong(3, from);
            ask.setLong(4, to);
            DecisionTable.of(kept).bind(tx, ask, 5);
            try (ResultSet row = ask.executeQuery()) {
                row.next();
                long seq = row.getLong(1);
                return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(seq);
            }
        }
    }

    private static Set<String> gone(Connection tx, List<Entry> entries) throws SQLException {
        Set<String> gone = new HashSet<>();
        try (PreparedStatement ask =
                tx.prepareStatement("SELECT m FROM unnest(?::text[]) m WHERE to_regclass(m) IS NULL")) {
            ask.setArray(
                    1,
                    tx.createArrayOf(
                            "text",
                            entries.stream()
                                    .filter(entry -> entry.recorded() instanceof Recorded.Decision)
                                    .map(entry -> PART.format(entry.recorded().at()))
                                    .distinct()
                                    .toArray()));
            try (ResultSet row = ask.executeQuery()) {
                while (row.next()) {
                    gone.add(row.getString(1));
                }
            }
        }
        return gone;
    }

    private void months(Connection tx, List<Entry> batch) throws SQLException {
        TreeSet<YearMonth> months = new TreeSet<>();
        YearMonth now = month(clock.instant());
        months.add(now);
        months.add(now.plusMonths(1));
        batch.stream()
                .filter(entry -> entry.recorded() instanceof Recorded.Decision)
                .forEach(entry -> months.add(month(entry.recorded().at())));
        if (made.containsAll(months)) {
            return;
        }
        try (PreparedStatement make =
                tx.prepareStatement("SELECT kw_month(t, m) FROM unnest(ARRAY['kw_decision', 'kw_decision_tally']) t,"
                        + " unnest(?::timestamptz[]) m")) {
            make.setArray(
                    1,
                    tx.createArrayOf(
                            "text",
                            months.stream()
                                    .map(month -> month.atDay(1)
                                            .atStartOfDay(ZoneOffset.UTC)
                                            .toInstant()
                                            .toString())
                                    .toArray()));
            make.execute();
        }
        made.addAll(months);
    }

    private static YearMonth month(Instant at) {
        return YearMonth.from(at.atOffset(ZoneOffset.UTC));
    }
}
