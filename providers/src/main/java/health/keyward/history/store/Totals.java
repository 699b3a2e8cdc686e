package health.keyward.history.store;

import health.keyward.history.core.AppUse;
import health.keyward.history.core.Attention;
import health.keyward.history.core.Figures;
import health.keyward.history.core.Question;
import health.keyward.history.core.Rise;
import health.keyward.history.core.Top;
import health.keyward.history.core.TopBy;
import health.keyward.history.core.Window;
import health.keyward.kernel.RealmId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Numbers for the sentence on top of a list and for the overview. No count runs past {@link Figures#CAP}. */
public final class Totals {
    private static final String SIGNED_IN = " AND outcome = 'SUCCESS' AND kind = 'SIGN_IN'";
    private static final String FAILED = " AND outcome <> 'SUCCESS' AND outcome = 'FAILED'";
    private static final int ADDRESS_FAILURES = 20;
    private static final int ADDRESS_PEOPLE = 5;
    private static final int PERSON_FAILURES = 10;
    private static final int SUBJECTS = 3;
    private static final int MOST_ROWS = 20_000;
    private static final long HOUR = 3_600;
    private static final Duration NEW_STARTER = Duration.ofDays(30);

    private final Attempts attempts;

    public Totals(Attempts attempts) {
        this.attempts = attempts;
    }

    public Figures figures(Connection tx, RealmId realm, Question question) throws SQLException {
        Window before = question.window().before();
        long people = people(tx, realm, question, SIGNED_IN + " AND user_id IS NOT NULL");
        long[] counts = {
            count(tx, realm, question, question.kinds().isEmpty() ? SIGNED_IN : " AND outcome = 'SUCCESS'"),
            count(tx, realm, question, FAILED),
            count(tx, realm, question, " AND outcome <> 'SUCCESS' AND outcome = 'DENIED'"),
            count(tx, realm, question, " AND kind = 'SIGN_OUT' AND outcome = 'SUCCESS'"),
            Math.abs(people),
            count(tx, realm, question.in(before), FAILED)
        };
        boolean capped = people < 0;
        for (int i = 0; i < counts.length; i++) {
            capped |= counts[i] > Figures.CAP;
            counts[i] = Math.min(counts[i], Figures.CAP);
        }
        Instant rose = Rise.since(question.window(), failuresByHour(tx, realm, question))
                .orElse(null);
        return new Figures(counts[0], counts[1], counts[2], counts[3], counts[4], counts[5], rose, capped);
    }

    /** From the counts where they know what is asked; else row by row, up to one more than the cap. */
    private static long count(Connection tx, RealmId realm, Question question, String also) throws SQLException {
        if (Tally.knows(question)) {
            return Sql.of("SELECT least(coalesce(sum(n), 0), " + (Figures.CAP + 1) + ")")
                    .add(Tally.of(realm, question))
                    .add(also)
                    .number(tx);
        }
        return Sql.of("SELECT count(*) FROM (SELECT 1 FROM kw_history_event")
                .add(Filters.of(tx, realm, question))
                .add(also + " LIMIT " + (Figures.CAP + 1) + ") n")
                .number(tx);
    }

    /** Different people among the newest rows; negative when there are more rows than were looked at, so that there may be more people. */
    private static long people(Connection tx, RealmId realm, Question question, String also) throws SQLException {
        return Sql.of("SELECT CASE WHEN sum(n) < " + MOST_ROWS
                        + " THEN count(*) ELSE -count(*) END FROM (SELECT user_id, count(*) AS n FROM"
                        + " (SELECT user_id FROM kw_history_event")
                .add(Filters.of(tx, realm, question))
                .add(also + " ORDER BY at DESC, seq DESC LIMIT " + MOST_ROWS + ") newest GROUP BY 1) p")
                .number(tx);
    }

    private static Map<Instant, Long> failuresByHour(Connection tx, RealmId realm, Question question)
            throws SQLException {
        Map<Instant, Long> hours = new TreeMap<>();
        boolean counted = Tally.knows(question);
        Sql.of("SELECT date_trunc('hour', at, 'UTC') AS hour, " + (counted ? "sum(n)" : "count(*)"))
                .add(
                        counted
                                ? Tally.of(realm, question, HOUR)
                                : Sql.of(" FROM kw_history_event").add(Filters.of(tx, realm, question)))
                .add(FAILED + " GROUP BY 1")
                .each(tx, 0, row -> hours.put(Columns.at(row, "hour"), row.getLong(2)));
        return hours;
    }

    public long apps(Connection tx, RealmId realm, Window window) throws SQLException {
        return Sql.of("SELECT least(count(DISTINCT client_id), " + Figures.CAP + ")")
                .add(Tally.of(realm, Question.all(window)))
                .add(SIGNED_IN + " AND client_id <> ''")
                .number(tx);
    }

    public List<AppUse> topApps(Connection tx, RealmId realm, Window window, int limit) throws SQLException {
        return Sql.of("SELECT client_id, coalesce(sum(n) FILTER (WHERE outcome = 'SUCCESS' AND kind = 'SIGN_IN'), 0)"
                        + " AS good, coalesce(sum(n) FILTER (WHERE outcome IN ('FAILED', 'DENIED')), 0) AS bad")
                .add(Tally.of(realm, Question.all(window)))
                .add(
                        " AND client_id <> '' AND kind <> 'SIGN_OUT' GROUP BY 1 ORDER BY good DESC, bad DESC, 1 LIMIT"
                                + " ?",
                        limit)
                .list(tx, row -> new AppUse(row.getString(1), row.getLong(2), row.getLong(3)));
    }

    public Optional<Instant> newest(Connection tx, RealmId realm, Window window) throws SQLException {
        return Sql.of("SELECT at FROM kw_history_event")
                .add(Filters.within(realm, window))
                .add(" ORDER BY at DESC, seq DESC LIMIT 1")
                .first(tx, row -> Columns.at(row, "at"));
    }

    /** What needs a look, most pressing first. */
    public List<Attention> attention(Connection tx, RealmId realm, Window window, Figures figures) throws SQLException {
        List<Attention> found = new ArrayList<>();
        Question all = Question.all(window);
        if (figures.failuresRoseAt() instanceof Instant rose) {
            long count = count(tx, realm, all.in(new Window(rose, window.to())), FAILED);
            found.add(new Attention("failures-rising", count, null, "outcome=FAILED&from=" + rose, rose));
        }
        for (Top top : attempts.top(tx, realm, all, TopBy.ADDRESS, SUBJECTS)) {
            if (top.count() >= ADDRESS_FAILURES || top.people() >= ADDRESS_PEOPLE) {
                found.add(about("many-failures-one-address", top, "address="));
            }
        }
        for (Top top : attempts.top(tx, realm, all, TopBy.PERSON, SUBJECTS)) {
            if (top.count() >= PERSON_FAILURES) {
                found.add(about("many-failures-one-person", top, "person="));
            }
        }
        add(
                found,
                "locked-people",
                Math.abs(people(
                        tx, realm, all, " AND outcome <> 'SUCCESS' AND cause = 'LOCKED' AND user_id IS NOT NULL")),
                "cause=LOCKED",
                window);
        add(
                found,
                "refusals",
                count(tx, realm, all, " AND outcome <> 'SUCCESS' AND kind = 'REFUSED'"),
                "kind=REFUSED",
                window);
        long never = neverSignedIn(tx, realm, window.to().minus(NEW_STARTER));
        add(found, "never-signed-in", never, null, window);
        return found;
    }

    private static void add(List<Attention> found, String code, long count, @Nullable String link, Window window) {
        if (count > 0) {
            found.add(new Attention(code, Math.min(count, Figures.CAP), null, link, window.from()));
        }
    }

    private static Attention about(String code, Top top, String by) {
        String subject = top.label() == null ? top.key() : top.label();
        String link = "outcome=FAILED&" + by + URLEncoder.encode(top.key(), StandardCharsets.UTF_8);
        return new Attention(code, top.count(), subject, link, top.first());
    }

    private static long neverSignedIn(Connection tx, RealmId realm, Instant createdBefore) throws SQLException {
        return Sql.of("""
            SELECT count(*) FROM (SELECT 1 FROM user_entity u
              WHERE u.realm_id = ? AND u.enabled AND u.service_account_client_link IS NULL AND u.created_timestamp < ?
                AND NOT EXISTS (SELECT FROM kw_history_last_sign_in l
                  WHERE l.realm_id = u.realm_id AND l.user_id = u.id AND l.at IS NOT NULL)
              LIMIT 1001) n
            """, realm.value(), createdBefore.toEpochMilli()).number(tx);
    }
}
