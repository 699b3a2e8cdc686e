package health.keyward.history.store;

import health.keyward.history.core.Attempt;
import health.keyward.history.core.AttemptDetail;
import health.keyward.history.core.Bucket;
import health.keyward.history.core.Cursor;
import health.keyward.history.core.Page;
import health.keyward.history.core.Question;
import health.keyward.history.core.Steps;
import health.keyward.history.core.Top;
import health.keyward.history.core.TopBy;
import health.keyward.history.core.Window;
import health.keyward.kernel.RealmId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Attempts as they were recorded (LH-1, LH-4). */
public final class Attempts {
    private static final String TABLE = " FROM kw_history_event";
    private static final String NEWEST_FIRST = " ORDER BY at DESC, seq DESC";
    private static final int FETCH = 2_000;

    public Page<Attempt> page(Connection tx, RealmId realm, Question question, @Nullable Cursor after, int limit)
            throws SQLException {
        Sql beside = Filters.beside(tx, realm, question);
        List<Attempt> found = new ArrayList<>();
        for (Window piece : question.pieces(after)) {
            Sql sql = Sql.of("SELECT " + Columns.ATTEMPT + TABLE)
                    .add(Filters.within(realm, piece))
                    .add(beside);
            if (after != null) {
                sql.add(Sql.below(after));
            }
            sql.add(NEWEST_FIRST + " LIMIT ?", limit + 1 - found.size());
            found.addAll(sql.list(tx, Columns::attempt));
            if (found.size() > limit) {
                break;
            }
        }
        return Page.cut(found, limit, Attempt::place);
    }

    /** Rows above a place in the list, counted up to {@code most}. */
    public long newer(Connection tx, RealmId realm, Question question, Cursor than, int most) throws SQLException {
        return Sql.of("SELECT count(*) FROM (SELECT 1" + TABLE)
                .add(Filters.of(tx, realm, question))
                .add(" AND (at, seq) > (?, ?) LIMIT ?) n", than.at(), than.seq(), most)
                .number(tx);
    }

    public Optional<AttemptDetail> detail(Connection tx, RealmId realm, UUID id) throws SQLException {
        return Sql.of(
                        "SELECT " + Columns.ATTEMPT_DETAIL + TABLE + " WHERE event_id = ? AND realm_id = ?",
                        id,
                        realm.value())
                .first(tx, Columns::attemptDetail);
    }

    /** Hands out every row that matches, newest first, without holding them: {@code tx} must not commit by itself. */
    public void each(Connection tx, RealmId realm, Question question, Taker<Attempt> taker) throws SQLException {
        Sql.of("SELECT " + Columns.ATTEMPT + TABLE)
                .add(Filters.of(tx, realm, question))
                .add(NEWEST_FIRST)
                .each(tx, FETCH, row -> taker.take(Columns.attempt(row)));
    }

    /**
     * As {@link #each}, from a place on and up to an entry of the log, so that it can be taken up again and always means the same rows.
     *
     * @param after the last row that was taken; null for the start
     */
    public void each(
            Connection tx,
            RealmId realm,
            Question question,
            @Nullable Cursor after,
            long lastEntry,
            Taker<Attempt> taker)
            throws SQLException {
        Sql sql = Sql.of("SELECT " + Columns.ATTEMPT + TABLE)
                .add(Filters.of(tx, realm, question))
                .add(" AND seq <= ?", lastEntry);
        if (after != null) {
            sql.add(Sql.below(after));
        }
        sql.add(NEWEST_FIRST).each(tx, FETCH, row -> taker.take(Columns.attempt(row)));
    }

    /** As the other two, with everything known about each. */
    public void eachDetail(
            Connection tx,
            RealmId realm,
            Question question,
            @Nullable Cursor after,
            long lastEntry,
            Taker<AttemptDetail> taker)
            throws SQLException {
        Sql sql = Sql.of("SELECT " + Columns.ATTEMPT_DETAIL + TABLE)
                .add(Filters.of(tx, realm, question))
                .add(" AND seq <= ?", lastEntry);
        if (after != null) {
            sql.add(Sql.below(after));
        }
        sql.add(NEWEST_FIRST).each(tx, FETCH, row -> taker.take(Columns.attemptDetail(row)));
    }

    /** Unless kinds were asked for, only sign-ins count as a success: a sign-out is no attempt. */
    public List<Bucket> histogram(Connection tx, RealmId realm, Question question, long stepSeconds)
            throws SQLException {
        String success =
                question.kinds().isEmpty() ? "outcome = 'SUCCESS' AND kind = 'SIGN_IN'" : "outcome = 'SUCCESS'";
        boolean counted = Tally.knows(question) && Tally.fits(stepSeconds);
        String sum = counted ? "coalesce(sum(n)" : "(count(*)";
        String end = counted ? ", 0)" : ")";
        Sql sql = Sql.of(
                        "SELECT date_bin(make_interval(secs => ?), at, ?) AS start, " + sum + " FILTER (WHERE "
                                + success + ")"
                                + end + ", " + sum + " FILTER (WHERE outcome = 'FAILED')" + end + ", " + sum
                                + " FILTER (WHERE outcome = 'DENIED')" + end,
                        (double) stepSeconds,
                        Steps.ORIGIN)
                .add(
                        counted
                                ? Tally.of(realm, question, stepSeconds)
                                : Sql.of(TABLE).add(Filters.of(tx, realm, question)))
                .add(" GROUP BY 1 ORDER BY 1");
        return Steps.fill(
                question.window(),
                stepSeconds,
                sql.list(
                        tx,
                        row -> new Bucket(Columns.at(row, "start"), row.getLong(2), row.getLong(3), row.getLong(4))));
    }

    /** Attempts that did not succeed, grouped, most first. */
    public List<Top> top(Connection tx, RealmId realm, Question question, TopBy by, int limit) throws SQLException {
        String key = switch (by) {
            case PERSON -> "coalesce(user_id, unknown_name)";
            case ADDRESS -> "coalesce(host(address), address_text)";
            case CAUSE -> "cause";
            case APP -> "client_id";
        };
        Sql sql = by == TopBy.PERSON
                ? Sql.of(
                        "SELECT g.*, (SELECT coalesce(p.name, nullif(p.username, '')) FROM kw_history_person p"
                                + " WHERE p.realm_id = ? AND p.user_id = g.key) AS label",
                        realm.value())
                : Sql.of("SELECT g.*, NULL AS label");
        String failed = " AND outcome <> 'SUCCESS' AND outcome = 'FAILED' AND " + key + " IS NOT NULL GROUP BY 1";
        sql.add(" FROM (");
        if (by == TopBy.PERSON) {
            sql.add("SELECT " + key + " AS key, count(*) AS n, 1 AS people, min(at) AS first, max(at) AS last,"
                            + " bool_and(user_id IS NULL) AS unknown" + TABLE)
                    .add(Filters.of(tx, realm, question))
                    .add(failed);
        } else {
            sql.add("SELECT key, sum(n) AS n, count(who) AS people, min(first) AS first, max(last) AS last,"
                            + " false AS unknown FROM (SELECT " + key
                            + " AS key, coalesce(user_id, unknown_name) AS who, count(*) AS n,"
                            + " min(at) AS first, max(at) AS last" + TABLE)
                    .add(Filters.of(tx, realm, question))
                    .add(failed + ", 2) w GROUP BY key");
        }
        return sql.add(" ORDER BY n DESC, last DESC, key LIMIT ?) g ORDER BY g.n DESC, g.last DESC, g.key", limit)
                .list(
                        tx,
                        row -> new Top(
                                row.getString("key"),
                                row.getString("label"),
                                row.getLong("n"),
                                row.getLong("people"),
                                Columns.at(row, "first"),
                                Columns.at(row, "last"),
                                row.getBoolean("unknown")));
    }

    public boolean anySynthetic(Connection tx, RealmId realm) throws SQLException {
        return Sql.of(
                                "SELECT 1 FROM kw_history_event WHERE realm_id = ? AND synthetic UNION ALL"
                                        + " SELECT 1 FROM kw_history_change WHERE realm_id = ? AND synthetic LIMIT 1",
                                realm.value(),
                                realm.value())
                        .number(tx)
                == 1;
    }

    /** Takes one row of a stream. */
    public interface Taker<T> {
        void take(T row) throws SQLException;
    }
}
