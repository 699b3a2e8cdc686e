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

/** Questions as WHERE clauses. */
final class Filters {
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern UNKNOWN_NAME = Pattern.compile("[0-9a-f]{16}");
    private static final int MOST_NAMESAKES = 100;

    private Filters() {}

    static Sql of(Connection tx, RealmId realm, Question q) throws SQLException {
        Sql where = within(realm, q.window());
        if (q.kinds().isEmpty()) {
            where.add(" AND NOT (kind = 'TOKEN' AND outcome = 'SUCCESS')");
        }
        any(where, "kind", q.kinds());
        any(where, "client_id", q.apps());
        any(where, "outcome", q.outcomes());
        any(where, "cause", q.causes());
        any(where, "method", q.methods());
        if (q.address() instanceof Address address) {
            where.add(address.network() ? " AND address <<= ?::inet" : " AND address = ?::inet", address.text());
        }
        if (q.session() instanceof String session) {
            where.add(" AND session_id = ?", session);
        }
        if (q.correlation() instanceof String correlation) {
            where.add(" AND correlation_id = ?", correlation);
        }
        if (q.person() instanceof String person) {
            if (UNKNOWN_NAME.matcher(person).matches()) {
                where.add(" AND unknown_name = ?", person);
            } else {
                person(tx, realm, where, person, "user_id", "username", "");
            }
        }
        return where;
    }

    static Sql of(Connection tx, RealmId realm, ChangeQuestion q) throws SQLException {
        Sql where = within(realm, q.window());
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
            person(tx, realm, where, actor, "actor_id", "actor_name", "");
        }
        if (q.target() instanceof String target) {
            person(tx, realm, where, target, "target_user_id", "target_username", "target");
        }
        return where;
    }

    static Sql within(RealmId realm, Window window) {
        return Sql.of(" WHERE realm_id = ? AND at >= ? AND at < ?", realm.value(), window.from(), window.to());
    }

    private static void any(Sql where, String column, Collection<?> values) {
        if (!values.isEmpty()) {
            where.add(" AND " + column + " = ANY (?)", values);
        }
    }

    /** By id where there is such a person, else by the start of the name, of then or of now. */
    private static void person(
            Connection tx, RealmId realm, Sql where, String text, String id, String name, String other)
            throws SQLException {
        if (UUID.matcher(text).matches() || isPerson(tx, realm, text)) {
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

    private static boolean isPerson(Connection tx, RealmId realm, String text) throws SQLException {
        return Sql.of("SELECT 1 FROM kw_history_person WHERE realm_id = ? AND user_id = ?", realm.value(), text)
                        .number(tx)
                == 1;
    }

    private static List<String> namesakes(Connection tx, RealmId realm, String pattern) throws SQLException {
        return Sql.of(
                        "SELECT user_id FROM kw_history_person WHERE realm_id = ? AND lower(username) LIKE ? LIMIT "
                                + MOST_NAMESAKES,
                        realm.value(),
                        pattern)
                .list(tx, row -> row.getString(1));
    }
}
