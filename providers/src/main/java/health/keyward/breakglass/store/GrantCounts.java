package health.keyward.breakglass.store;

import health.keyward.breakglass.core.GrantFigures;
import health.keyward.breakglass.core.GrantFigures.Cell;
import health.keyward.breakglass.core.GrantFigures.RepeatUser;
import health.keyward.breakglass.core.GrantFigures.Share;
import health.keyward.history.Sessions;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Counts grants against the sessions of the same time (BG-18). The unit is the one the person was in when the grant's session was opened, as the history knows
 * it; roles are those of today, given directly or by a group. Reads Keycloak's own tables and the view of the room history.
 */
public final class GrantCounts {
    private static final int MOST = 20;

    /** Grants that no extension took the place of. A grant may be given on the way in, before its session is in the history. */
    private static final String COUNTED = """
        WITH counted AS (
          SELECT g.*, coalesce((SELECT s.unit FROM %1$s s WHERE s.session_id = g.session_id COLLATE "default" AND s.realm_id = g.realm_id COLLATE "default"
              AND s.at > g.from_at - interval '30 days' AND s.at < g.from_at + interval '1 hour' ORDER BY s.at DESC LIMIT 1), '') AS unit
          FROM kw_grant g WHERE g.realm_id = ? AND g.from_at >= ? AND g.from_at < ? AND g.end_reason IS DISTINCT FROM 'REPLACED'
        )
        """.formatted(Sessions.VIEW);

    private static final String TOTALS = """
        SELECT count(*) FILTER (WHERE end_reason IS DISTINCT FROM 'REPLACED'), count(*) FILTER (WHERE end_reason = 'REPLACED'),
          count(*) FILTER (WHERE waived AND end_reason IS DISTINCT FROM 'REPLACED'),
          count(*) FILTER (WHERE degraded AND end_reason IS DISTINCT FROM 'REPLACED'),
          (SELECT count(DISTINCT session_id) FROM %1$s s WHERE s.realm_id = ? AND s.at >= ? AND s.at < ?)
        FROM kw_grant WHERE realm_id = ? AND from_at >= ? AND from_at < ?
        """.formatted(Sessions.VIEW);

    private static final String UNITS = COUNTED + """
        , opened AS (
          SELECT coalesce(unit, '') AS unit, count(DISTINCT session_id) AS n FROM %1$s s
          WHERE s.realm_id = ? AND s.at >= ? AND s.at < ? AND coalesce(unit, '') IN (SELECT unit FROM counted) GROUP BY 1
        )
        SELECT c.unit, count(*), coalesce(max(o.n), 0) FROM counted c LEFT JOIN opened o ON o.unit = c.unit GROUP BY 1 ORDER BY 2 DESC, 1
        """.formatted(Sessions.VIEW);

    private static final String ROLES = COUNTED + """
        , held AS NOT MATERIALIZED (
          SELECT m.user_id, m.role_id FROM user_role_mapping m
          UNION SELECT m.user_id, g.role_id FROM user_group_membership m JOIN group_role_mapping g ON g.group_id = m.group_id
        ), meant AS (
          SELECT r.id, r.name, count(*) AS n FROM counted c JOIN held h ON h.user_id = c.person COLLATE "default"
            JOIN keycloak_role r ON r.id = h.role_id AND r.realm_id = ? AND NOT r.client_role
          WHERE NOT EXISTS (SELECT FROM realm m WHERE m.default_role = r.id)
          GROUP BY 1, 2
        ), opened AS (
          SELECT h.role_id, count(DISTINCT s.session_id) AS n FROM %1$s s JOIN held h ON h.user_id = s.user_id AND h.role_id IN (SELECT id FROM meant)
          WHERE s.realm_id = ? AND s.at >= ? AND s.at < ? GROUP BY 1
        )
        SELECT m.name, m.n, coalesce(o.n, 0) FROM meant m LEFT JOIN opened o ON o.role_id = m.id ORDER BY 2 DESC, 1
        """.formatted(Sessions.VIEW);

    private static final String MAP =
            COUNTED + "SELECT unit, reason, count(*) FROM counted GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2";

    private static final String REPEATED =
            COUNTED + "SELECT person, max(username), count(*), count(DISTINCT patient) FROM counted GROUP BY 1"
                    + " HAVING count(*) > 1 ORDER BY 3 DESC, 2 LIMIT " + MOST;

    private static final String PATIENTS =
            COUNTED + "SELECT count(*) FROM (SELECT FROM counted GROUP BY patient HAVING count(*) > 1) more";

    private final Connection tx;
    private final RealmId realm;
    private final Instant from;
    private final Instant to;

    /** @param to excluded */
    public GrantCounts(Connection tx, RealmId realm, Instant from, Instant to) {
        this.tx = tx;
        this.realm = realm;
        this.from = from;
        this.to = to;
    }

    public GrantFigures figures() throws SQLException {
        try (PreparedStatement ask = tx.prepareStatement(TOTALS)) {
            window(ask, window(ask, 1));
            try (ResultSet row = ask.executeQuery()) {
                row.next();
                return new GrantFigures(
                        row.getLong(5),
                        row.getLong(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        units(),
                        roles(),
                        map(),
                        repeated(),
                        patients());
            }
        }
    }

    private List<Share> units() throws SQLException {
        try (PreparedStatement ask = tx.prepareStatement(UNITS)) {
            window(ask, window(ask, 1));
            return shares(ask);
        }
    }

    private List<Share> roles() throws SQLException {
        try (PreparedStatement ask = tx.prepareStatement(ROLES)) {
            int next = window(ask, 1);
            ask.setString(next, realm.value());
            window(ask, next + 1);
            return shares(ask);
        }
    }

    private List<Cell> map() throws SQLException {
        try (PreparedStatement ask = tx.prepareStatement(MAP)) {
            window(ask, 1);
            List<Cell> cells = new ArrayList<>();
            try (ResultSet row = ask.executeQuery()) {
                while (row.next()) {
                    cells.add(new Cell(row.getString(1), row.getString(2), row.getLong(3)));
                }
            }
            return cells;
        }
    }

    private List<RepeatUser> repeated() throws SQLException {
        try (PreparedStatement ask = tx.prepareStatement(REPEATED)) {
            window(ask, 1);
            List<RepeatUser> people = new ArrayList<>();
            try (ResultSet row = ask.executeQuery()) {
                while (row.next()) {
                    people.add(new RepeatUser(
                            new UserId(row.getString(1)), row.getString(2), row.getLong(3), row.getLong(4)));
                }
            }
            return people;
        }
    }

    private long patients() throws SQLException {
        try (PreparedStatement ask = tx.prepareStatement(PATIENTS)) {
            window(ask, 1);
            try (ResultSet row = ask.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static List<Share> shares(PreparedStatement ask) throws SQLException {
        List<Share> shares = new ArrayList<>();
        try (ResultSet row = ask.executeQuery()) {
            while (row.next()) {
                shares.add(new Share(row.getString(1), row.getLong(2), row.getLong(3)));
            }
        }
        return shares;
    }

    /** Sets realm, start and end; answers the number of the parameter after them. */
    private int window(PreparedStatement ask, int first) throws SQLException {
        ask.setString(first, realm.value());
        ask.setObject(first + 1, from.atOffset(ZoneOffset.UTC));
        ask.setObject(first + 2, to.atOffset(ZoneOffset.UTC));
        return first + 3;
    }
}
