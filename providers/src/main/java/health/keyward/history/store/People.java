package health.keyward.history.store;

import health.keyward.history.PersonDecisions;
import health.keyward.history.core.Cursor;
import health.keyward.history.core.Happening;
import health.keyward.history.core.Page;
import health.keyward.history.core.PersonFacts;
import health.keyward.history.core.PersonHit;
import health.keyward.history.core.TimelineQuestion;
import health.keyward.history.core.Window;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** People as the history knows them, also after they are gone (SD-4). */
public final class People {
    private final List<PersonDecisions> decisions;

    public People() {
        this(List.of());
    }

    /** @param decisions of other rooms, for the timeline */
    public People(List<PersonDecisions> decisions) {
        this.decisions = List.copyOf(decisions);
    }

    /** Whether one of these ids belongs or belonged to somebody the history knows. */
    public boolean anyKnown(Connection tx, RealmId realm, Set<String> ids) throws SQLException {
        try (PreparedStatement ask = tx.prepareStatement(
                "SELECT EXISTS (SELECT FROM kw_history_person WHERE realm_id = ? AND user_id = ANY (?))")) {
            ask.setString(1, realm.value());
            ask.setArray(2, tx.createArrayOf("varchar", ids.toArray()));
            try (ResultSet answer = ask.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }

    /** Those who never did anything yet are found among Keycloak's users, those who are gone in the history. */
    public List<PersonHit> search(Connection tx, RealmId realm, String text, int limit) throws SQLException {
        String pattern = Sql.startsWith(text.toLowerCase(Locale.ROOT));
        String r = realm.value();
        return Sql.of(
                        """
                        SELECT user_id, max(username) AS username, max(name) AS name, max(unit) AS unit, bool_or(present) AS present FROM (
                          (SELECT u.id AS user_id, u.username, nullif(trim(concat_ws(' ', u.first_name, u.last_name)), '') AS name,
                                 (SELECT p.unit FROM kw_history_person p WHERE p.realm_id = u.realm_id AND p.user_id = u.id) AS unit,
                                 true AS present
                            FROM user_entity u WHERE u.realm_id = ? AND u.service_account_client_link IS NULL
                              AND (lower(u.username) LIKE ? OR lower(u.email) LIKE ? OR lower(u.first_name) LIKE ? OR lower(u.last_name) LIKE ?
                                   OR lower(concat_ws(' ', u.first_name, u.last_name)) LIKE ? OR u.id = ?)
                            ORDER BY u.username LIMIT ?)
                          UNION ALL
                          (SELECT user_id, username, name, unit, false FROM kw_history_person
                            WHERE realm_id = ? AND (lower(username) LIKE ? OR lower(name) LIKE ? OR lower(mail) LIKE ? OR user_id = ?)
                            ORDER BY username LIMIT ?)) n
                        GROUP BY user_id ORDER BY max(username), user_id LIMIT ?
                        """,
                        r,
                        pattern,
                        pattern,
                        pattern,
                        pattern,
                        pattern,
                        text,
                        limit,
                        r,
                        pattern,
                        pattern,
                        pattern,
                        text,
                        limit,
                        limit)
                .list(
                        tx,
                        row -> new PersonHit(
                                row.getString("user_id"),
                                row.getString("username"),
                                row.getString("name"),
                                row.getString("unit"),
                                row.getBoolean("present")));
    }

    public Optional<PersonFacts> facts(Connection tx, RealmId realm, UserId person, Instant now) throws SQLException {
        long failures = Sql.of("SELECT count(*) FROM (SELECT 1 FROM kw_history_event")
                .add(Filters.within(realm, Window.last(Duration.ofDays(1), now)))
                .add(" AND user_id = ? AND outcome <> 'SUCCESS' AND outcome <> 'UNDONE' LIMIT 1001) n", person.value())
                .number(tx);
        return Sql.of("""
            SELECT p.user_id, p.username, p.name, p.unit, p.mail, p.present, l.at, l.non_interactive_at, l.last_failure_at
            FROM kw_history_person p LEFT JOIN kw_history_last_sign_in l ON l.realm_id = p.realm_id AND l.user_id = p.user_id
            WHERE p.realm_id = ? AND p.user_id = ?
            """, realm.value(), person.value())
                .first(
                        tx,
                        row -> new PersonFacts(
                                row.getString("user_id"),
                                row.getString("username"),
                                row.getString("name"),
                                row.getString("unit"),
                                row.getString("mail"),
                                row.getBoolean("present"),
                                Columns.maybe(row, "at"),
                                Columns.maybe(row, "non_interactive_at"),
                                Columns.maybe(row, "last_failure_at"),
                                failures));
    }

    /** Everything about one person, newest first: what they did, what was decided about them and what was done to their account. */
    public Page<Happening> timeline(
            Connection tx, RealmId realm, UserId person, TimelineQuestion question, @Nullable Cursor after, int limit)
            throws SQLException {
        List<Happening> found = new ArrayList<>();
        if (question.attempts()) {
            Sql sql = of(realm, person, question, Columns.ATTEMPT, "kw_history_event", "user_id");
            if (question.kinds().isEmpty()) {
                sql.add(" AND NOT (kind = 'TOKEN' AND outcome = 'SUCCESS')");
            } else {
                sql.add(" AND kind = ANY (?)", question.kinds());
            }
            newest(sql, after, limit).each(tx, 0, row -> found.add(new Happening.Tried(Columns.attempt(row))));
        }
        if (question.changes()) {
            Sql sql = of(realm, person, question, Columns.ALTERATION, "kw_history_change", "target_user_id")
                    .add(" AND operation <> 'READ'");
            newest(sql, after, limit).each(tx, 0, row -> found.add(new Happening.Changed(Columns.alteration(row))));
        }
        if (question.decisions() != TimelineQuestion.Decisions.NONE) {
            PersonDecisions.Wanted wanted = wanted(question, after, limit);
            for (PersonDecisions room : decisions) {
                room.of(tx, realm, person, wanted).forEach(decided -> found.add(new Happening.Ruled(decided)));
            }
        }
        found.sort(Comparator.comparing((Happening h) -> h.place().at())
                .thenComparing(h -> h.place().seq())
                .reversed());
        return Page.cut(found, limit, Happening::place);
    }

    private static PersonDecisions.Wanted wanted(TimelineQuestion question, @Nullable Cursor after, int limit) {
        return new PersonDecisions.Wanted(
                question.window().from(),
                question.window().to(),
                question.decisions() == TimelineQuestion.Decisions.ALL,
                after == null ? null : new PersonDecisions.Place(after.at(), after.seq()),
                limit + 1);
    }

    private static Sql of(
            RealmId realm, UserId person, TimelineQuestion question, String columns, String table, String owner) {
        return Sql.of("SELECT " + columns + " FROM " + table)
                .add(Filters.within(realm, question.window()))
                .add(" AND " + owner + " = ?", person.value());
    }

    private static Sql newest(Sql sql, @Nullable Cursor after, int limit) {
        if (after != null) {
            sql.add(Sql.below(after));
        }
        return sql.add(" ORDER BY at DESC, seq DESC LIMIT ?", limit + 1);
    }
}
