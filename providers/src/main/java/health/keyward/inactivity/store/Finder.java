package health.keyward.inactivity.store;

import health.keyward.history.LastSignIn;
import health.keyward.inactivity.Dormancy.Step;
import health.keyward.inactivity.core.Account;
import health.keyward.inactivity.core.AccountType;
import health.keyward.inactivity.core.Cause;
import health.keyward.inactivity.core.Exemption;
import health.keyward.inactivity.core.GuardedRoles;
import health.keyward.inactivity.core.Policies;
import health.keyward.inactivity.core.Policy;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Sql;
import health.keyward.notice.Notices;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Finds accounts something may be due for, everybody in one question. It errs on the side of finding: {@code core} then judges each one. Reads Keycloak's own
 * tables, the views of the rooms history and notice, and the room's own tables; takes no lock but those of reading.
 */
public final class Finder {
    private static final String BREAK_GLASS = GuardedRoles.BREAK_GLASS;
    private static final String EMERGENCY = GuardedRoles.EMERGENCY;
    /** No role has an empty name. */
    private static final String IS_PROTECTED = "";

    /** How long a leave that is over still has a say: the longest limits and then some. */
    private static final Duration LEAVES_COUNT = Duration.ofDays(1_100);

    private static final String FIND = """
        WITH RECURSIVE seen AS (
          SELECT u.id, u.username, u.enabled, coalesce(u.created_timestamp, 0) AS created, u.federation_link,
            u.service_account_client_link IS NOT NULL AS service, s.interactive_at, s.non_interactive_at,
            d.step, d.since, d.cause, d.warning, d.delivered_at, d.restarted_at, greatest(s.interactive_at, d.restarted_at) AS used
          FROM user_entity u
          LEFT JOIN %1$s s ON s.realm_id = ? AND s.user_id = u.id COLLATE "C"
          LEFT JOIN kw_dormancy d ON d.realm_id = ? AND d.user_id = u.id
          WHERE u.realm_id = ? %3$s
        ), carrying (id, role) AS (
          SELECT id, name FROM keycloak_role WHERE realm_id = ? AND NOT client_role AND name = ANY (?)
          UNION SELECT id, '' FROM keycloak_role WHERE realm_id = ? AND NOT client_role AND (name = ANY (?)
            OR id IN (SELECT role_id FROM role_attribute WHERE name = 'keyward.protected' AND value = 'true'))
          UNION SELECT c.composite, l.role FROM composite_role c JOIN carrying l ON c.child_role = l.id
        ), inside (grp, role) AS (
          SELECT g.group_id, l.role FROM group_role_mapping g JOIN carrying l ON g.role_id = l.id
          UNION SELECT k.id, w.role FROM keycloak_group k JOIN inside w ON k.parent_group = w.grp
        ), holder AS (
          SELECT m.user_id FROM user_role_mapping m JOIN carrying l ON m.role_id = l.id WHERE l.role <> ''
          UNION SELECT m.user_id FROM user_group_membership m JOIN inside w ON m.group_id = w.grp WHERE w.role <> ''
        ), candidate AS MATERIALIZED (
          SELECT u.* FROM seen u LEFT JOIN holder l ON l.user_id = u.id
          WHERE ? OR u.step <> 'ACTIVE' OR u.id = ANY (?::text[]) OR (u.enabled AND (
            CASE WHEN u.used IS NOT NULL THEN u.used <= ? WHEN u.created < ? THEN ? ELSE u.created <= ? END
            OR (l.user_id IS NOT NULL AND CASE WHEN u.used IS NOT NULL THEN u.used <= ? WHEN u.created < ? THEN ? ELSE u.created <= ? END)
            OR (? AND EXISTS (SELECT FROM user_attribute a WHERE a.user_id = u.id AND a.name = 'employment_end' AND a.value < ?))
            OR (? AND NOT u.service AND NOT EXISTS (SELECT FROM user_attribute a WHERE a.user_id = u.id AND a.name = 'manager'))
            OR (? AND EXISTS (SELECT FROM user_attribute a WHERE a.user_id = u.id AND a.name = 'policy_violation'))))
        ), held AS (
          SELECT user_id, array_agg(DISTINCT role) AS roles FROM (
            SELECT m.user_id, l.role FROM user_role_mapping m JOIN carrying l ON m.role_id = l.id WHERE m.user_id IN (SELECT id FROM candidate)
            UNION ALL SELECT m.user_id, w.role FROM user_group_membership m JOIN inside w ON m.group_id = w.grp
              WHERE m.user_id IN (SELECT id FROM candidate)) r
          GROUP BY user_id
        ), tree (id, path) AS (
          SELECT id, '/' || name FROM keycloak_group WHERE realm_id = ? AND trim(coalesce(parent_group, '')) = ''
          UNION ALL SELECT k.id, t.path || '/' || k.name FROM keycloak_group k JOIN tree t ON k.parent_group = t.id
        ), meant (id, path, on_call) AS (
          SELECT t.id, w.path, false FROM tree t JOIN unnest(?::text[]) w (path) ON t.path = w.path OR starts_with(t.path, w.path || '/')
          UNION SELECT t.id, '', true FROM tree t JOIN tree r ON t.path = r.path OR starts_with(t.path, r.path || '/')
            JOIN group_attribute a ON a.group_id = r.id AND a.name = 'on_call' AND a.value = 'true'
        ), member AS (
          SELECT m.user_id, array_agg(DISTINCT g.path) FILTER (WHERE NOT g.on_call) AS paths, bool_or(g.on_call) AS on_call
          FROM user_group_membership m JOIN meant g ON g.id = m.group_id WHERE m.user_id IN (SELECT id FROM candidate) GROUP BY m.user_id
        ), told AS (
          SELECT user_id, min(value) FILTER (WHERE name = 'department') AS unit, min(value) FILTER (WHERE name = 'employment_type') AS employment_type,
            min(value) FILTER (WHERE name = 'employment_end') AS employment_end, bool_or(name = 'manager') AS manager,
            bool_or(name = 'policy_violation') AS violation
          FROM user_attribute WHERE name IN ('department', 'employment_type', 'employment_end', 'manager', 'policy_violation')
            AND user_id IN (SELECT id FROM candidate) GROUP BY user_id
        )
        SELECT c.*, h.roles, m.paths, m.on_call, t.unit, t.employment_type, t.employment_end, t.manager, t.violation,
          n.state AS mail, n.delivered_at AS mail_at
        FROM candidate c LEFT JOIN held h ON h.user_id = c.id LEFT JOIN member m ON m.user_id = c.id LEFT JOIN told t ON t.user_id = c.id
          LEFT JOIN %2$s n ON c.warning IS NOT NULL AND n.realm_id = ? AND n.dedupe = c.warning AND n.audience = 'person:' || c.id
        """;
    /** Two texts: where a condition on ids might not be meant, PostgreSQL takes everybody for a few and looks each of them up. */
    private static final String ALL = FIND.formatted(LastSignIn.VIEW, Notices.DELIVERY_VIEW, "");

    private static final String THESE =
            FIND.formatted(LastSignIn.VIEW, Notices.DELIVERY_VIEW, "AND u.id = ANY (?::text[])");

    /**
     * @param until what will be due by then is found as well
     * @param only these people, whatever is due; null for whoever something may be due for
     * @param everybody also those nothing is due for
     */
    public record Question(
            RealmId realm,
            Policies policies,
            Instant until,
            @Nullable Collection<UserId> only,
            boolean everybody) {
        public static Question due(RealmId realm, Policies policies, Instant until) {
            return new Question(realm, policies, until, null, false);
        }

        public static Question of(RealmId realm, Policies policies, Instant now, Collection<UserId> people) {
            return new Question(realm, policies, now, List.copyOf(people), true);
        }

        public static Question everybody(RealmId realm, Policies policies, Instant now) {
            return new Question(realm, policies, now, null, true);
        }
    }

    public List<Account> list(Connection tx, Question question) throws SQLException {
        List<Account> found = new ArrayList<>();
        each(tx, question, found::add);
        return found;
    }

    public void each(Connection tx, Question question, Consumer<Account> taker) throws SQLException {
        String realm = question.realm().value();
        List<Policy> all = question.policies().all();
        Instant baseline = question.policies().baseline();
        Bounds anybody =
                Bounds.of(all.stream().filter(policy -> !policy.needsRole()).toList(), question.until());
        Bounds holder = Bounds.of(all, question.until());
        Map<UserId, List<Exemption>> exemptions = new HashMap<>();
        Set<UserId> blocked = new LinkedHashSet<>();
        Map<UserId, List<Account.Leave>> leaves = new HashMap<>();
        Exemptions.counting(tx, question.realm(), question.until().minus(LEAVES_COUNT), (exemption, shut) -> {
            if (exemption.kind() == Exemption.Kind.EXEMPTION) {
                exemptions
                        .computeIfAbsent(exemption.person(), id -> new ArrayList<>())
                        .add(exemption);
                return;
            }
            Exemption.Ended ended = exemption.ended();
            Instant until = ended == null || ended.at().isAfter(exemption.until()) ? exemption.until() : ended.at();
            if (until.isAfter(exemption.from()) || shut) {
                leaves.computeIfAbsent(exemption.person(), id -> new ArrayList<>())
                        .add(new Account.Leave(exemption.from(), until, exemption.blocks(), shut));
            }
            if (exemption.blocks()) {
                blocked.add(exemption.person());
            }
        });
        Set<String> roles = new LinkedHashSet<>(List.of(BREAK_GLASS, EMERGENCY));
        all.stream().map(Policy::role).filter(Objects::nonNull).forEach(roles::add);
        List<String> groups = all.stream()
                .map(Policy::group)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        @Nullable Collection<UserId> only = question.only();
        List<@Nullable Object> values = new ArrayList<>(List.of(realm, realm, realm));
        if (only != null) {
            values.add(only);
        }
        values.addAll(List.of(
                realm,
                roles,
                realm,
                GuardedRoles.NAMES,
                question.everybody(),
                blocked,
                anybody.used(),
                baseline.toEpochMilli(),
                !baseline.isAfter(anybody.used()),
                anybody.made().toEpochMilli(),
                holder.used(),
                baseline.toEpochMilli(),
                !baseline.isAfter(holder.used()),
                holder.made().toEpochMilli(),
                all.stream().anyMatch(Policy::endDate),
                LocalDate.ofInstant(question.until(), ZoneOffset.UTC).toString(),
                all.stream().anyMatch(Policy::noManager),
                all.stream().anyMatch(Policy::violation),
                realm,
                groups,
                realm));
        withoutCompiling(tx);
        Sql.of(only == null ? ALL : THESE, values.toArray())
                .each(tx, row -> taker.accept(account(row, exemptions, leaves, question.until())));
    }

    public long accounts(Connection tx, RealmId realm) throws SQLException {
        return Sql.of("SELECT count(*) FROM user_entity WHERE realm_id = ?", realm.value())
                .first(tx, row -> row.getLong(1))
                .orElse(0L);
    }

    public Map<String, Long> units(Connection tx, RealmId realm) throws SQLException {
        Map<String, Long> units = new HashMap<>();
        Sql.of("""
            SELECT a.value, count(DISTINCT u.id) FROM user_attribute a JOIN user_entity u ON u.id = a.user_id
            WHERE u.realm_id = ? AND u.enabled AND a.name = 'department' GROUP BY a.value\
            """, realm.value()).each(tx, row -> units.put(row.getString(1), row.getLong(2)));
        return units;
    }

    /** To compile so large a question costs more than it saves. */
    private static void withoutCompiling(Connection tx) throws SQLException {
        try (Statement set = tx.createStatement()) {
            set.execute("SET LOCAL jit = off");
        }
    }

    /**
     * Who was last seen, or made, later than this has nothing due.
     *
     * @param used of those who have signed in
     * @param made of those who never have
     */
    private record Bounds(Instant used, Instant made) {
        private static final Instant BEFORE_ALL = Instant.parse("1900-01-01T00:00:00Z");
        private static final Bounds NOBODY = new Bounds(BEFORE_ALL, BEFORE_ALL);

        static Bounds of(List<Policy> policies, Instant until) {
            return policies.isEmpty()
                    ? NOBODY
                    : new Bounds(
                            until.minus(least(policies, policy -> policy.used().warn())),
                            until.minus(
                                    least(policies, policy -> policy.neverUsed().warn())));
        }

        private static Duration least(List<Policy> policies, ToIntFunction<Policy> days) {
            return Duration.ofDays(policies.stream().mapToInt(days).min().orElseThrow());
        }
    }

    private static Account account(
            ResultSet row,
            Map<UserId, List<Exemption>> exemptions,
            Map<UserId, List<Account.Leave>> leaves,
            Instant until)
            throws SQLException {
        UserId id = new UserId(row.getString("id"));
        Set<String> roles = new LinkedHashSet<>(Sql.texts(row, "roles"));
        boolean guarded = roles.remove(IS_PROTECTED);
        return new Account(
                id,
                row.getString("username"),
                type(row, roles),
                row.getBoolean("enabled"),
                row.getString("federation_link"),
                Instant.ofEpochMilli(row.getLong("created")),
                row.getString("unit"),
                row.getString("employment_type"),
                dayAfter(row.getString("employment_end")),
                row.getBoolean("manager"),
                row.getBoolean("violation"),
                roles,
                Set.copyOf(Sql.texts(row, "paths")),
                row.getBoolean("on_call"),
                guarded,
                Sql.maybe(row, "interactive_at"),
                Sql.maybe(row, "non_interactive_at"),
                place(row),
                exemptions.getOrDefault(id, List.of()).stream()
                        .filter(exemption ->
                                exemption.ended() == null && !exemption.from().isAfter(until))
                        .map(Exemption::until)
                        .max(Instant::compareTo)
                        .orElse(null),
                leaves.getOrDefault(id, List.of()));
    }

    private static AccountType type(ResultSet row, Set<String> roles) throws SQLException {
        if (roles.contains(EMERGENCY)) {
            return AccountType.EMERGENCY;
        }
        if (row.getBoolean("service")) {
            return AccountType.SERVICE;
        }
        return roles.contains(BREAK_GLASS) ? AccountType.BREAK_GLASS : AccountType.HUMAN;
    }

    private static Account.Place place(ResultSet row) throws SQLException {
        Step step = Sql.word(row, "step", Step.class);
        if (step == null) {
            return Account.Place.ACTIVE;
        }
        Instant delivered = Sql.maybe(row, "delivered_at");
        return new Account.Place(
                step,
                Sql.at(row, "since"),
                Sql.word(row, "cause", Cause.class),
                delivered == null ? Sql.maybe(row, "mail_at") : delivered,
                "FAILED".equals(row.getString("mail")),
                Sql.maybe(row, "restarted_at"));
    }

    /** What is no date says nothing. */
    private static @Nullable Instant dayAfter(@Nullable String day) {
        try {
            return day == null
                    ? null
                    : LocalDate.parse(day)
                            .plusDays(1)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
