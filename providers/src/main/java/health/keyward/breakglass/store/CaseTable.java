package health.keyward.breakglass.store;

import health.keyward.breakglass.Grant;
import health.keyward.breakglass.core.CaseFigures;
import health.keyward.breakglass.core.CaseFilter;
import health.keyward.breakglass.core.CaseReviewers.Review;
import health.keyward.breakglass.core.CaseSchedule;
import health.keyward.breakglass.core.CaseState;
import health.keyward.breakglass.core.CaseTriage.Fact;
import health.keyward.breakglass.core.CaseVerdict.Disposition;
import health.keyward.breakglass.core.ReviewCase;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code KW_CASE}: one review per grant. The database lets nobody delete one or open a closed one again. */
public final class CaseTable {
    private static final String SELECT = """
            SELECT c.*, g.person, g.username, g.co_signer, g.reason, g.data_class, g.waived, g.degraded,
                   coalesce(g.ended_at, g.until_at) AS over,
                   (SELECT count(*) FROM kw_case_use u WHERE u.grant_id = c.id) AS used,
                   ARRAY(SELECT f.fact FROM kw_case_fact f WHERE f.grant_id = c.id AND f.known = 'YES') AS found
            FROM kw_case c JOIN kw_grant g ON g.id = c.id WHERE
            """;

    /** In the transaction that gives the grant. */
    public void open(Connection tx, Grant grant, Instant at) throws SQLException {
        try (PreparedStatement insert =
                tx.prepareStatement("INSERT INTO kw_case (id, realm_id, opened_at, due_at) VALUES (?, ?, ?, ?)")) {
            insert.setObject(1, uuid(grant.id()));
            insert.setString(2, grant.realm().value());
            insert.setObject(3, utc(at));
            insert.setObject(4, utc(CaseSchedule.due(at)));
            insert.executeUpdate();
        }
    }

    /** Keeps what the requester said, and what is remarkable about it. */
    public void said(Connection tx, RealmId realm, String id, String words, String remarks) throws SQLException {
        change(tx, realm, id, "words = ?, remarks = ?", words, remarks);
    }

    public Optional<ReviewCase> find(Connection tx, RealmId realm, String id) throws SQLException {
        return id.matches("[0-9a-f]{32}")
                ? many(tx, "c.realm_id = ? AND c.id = ?", realm.value(), uuid(id)).stream()
                        .findFirst()
                : Optional.empty();
    }

    /** Open ones by rank and then by what is due first; closed ones the newest first. */
    public List<ReviewCase> list(Connection tx, RealmId realm, CaseFilter filter, int limit) throws SQLException {
        StringBuilder where =
                new StringBuilder("c.realm_id = ? AND c.state ").append(filter.closed() ? "= 'CLOSED'" : "<> 'CLOSED'");
        List<Object> values = new ArrayList<>(List.of(realm.value()));
        if (filter.state() != null) {
            where.append(" AND c.state = ?");
            values.add(filter.state().name());
        }
        if (filter.reviewer() != null) {
            where.append(" AND c.reviewer = ?");
            values.add(filter.reviewer().value());
        }
        if (filter.requester() != null) {
            where.append(" AND g.person = ?");
            values.add(filter.requester().value());
        }
        where.append(
                filter.closed() ? " ORDER BY c.closed_at DESC, c.id" : " ORDER BY c.rank DESC, c.due_at ASC, c.id");
        return many(tx, where.append(" LIMIT ").append(limit).toString(), values.toArray());
    }

    /** The open ones of all realms, by realm. */
    public List<ReviewCase> open(Connection tx) throws SQLException {
        return many(tx, "c.state <> 'CLOSED' ORDER BY c.realm_id, c.opened_at, c.id");
    }

    /** Until this transaction ends nobody else changes the case; answers whether it is there and open. */
    public boolean hold(Connection tx, RealmId realm, String id) throws SQLException {
        try (PreparedStatement hold =
                tx.prepareStatement("SELECT state <> 'CLOSED' FROM kw_case WHERE realm_id = ? AND id = ? FOR UPDATE")) {
            hold.setString(1, realm.value());
            hold.setObject(2, uuid(id));
            try (ResultSet row = hold.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    public void assign(Connection tx, RealmId realm, String id, UserId reviewer, String name, Instant at)
            throws SQLException {
        change(tx, realm, id, "reviewer = ?, reviewer_name = ?, assigned_at = ?", reviewer.value(), name, utc(at));
    }

    /** Nobody has it in hand any more: to be given to somebody else. */
    public void free(Connection tx, RealmId realm, String id) throws SQLException {
        change(tx, realm, id, "reviewer = NULL, reviewer_name = NULL, assigned_at = NULL");
    }

    public void step(Connection tx, RealmId realm, String id, CaseSchedule.Step step) throws SQLException {
        change(tx, realm, id, "step = ?", step.name());
    }

    public void rank(Connection tx, RealmId realm, String id, int rank) throws SQLException {
        change(tx, realm, id, "rank = ?", rank);
    }

    public void state(Connection tx, RealmId realm, String id, CaseState state) throws SQLException {
        change(tx, realm, id, "state = ?", state.name());
    }

    public void close(Connection tx, RealmId realm, String id, Disposition disposition, Instant at)
            throws SQLException {
        change(tx, realm, id, "state = 'CLOSED', disposition = ?, closed_at = ?", disposition.name(), utc(at));
    }

    /** What was judged since then, and what is in hand now: who reviewed whom. */
    public List<Review> reviews(Connection tx, RealmId realm, Instant since) throws SQLException {
        try (PreparedStatement select = tx.prepareStatement("""
                SELECT requester, by_id, at FROM kw_case_verdict WHERE realm_id = ? AND at >= ?
                UNION ALL
                SELECT g.person, c.reviewer, c.assigned_at FROM kw_case c JOIN kw_grant g ON g.id = c.id
                WHERE c.realm_id = ? AND c.state <> 'CLOSED' AND c.reviewer IS NOT NULL
                """)) {
            select.setString(1, realm.value());
            select.setObject(2, utc(since));
            select.setString(3, realm.value());
            try (ResultSet row = select.executeQuery()) {
                List<Review> reviews = new ArrayList<>();
                while (row.next()) {
                    reviews.add(
                            new Review(new UserId(row.getString(1)), new UserId(row.getString(2)), instant(row, "at")));
                }
                return reviews;
            }
        }
    }

    /** Open cases by reviewer. */
    public Map<UserId, Integer> load(Connection tx, RealmId realm) throws SQLException {
        try (PreparedStatement select = tx.prepareStatement(
                "SELECT reviewer, count(*) FROM kw_case WHERE realm_id = ? AND state <> 'CLOSED' AND reviewer IS NOT NULL"
                        + " GROUP BY 1")) {
            select.setString(1, realm.value());
            try (ResultSet row = select.executeQuery()) {
                Map<UserId, Integer> load = new HashMap<>();
                while (row.next()) {
                    load.put(new UserId(row.getString(1)), row.getInt(2));
                }
                return load;
            }
        }
    }

    /**
     * Whether the person did it before: for this patient in another session within thirty days, or three times and more in that time.
     *
     * @param id of the grant that is asked about
     */
    public boolean repeated(Connection tx, String id) throws SQLException {
        try (PreparedStatement select = tx.prepareStatement("""
                SELECT count(*) FILTER (WHERE e.patient = g.patient) > 0 OR count(*) >= 3
                FROM kw_grant g JOIN kw_grant e ON e.realm_id = g.realm_id AND e.person = g.person AND e.session_id <> g.session_id
                  AND e.from_at < g.from_at AND e.from_at >= g.from_at - interval '30 days'
                WHERE g.id = ?
                """)) {
            select.setObject(1, uuid(id));
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /** Counts over cases of grants that began in that time. */
    public CaseFigures.Reviewed figures(Connection tx, RealmId realm, Instant from, Instant to, Instant now)
            throws SQLException {
        try (PreparedStatement select = tx.prepareStatement("""
                SELECT extract(epoch FROM percentile_cont(0.5) WITHIN GROUP (ORDER BY c.closed_at - c.opened_at)) / 60.0 AS minutes,
                       avg((coalesce(c.closed_at, ?) >= c.due_at)::int) AS overdue,
                       avg((c.disposition = 'INAPPROPRIATE')::int) AS inappropriate,
                       avg((c.disposition = 'POLICY_GAP')::int) AS gap
                FROM kw_case c JOIN kw_grant g ON g.id = c.id
                WHERE c.realm_id = ? AND g.from_at >= ? AND g.from_at < ?
                """)) {
            select.setObject(1, utc(now));
            select.setString(2, realm.value());
            select.setObject(3, utc(from));
            select.setObject(4, utc(to));
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return new CaseFigures.Reviewed(
                        number(row, "minutes"),
                        number(row, "overdue"),
                        number(row, "inappropriate"),
                        number(row, "gap"));
            }
        }
    }

    private static @Nullable Double number(ResultSet row, String column) throws SQLException {
        double number = row.getDouble(column);
        return row.wasNull() ? null : number;
    }

    private static void change(Connection tx, RealmId realm, String id, String what, Object... values)
            throws SQLException {
        try (PreparedStatement update =
                tx.prepareStatement("UPDATE kw_case SET " + what + " WHERE realm_id = ? AND id = ?")) {
            int next = 1;
            for (Object value : values) {
                update.setObject(next++, value);
            }
            update.setString(next++, realm.value());
            update.setObject(next, uuid(id));
            if (update.executeUpdate() != 1) {
                throw new SQLException("there is no such case");
            }
        }
    }

    private static List<ReviewCase> many(Connection tx, String where, Object... values) throws SQLException {
        try (PreparedStatement select = tx.prepareStatement(SELECT + where)) {
            for (int i = 0; i < values.length; i++) {
                select.setObject(i + 1, values[i]);
            }
            try (ResultSet row = select.executeQuery()) {
                List<ReviewCase> cases = new ArrayList<>();
                while (row.next()) {
                    cases.add(read(row));
                }
                return cases;
            }
        }
    }

    private static ReviewCase read(ResultSet row) throws SQLException {
        @Nullable String coSigner = row.getString("co_signer");
        @Nullable String reviewer = row.getString("reviewer");
        @Nullable String step = row.getString("step");
        @Nullable String disposition = row.getString("disposition");
        return new ReviewCase(
                text(row.getObject("id", UUID.class)),
                new RealmId(row.getString("realm_id")),
                new UserId(row.getString("person")),
                row.getString("username"),
                coSigner == null ? null : new UserId(coSigner),
                row.getString("reason"),
                row.getString("data_class"),
                row.getBoolean("waived"),
                row.getBoolean("degraded"),
                instant(row, "over"),
                instant(row, "opened_at"),
                instant(row, "due_at"),
                CaseState.valueOf(row.getString("state")),
                row.getInt("rank"),
                row.getString("words"),
                row.getString("remarks"),
                reviewer == null
                        ? null
                        : new ReviewCase.Reviewer(
                                new UserId(reviewer), row.getString("reviewer_name"), instant(row, "assigned_at")),
                step == null ? null : CaseSchedule.Step.valueOf(step),
                row.getLong("used"),
                Arrays.stream((Object[]) row.getArray("found").getArray())
                        .map(fact -> Fact.valueOf(fact.toString()))
                        .collect(Collectors.toSet()),
                disposition == null ? null : Disposition.valueOf(disposition),
                disposition == null ? null : instant(row, "closed_at"));
    }

    static UUID uuid(String id) {
        return UUID.fromString(id.replaceAll("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5"));
    }

    static String text(UUID id) {
        return id.toString().replace("-", "");
    }

    static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
