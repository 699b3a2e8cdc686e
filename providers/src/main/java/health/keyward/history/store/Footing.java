package health.keyward.history.store;

import health.keyward.history.Familiarity.Question;
import health.keyward.history.Familiarity.Seen;
import java.sql.Connection;
import java.sql.SQLException;

/** What a person's own rows say of a sign-in to come. One statement; it reads rows of that person only, the newest first, and stops where it knows enough. */
public final class Footing {
    private static final String MINE =
            " FROM kw_history_event WHERE user_id = ? AND realm_id = ? AND kind = 'SIGN_IN' AND at >= ?";
    private static final String FAILED =
            MINE + " AND outcome = 'FAILED' AND cause IN ('WRONG_PASSWORD', 'WRONG_CODE', 'LOCKED')";
    private static final String PROVEN =
            MINE + " AND outcome = 'SUCCESS' AND auth_at IS NOT NULL AND address IS NOT NULL";

    public Seen of(Connection tx, Question asked) throws SQLException {
        return statement(asked)
                .first(tx, row -> new Seen(row.getInt("failures"), row.getBoolean("anywhere"), row.getBoolean("here")))
                .orElseThrow();
    }

    static Sql statement(Question asked) {
        String person = asked.person().value();
        String realm = asked.realm().value();
        return Sql.of("SELECT (SELECT count(*) FROM (SELECT 1" + FAILED, person, realm, asked.failuresSince())
                .add(" LIMIT ?) f) AS failures", asked.enough())
                .add(", EXISTS (SELECT 1" + PROVEN + ") AS anywhere", person, realm, asked.signInsSince())
                .add(", EXISTS (SELECT 1" + PROVEN, person, realm, asked.signInsSince())
                .add(" AND address <<= ?::cidr) AS here", asked.network());
    }
}
