package health.keyward.history.store;

import health.keyward.history.core.Address;
import health.keyward.history.core.ChangeQuestion;
import health.keyward.history.core.Question;
import health.keyward.history.core.Window;
import health.keyward.kernel.RealmId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Questions as WHERE clauses. */
final class Filters {
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern UNKNOWN_NAME = Pattern.compile("[0-9a-f]{16}");
    /** Beyond so many people of one beginning, their rows are so dense that walking the time finds a page at once. */
    private static final int MOST_NAMESAKES = 500;

    private Filters() {}

    static Sql of(Connection tx, RealmId realm, Question q) throws SQLException {
        return within(realm, q.window()).add(beside(tx, realm, q));
    }

    /** All but the time. */
    static Sql beside(Connection tx, RealmId realm, Question q) throws SQLException {
        Sql where = words(q);
        if (q.address() instanceof Address address) {
            where.add(address.network() ? " AND address <<= ?::inet" : " AND address = ?::inet", address.text());
        }
        if (q.session() instanceof String session) {
            where.add(" AND session_id = ?", session);
        }
        // a session is named after what led to it, so that most rows are found by their session: the other index holds
        // the rest
        if (q.correlation() instanceof String correlation) {
            where.add(
                    " AND (session_id = ? AND correlation_id = ? OR correlation_id = ? AND correlation_id IS DISTINCT"
                            + " FROM session_id)",
                    correlation,
                    correlation,
                    correlation);
        }
        if (q.device() instanceof String device) {
            where.add(" AND device ILIKE ?", Sql.startsWith(device));
        }
        if (q.person() instanceof String person) {
            if (UNKNOWN_NAME.matcher(person).matches()) {
                where.add(" AND unknown_name = ?", person);
            } else {
                person(tx, realm, where, person);
            }
        }
        return where;
    }

    /** The filters whose values are words of a short list, which rows and counts both have. */
    static Sql words(Question q) {
        Sql and = Sql.of("");
        if (q.kinds().isEmpty()) {
            and.add(" AND NOT (kind = 'TOKEN' AND outcome = 'SUCCESS')");
        }
        and.add(oneOf("kind", q.kinds())).add(oneOf("outcome", q.outcomes()));
        and.add(oneOf("cause", q.causes())).add(oneOf("method", q.methods()));
        if ((!q.outcomes().isEmpty()
                        && q.outcomes().stream().noneMatch(o -> o.name().equals("SUCCESS")))
                || (!q.causes().isEmpty()
                        && q.causes().stream().noneMatch(c -> c.name().equals("NONE")))) {
            and.add(" AND outcome <> 'SUCCESS'");
        }
        if (q.apps().size() == 1) {
            and.add(" AND client_id = ?", q.apps().get(0));
        } else if (!q.apps().isEmpty()) {
            and.add(" AND client_id = ANY (?)", q.apps());
        }
        return and;
    }

    static Sql of(Connection tx, RealmId realm, ChangeQuestion q) throws SQLException {
        return within(realm, q.window()).add(beside(tx, realm, q));
    }

    /** All but the time. */
    static Sql beside(Connection tx, RealmId realm, ChangeQuestion q) throws SQLException {
        Sql where = Sql.of("");
        if (q.operation() instanceof String operation) {
            where.add(" AND operation = ?", operation);
            if (operation.equals("READ")) {
                where.add(" AND operation = 'READ'");
            }
        } else {
            where.add(" AND operation <> 'READ'");
        }
        if (q.area() instanceof String area) {
            where.add(" AND area = ?", area);
        }
        if (q.source() instanceof String source) {
            where.add(" AND source = ?", source);
        }
        if (q.actor() instanceof String actor) {
            changed(tx, realm, where, actor, "actor_id", "actor_name", "");
        }
        if (q.target() instanceof String target) {
            changed(tx, realm, where, target, "target_user_id", "target_username", "target");
        }
        return where;
    }

    static Sql within(RealmId realm, Window window) {
        return Sql.of(" WHERE realm_id = ? AND at >= ? AND at < ?", realm.value(), window.from(), window.to());
    }

    /** Words of the house's own enums stand in the statement as they are, so that the planner sees which partial index holds them. */
    private static Sql oneOf(String column, Collection<? extends Enum<?>> values) {
        if (values.isEmpty()) {
            return Sql.of("");
        }
        String words = values.stream().map(value -> "'" + value.name() + "'").collect(Collectors.joining(", "));
        return Sql.of(" AND " + column + (values.size() == 1 ? " = " + words : " IN (" + words + ")"));
    }

    /** By id where there is such a person, else everybody whose name, of then or of now, starts so. */
    private static void person(Connection tx, RealmId realm, Sql where, String text) throws SQLException {
        if (isId(tx, realm, text)) {
            where.add(" AND user_id = ?", text);
            return;
        }
        String pattern = Sql.startsWith(text.toLowerCase(Locale.ROOT));
        List<String> ids = namesakes(tx, realm, pattern);
        if (ids.size() > MOST_NAMESAKES) {
            where.add(" AND username LIKE ?", pattern);
        } else {
            where.add(" AND user_id = ANY (?)", ids);
        }
    }

    private static void changed(
            Connection tx, RealmId realm, Sql where, String text, String id, String name, String other)
            throws SQLException {
        if (isId(tx, realm, text)) {
            where.add(" AND " + id + " = ?", text);
            return;
        }
        String pattern = Sql.startsWith(text.toLowerCase(Locale.ROOT));
        where.add(" AND (" + name + " LIKE ? OR " + id + " = ANY (?)", pattern, namesakes(tx, realm, pattern));
        if (!other.isEmpty()) {
            where.add(" OR " + other + " LIKE ?", Sql.startsWith(text));
        }
        where.add(")");
    }

    private static boolean isId(Connection tx, RealmId realm, String text) throws SQLException {
        return UUID.matcher(text).matches()
                || Sql.of("SELECT 1 FROM kw_history_person WHERE realm_id = ? AND user_id = ?", realm.value(), text)
                                .number(tx)
                        == 1;
    }

    private static List<String> namesakes(Connection tx, RealmId realm, String pattern) throws SQLException {
        return Sql.of(
                        "(SELECT user_id FROM kw_history_person WHERE realm_id = ? AND lower(username) LIKE ? LIMIT "
                                + (MOST_NAMESAKES + 1) + ") UNION (SELECT user_id FROM kw_history_name"
                                + " WHERE realm_id = ? AND username LIKE ? LIMIT " + (MOST_NAMESAKES + 1) + ")",
                        realm.value(),
                        pattern,
                        realm.value(),
                        pattern)
                .list(tx, row -> row.getString(1));
    }
}
