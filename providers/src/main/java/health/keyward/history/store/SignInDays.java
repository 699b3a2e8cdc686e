package health.keyward.history.store;

import health.keyward.history.SignInCounts.Group;
import health.keyward.history.SignInCounts.Name;
import health.keyward.history.SignInCounts.Question;
import health.keyward.kernel.RealmId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Counts the sign-ins of one day. A sign-in over an open session proves nothing itself, so that the session's last proof is looked for a day back. */
public final class SignInDays {
    private static final Duration LONGEST_SESSION = Duration.ofDays(1);
    private static final int SIGN_IN_TAKES = 60;
    private static final int FETCH = 2_000;

    public void each(Connection tx, RealmId realm, LocalDate day, Question question, Consumer<Group> taker)
            throws SQLException {
        Instant from = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant to = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        Sql sql = Sql.of("SELECT client_id, user_id, acr, ")
                .add(ages(question.ages()))
                .add(question.addresses() ? ", host(address) AS address" : ", NULL AS address")
                .add(", count(*) AS n FROM ")
                .add(question.ages().isEmpty() ? signIns("", realm, from, to) : withProof(realm, from, to));
        if (!question.apps().isEmpty()) {
            sql.add(" AND client_id = ANY (?)", question.apps());
        }
        sql.add(" GROUP BY 1, 2, 3, 4, 5")
                .each(
                        tx,
                        FETCH,
                        row -> taker.accept(new Group(
                                row.getString("client_id"),
                                row.getString("user_id"),
                                row.getString("acr"),
                                row.getInt("ages"),
                                row.getString("address"),
                                row.getLong("n"))));
    }

    /** To know how old a proof was costs a sort of two days; most questions need not. */
    private static Sql withProof(RealmId realm, Instant from, Instant to) {
        return signIns(
                        ", max(auth_at) OVER (PARTITION BY coalesce(session_id, event_id::text) ORDER BY at, seq) AS"
                                + " proven",
                        realm,
                        from.minus(LONGEST_SESSION),
                        to)
                .add(" AND at >= ?", from);
    }

    private static Sql signIns(String more, RealmId realm, Instant from, Instant to) {
        return Sql.of(
                "(SELECT at, client_id, user_id, acr, address" + more
                        + " FROM kw_history_event WHERE realm_id = ? AND at >= ? AND at < ?"
                        + " AND kind = 'SIGN_IN' AND outcome = 'SUCCESS' AND method <> 'CLIENT_CREDENTIALS'"
                        + " AND user_id IS NOT NULL AND client_id IS NOT NULL) s WHERE true",
                realm.value(),
                from,
                to);
    }

    private static Sql ages(List<Duration> ages) {
        Sql sum = Sql.of("0");
        for (Duration age : ages) {
            sum.add(" + CASE WHEN proven IS NULL OR at - proven > make_interval(secs => ?) THEN 1 ELSE 0 END", (double)
                    (age.toSeconds() + SIGN_IN_TAKES));
        }
        return sum.add(" AS ages");
    }

    public Map<String, Name> names(Connection tx, RealmId realm, Collection<String> people) throws SQLException {
        Map<String, Name> names = new HashMap<>();
        Sql.of(
                        "SELECT user_id, username, name FROM kw_history_person WHERE realm_id = ? AND user_id = ANY"
                                + " (?)",
                        realm.value(),
                        people)
                .each(
                        tx,
                        0,
                        row -> names.put(
                                row.getString("user_id"), new Name(row.getString("username"), row.getString("name"))));
        return names;
    }
}
