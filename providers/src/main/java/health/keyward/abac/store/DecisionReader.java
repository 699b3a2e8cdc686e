package health.keyward.abac.store;

import health.keyward.abac.core.DecisionCounts;
import health.keyward.abac.core.DecisionFilter;
import health.keyward.abac.core.DecisionLine;
import health.keyward.history.PersonDecisions;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads decisions back: rows newest first, and counts. */
public final class DecisionReader {
    private static final Duration BY_ROWS = Duration.ofHours(6);
    private static final int BUCKETS = 60;
    private static final int MOST_RULES = 50;
    private static final int FETCH = 2_000;
    private static final List<Long> MINUTES = List.of(60L, 300L, 600L, 900L);
    private static final List<Long> HOURS =
            List.of(3_600L, 7_200L, 10_800L, 21_600L, 43_200L, 86_400L, 604_800L, 2_592_000L);
    private static final String COLUMNS =
            "at, seq, event_id, effect, point, client_id, action, subject_type, resource_type, reasons, revision,"
                    + " engine, micros, enforced, shadow, user_id, username";

    private final Connection tx;
    private final RealmId realm;

    public DecisionReader(Connection tx, RealmId realm) {
        this.tx = tx;
        this.realm = realm;
    }

    /** The last row of a page. */
    public record Place(Instant at, long seq) {}

    /** @param limit of rows; one more is a sign that there are others */
    public List<DecisionLine> page(DecisionFilter filter, @Nullable Place after, int limit) throws SQLException {
        return newest(rows("SELECT " + COLUMNS + " FROM kw_decision", filter), after, limit);
    }

    private List<DecisionLine> newest(Words words, @Nullable Place after, int limit) throws SQLException {
        if (after != null) {
            words.add(" AND at <= ? AND (at, seq) < (?, ?)", after.at(), after.at(), after.seq());
        }
        words.add(" ORDER BY at DESC, seq DESC LIMIT ?", (long) limit);
        List<DecisionLine> lines = new ArrayList<>();
        try (PreparedStatement ask = words.prepare(tx);
                ResultSet row = ask.executeQuery()) {
            while (row.next()) {
                lines.add(line(row));
            }
        }
        return lines;
    }

    /** All of them, newest first, row by row from a cursor; the connection must not commit by itself. */
    public void each(DecisionFilter filter, Consumer<DecisionLine> taker) throws SQLException {
        Words words = rows("SELECT " + COLUMNS + " FROM kw_decision", filter).add(" ORDER BY at DESC, seq DESC");
        try (PreparedStatement ask = words.prepare(tx)) {
            ask.setFetchSize(FETCH);
            try (ResultSet row = ask.executeQuery()) {
                while (row.next()) {
                    taker.accept(line(row));
                }
            }
        }
    }

    /** Those about one person, newest first. */
    public List<DecisionLine> about(UserId person, PersonDecisions.Wanted wanted) throws SQLException {
        Words words = new Words(
                "SELECT " + COLUMNS + " FROM kw_decision WHERE realm_id = ? AND user_id = ? AND at >= ? AND at < ?",
                realm.value(),
                person.value(),
                wanted.from(),
                wanted.to());
        if (!wanted.permits()) {
            words.add(" AND effect <> 'PERMIT'");
        }
        PersonDecisions.Place before = wanted.before();
        return newest(words, before == null ? null : new Place(before.at(), before.seq()), wanted.limit());
    }

    public Optional<DecisionLine> one(UUID id) throws SQLException {
        Words words = new Words(
                "SELECT " + COLUMNS + " FROM kw_decision WHERE realm_id = ? AND event_id = ?", realm.value(), id);
        try (PreparedStatement ask = words.prepare(tx);
                ResultSet row = ask.executeQuery()) {
            return row.next() ? Optional.of(line(row)) : Optional.empty();
        }
    }

    /** From the counts by the hour where they know what is asked, else from the rows. */
    public DecisionCounts counts(DecisionFilter filter) throws SQLException {
        Duration window = Duration.between(filter.from(), filter.to());
        boolean counted = filter.person() == null && window.compareTo(BY_ROWS) > 0;
        long step = step(window, counted);
        return new DecisionCounts(
                effects(filter, counted), step, buckets(filter, step, counted), rules(filter, counted));
    }

    private Map<String, Long> effects(DecisionFilter filter, boolean counted) throws SQLException {
        Words words = counted
                ? tally("SELECT effect, sum(n) FROM", filter, reason(filter))
                : rows("SELECT effect, count(*) FROM kw_decision", filter);
        Map<String, Long> effects = new TreeMap<>();
        try (PreparedStatement ask = words.add(" GROUP BY 1").prepare(tx);
                ResultSet row = ask.executeQuery()) {
            while (row.next()) {
                effects.put(row.getString(1), row.getLong(2));
            }
        }
        return effects;
    }

    private List<DecisionCounts.Bucket> buckets(DecisionFilter filter, long step, boolean counted) throws SQLException {
        String bucket = "date_bin(" + step + " * interval '1 second', at, timestamptz '2001-01-01 00:00:00Z')";
        Words words = counted
                ? tally("SELECT " + bucket + ", effect, sum(n) FROM", filter, reason(filter))
                : rows("SELECT " + bucket + ", effect, count(*) FROM kw_decision", filter);
        Map<Instant, Map<String, Long>> buckets = new TreeMap<>();
        try (PreparedStatement ask = words.add(" GROUP BY 1, 2").prepare(tx);
                ResultSet row = ask.executeQuery()) {
            while (row.next()) {
                buckets.computeIfAbsent(at(row, 1), at -> new HashMap<>()).put(row.getString(2), row.getLong(3));
            }
        }
        return buckets.entrySet().stream()
                .map(one -> new DecisionCounts.Bucket(one.getKey(), one.getValue()))
                .toList();
    }

    private List<DecisionCounts.Rule> rules(DecisionFilter filter, boolean counted) throws SQLException {
        String sums =
                "%s AS decisions, coalesce(%s FILTER (WHERE effect IN ('DENY', 'OFFER_BREAK_GLASS')), 0) AS refusals"
                        + " FROM";
        Words words = counted
                ? tally("SELECT reason, " + sums.formatted("sum(n)", "sum(n)"), filter, filter.reason())
                        .add(" AND reason <> ''")
                : rows(
                        "SELECT reason, " + sums.formatted("count(*)", "count(*)")
                                + " kw_decision, unnest(reasons) reason",
                        filter);
        List<DecisionCounts.Rule> rules = new ArrayList<>();
        try (PreparedStatement ask = words.add(
                                " GROUP BY 1 ORDER BY refusals DESC, decisions DESC, 1 LIMIT " + MOST_RULES)
                        .prepare(tx);
                ResultSet row = ask.executeQuery()) {
            while (row.next()) {
                rules.add(new DecisionCounts.Rule(row.getString(1), row.getLong(2), row.getLong(3)));
            }
        }
        return rules;
    }

    /** Whole hours only: what is left at both ends is counted with its hour. */
    private Words tally(String select, DecisionFilter filter, @Nullable String reason) {
        Words words = new Words(
                select + " kw_decision_tally WHERE realm_id = ? AND at >= ? AND at < ?",
                realm.value(),
                filter.from().truncatedTo(ChronoUnit.HOURS),
                filter.to());
        if (reason != null) {
            words.add(" AND reason = ?", reason);
        }
        return which(words, filter);
    }

    /** Of the decisions counted once, unless a reason is asked for. */
    private static String reason(DecisionFilter filter) {
        return filter.reason() == null ? "" : filter.reason();
    }

    private Words rows(String select, DecisionFilter filter) {
        Words words = new Words(
                select + " WHERE realm_id = ? AND at >= ? AND at < ?", realm.value(), filter.from(), filter.to());
        if (filter.person() != null) {
            words.add(
                    " AND (user_id = ? OR lower(username) = ?)",
                    filter.person(),
                    filter.person().toLowerCase(Locale.ROOT));
        }
        if (filter.reason() != null) {
            words.add(" AND reasons <> '{}' AND reasons @> ARRAY[?]::text[]", filter.reason());
        }
        return which(words, filter);
    }

    private static Words which(Words words, DecisionFilter filter) {
        if (filter.app() != null) {
            words.add(" AND client_id = ?", filter.app());
        }
        if (filter.effect() != null) {
            words.add(" AND effect = ?", filter.effect().name());
        }
        if (filter.point() != null) {
            words.add(" AND point = ?", filter.point().name());
        }
        if (filter.enforced() != null) {
            words.add(" AND enforced = ?", filter.enforced());
        }
        return words;
    }

    private static long step(Duration window, boolean counted) {
        List<Long> steps = counted
                ? HOURS
                : java.util.stream.Stream.concat(MINUTES.stream(), HOURS.stream())
                        .toList();
        return steps.stream()
                .filter(step -> window.toSeconds() <= step * BUCKETS)
                .findFirst()
                .orElse(steps.getLast());
    }

    private static DecisionLine line(ResultSet row) throws SQLException {
        return new DecisionLine(
                at(row, 1),
                row.getLong(2),
                row.getObject(3, UUID.class).toString().replace("-", ""),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                row.getString(9),
                List.of((String[]) row.getArray(10).getArray()),
                row.getString(11),
                row.getString(12),
                row.getLong(13),
                row.getBoolean(14),
                row.getString(15),
                row.getString(16),
                row.getString(17));
    }

    private static Instant at(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** A statement in the making: text written here, values of callers only ever bound. */
    private static final class Words {
        private final StringBuilder text;
        private final List<Object> values = new ArrayList<>();

        Words(String text, Object... values) {
            this.text = new StringBuilder(text);
            this.values.addAll(List.of(values));
        }

        Words add(String part, Object... bound) {
            text.append(part);
            values.addAll(List.of(bound));
            return this;
        }

        PreparedStatement prepare(Connection tx) throws SQLException {
            PreparedStatement statement = tx.prepareStatement(text.toString());
            for (int i = 0; i < values.size(); i++) {
                Object value = values.get(i);
                statement.setObject(i + 1, value instanceof Instant at ? at.atOffset(ZoneOffset.UTC) : value);
            }
            return statement;
        }
    }
}
