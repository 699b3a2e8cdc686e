package health.keyward.inactivity.store;

import health.keyward.RealDatabase;
import health.keyward.audit.Recorded;
import health.keyward.inactivity.core.Account;
import health.keyward.inactivity.core.Accounts;
import health.keyward.inactivity.core.Policies;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Sql;
import health.keyward.notice.Audience;
import health.keyward.notice.Notice;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A realm with people, on a real database of its own, with a clock that is set by hand and a house around the engine that writes down what it is told. */
final class Hospital implements AutoCloseable, Engine.House {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    final DataSource source = RealDatabase.fresh();
    final Connection tx;
    final RealmId realm = new RealmId(UUID.randomUUID().toString());
    final List<Recorded.Act> acts = new ArrayList<>();
    final List<Notice> told = new ArrayList<>();
    final Set<UserId> registered = new HashSet<>();
    final Set<UserId> admins = new HashSet<>();
    final Map<UserId, String> refusing = new HashMap<>();
    boolean mailWorks = true;
    Instant now = START;

    Hospital() throws SQLException {
        tx = source.getConnection();
        tx.setAutoCommit(false);
        run("INSERT INTO realm (id, name) VALUES (?, 'hospital')", realm.value());
        tx.commit();
    }

    Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
    }

    Engine engine() {
        return new Engine(clock(), Duration.ofMinutes(15));
    }

    void after(int days) {
        now = now.plus(Duration.ofDays(days));
    }

    /** Runs as often as a server would, with a mail server that works or does not. */
    void runs() throws SQLException {
        now = now.plus(Duration.ofMinutes(15));
        work();
    }

    private void work() throws SQLException {
        Engine engine = engine();
        while (round(engine)) {
            tx.commit();
        }
        tx.commit();
        deliver();
    }

    boolean round(Engine engine) throws SQLException {
        return engine.round(tx, this);
    }

    /** Day after day. */
    void days(int days) throws SQLException {
        for (int day = 0; day < days; day++) {
            after(1);
            work();
        }
    }

    void deliver() throws SQLException {
        if (mailWorks) {
            run("UPDATE kw_notice SET state = 'DELIVERED', delivered_at = ? WHERE state = 'WAITING'", now);
            tx.commit();
        }
    }

    void activate(Policies policies) throws SQLException {
        PolicyBook book = new PolicyBook();
        long after = book.newest(tx, realm).map(PolicyBook.Version::number).orElse(0L);
        PolicyBook.Draft draft =
                new PolicyBook.Draft(PolicyBook.hash(policies, after), policies, after, UUID.randomUUID(), now);
        book.draft(tx, realm, draft);
        book.activate(tx, realm, draft, new UserId("admin"), "admin", now, "for a test");
        tx.commit();
    }

    UserId person(String name, Instant created) throws SQLException {
        UserId id = new UserId(UUID.nameUUIDFromBytes((realm + name).getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .toString());
        run(
                "INSERT INTO user_entity (id, realm_id, username, enabled, created_timestamp) VALUES (?, ?, ?, true,"
                        + " ?)",
                id.value(),
                realm.value(),
                name,
                created.toEpochMilli());
        tx.commit();
        return id;
    }

    void attribute(UserId id, String name, String value) throws SQLException {
        run("DELETE FROM user_attribute WHERE user_id = ? AND name = ?", id.value(), name);
        run(
                "INSERT INTO user_attribute (id, user_id, name, value) VALUES (gen_random_uuid(), ?, ?, ?)",
                id.value(),
                name,
                value);
        tx.commit();
    }

    /** The column of the history that an interactive sign-in, other use, or a failure moves. */
    void seen(UserId id, String column) throws SQLException {
        run(
                "INSERT INTO kw_history_last_sign_in (realm_id, user_id, " + column
                        + ", seq) VALUES (?, ?, ?, 1) ON CONFLICT (realm_id, user_id) DO UPDATE SET " + column
                        + " = excluded." + column,
                realm.value(),
                id.value(),
                now);
        tx.commit();
    }

    void signsIn(UserId id) throws SQLException {
        seen(id, "at");
    }

    void role(UserId id, String role) throws SQLException {
        String roleId = UUID.nameUUIDFromBytes(
                        (realm + "role " + role).getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .toString();
        run(
                "INSERT INTO keycloak_role (id, name, realm_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                roleId,
                role,
                realm.value());
        run("INSERT INTO user_role_mapping VALUES (?, ?)", roleId, id.value());
        tx.commit();
    }

    @Nullable
    String step(UserId id) throws SQLException {
        return Sql.of("SELECT step FROM kw_dormancy WHERE realm_id = ? AND user_id = ?", realm.value(), id.value())
                .first(tx, row -> row.getString(1))
                .orElse(null);
    }

    boolean enabled(UserId id) throws SQLException {
        return Sql.of("SELECT enabled FROM user_entity WHERE id = ?", id.value())
                .first(tx, row -> row.getBoolean(1))
                .orElse(false);
    }

    long count(String sql, Object... values) throws SQLException {
        return Sql.of(sql, values).first(tx, row -> row.getLong(1)).orElse(0L);
    }

    void run(String sql, @Nullable Object... values) throws SQLException {
        Sql.of(sql, values).update(tx);
    }

    List<String> actsOn(UserId id) {
        return acts.stream()
                .filter(act -> id.value().equals(act.userId()))
                .map(Recorded.Act::type)
                .toList();
    }

    @Override
    public Accounts accounts(RealmId of) {
        return new Accounts() {
            @Override
            public Map<UserId, Effect> disable(List<Account> accounts) {
                return switched(accounts, false);
            }

            @Override
            public Map<UserId, Effect> enable(List<Account> accounts) {
                return switched(accounts, true);
            }

            @Override
            public Map<UserId, Effect> archive(List<Account> accounts) {
                return all(accounts);
            }

            @Override
            public Map<UserId, Effect> delete(List<Account> accounts) {
                accounts.forEach(account -> bare(
                        "DELETE FROM user_entity WHERE id = ?", account.id().value()));
                return all(accounts);
            }

            @Override
            public Set<UserId> emergency(List<UserId> people) {
                Set<UserId> found = new HashSet<>(people);
                found.retainAll(registered);
                return found;
            }

            @Override
            public Set<UserId> workingAdmins() {
                Set<UserId> working = new HashSet<>(admins);
                working.removeIf(admin -> !isEnabled(admin));
                return working;
            }

            private boolean isEnabled(UserId admin) {
                try {
                    return enabled(admin);
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            }

            private Map<UserId, Effect> switched(List<Account> accounts, boolean enabled) {
                Map<UserId, Effect> effects = new HashMap<>();
                for (Account account : accounts) {
                    String why = refusing.get(account.id());
                    if (why == null) {
                        bare(
                                "UPDATE user_entity SET enabled = ? WHERE id = ?",
                                enabled,
                                account.id().value());
                    }
                    effects.put(account.id(), new Effect(why == null, why == null ? "enabled=" + enabled : why));
                }
                return effects;
            }

            private Map<UserId, Effect> all(List<Account> accounts) {
                Map<UserId, Effect> effects = new HashMap<>();
                accounts.forEach(account -> effects.put(account.id(), new Effect(true, "done")));
                return effects;
            }
        };
    }

    private void bare(String sql, Object... values) {
        try (PreparedStatement statement = tx.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String acted(Recorded.Act act) {
        acts.add(act);
        return UUID.randomUUID().toString().replace("-", "");
    }

    @Override
    public void tell(Notice notice) {
        told.add(notice);
        bare(
                "INSERT INTO kw_notice (id, realm_id, topic, dedupe, channel, audience, made_at, since, due_at) VALUES"
                        + " (?, ?, ?, ?, 'MAIL', ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                UUID.randomUUID(),
                realm.value(),
                notice.topic(),
                notice.dedupe(),
                notice.audience() instanceof Audience.Holders holders
                        ? "role:" + holders.role()
                        : notice.audience().text(),
                now.atOffset(ZoneOffset.UTC),
                now.atOffset(ZoneOffset.UTC),
                now.atOffset(ZoneOffset.UTC));
    }

    @Override
    public void close() throws SQLException {
        tx.close();
    }
}
