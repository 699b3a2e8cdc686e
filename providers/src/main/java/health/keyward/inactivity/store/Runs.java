package health.keyward.inactivity.store;

import health.keyward.inactivity.Dormancy.Step;
import health.keyward.inactivity.core.Act;
import health.keyward.inactivity.core.Cause;
import health.keyward.inactivity.core.Item;
import health.keyward.inactivity.core.Run;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.PageKey;
import health.keyward.keycloak.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** {@code KW_DORMANCY_RUN} and {@code KW_DORMANCY_ITEM}: runs and their lists. A line is done once and never rewritten; the database sees to it. */
public final class Runs {
    public void add(Connection tx, RealmId realm, Run run) throws SQLException {
        Sql.of(
                        "INSERT INTO kw_dormancy_run (id, realm_id, kind, state, started_at, ended_at, policy_version,"
                                + " evaluated, halts, list_hash, event_id) VALUES (?, ?, ?, ?, ?, ?::timestamptz, ?, ?, ?,"
                                + " ?, ?)",
                        run.id(),
                        realm.value(),
                        run.kind(),
                        run.state(),
                        run.startedAt(),
                        run.endedAt(),
                        run.policyVersion(),
                        run.evaluated(),
                        run.halts(),
                        run.listHash(),
                        run.eventId())
                .update(tx);
    }

    void put(Connection tx, Collection<Item> items) throws SQLException {
        Sql.batch(
                tx,
                "INSERT INTO kw_dormancy_item (run_id, user_id, step, act, cause, policy, state, detail, at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?::timestamptz)",
                items.stream()
                        .map(item -> new @Nullable Object[] {
                            item.run(),
                            item.person().value(),
                            item.from(),
                            item.act(),
                            item.cause(),
                            item.policy(),
                            item.state(),
                            item.detail(),
                            item.at()
                        })
                        .toList());
    }

    List<Item> pending(Connection tx, UUID run, int most) throws SQLException {
        return Sql.of(
                        "SELECT * FROM kw_dormancy_item WHERE run_id = ? AND state = 'PENDING' ORDER BY user_id LIMIT"
                                + " ? FOR UPDATE",
                        run,
                        most)
                .list(tx, Runs::item);
    }

    void ended(Connection tx, Collection<Item> items) throws SQLException {
        Sql.batch(
                tx,
                "UPDATE kw_dormancy_item SET state = ?, detail = ?, at = ? WHERE run_id = ? AND user_id = ?",
                items.stream()
                        .map(item -> new @Nullable Object[] {
                            item.state(),
                            item.detail(),
                            item.at(),
                            item.run(),
                            item.person().value()
                        })
                        .toList());
    }

    /** In the order in which the list is hashed. */
    public void lines(Connection tx, UUID run, Consumer<Item> taker) throws SQLException {
        Sql.of("SELECT * FROM kw_dormancy_item WHERE run_id = ? ORDER BY user_id COLLATE \"C\"", run)
                .each(tx, row -> taker.accept(item(row)));
    }

    void close(Connection tx, Run run) throws SQLException {
        Sql.of(
                        "UPDATE kw_dormancy_run SET state = ?, ended_at = ?, list_hash = ?, event_id = ? WHERE id = ?"
                                + " AND state IN ('OPEN', 'HALTED')",
                        run.state(),
                        run.endedAt(),
                        run.listHash(),
                        run.eventId(),
                        run.id())
                .update(tx);
    }

    /** False unless the breaker holds it. */
    public boolean goOn(Connection tx, RealmId realm, UUID id) throws SQLException {
        return Sql.of(
                                "UPDATE kw_dormancy_run SET state = 'OPEN' WHERE realm_id = ? AND id = ? AND state ="
                                        + " 'HALTED'",
                                realm.value(),
                                id)
                        .update(tx)
                == 1;
    }

    /** The run that is going on, or that the breaker holds. */
    public Optional<Run> present(Connection tx, RealmId realm) throws SQLException {
        return Sql.of(
                        "SELECT * FROM kw_dormancy_run WHERE realm_id = ? AND kind = 'REAL' AND state IN ('OPEN',"
                                + " 'HALTED')",
                        realm.value())
                .first(tx, Runs::run);
    }

    /** The one begun last, dry runs left out. */
    public Optional<Run> last(Connection tx, RealmId realm) throws SQLException {
        return Sql.of(
                        "SELECT * FROM kw_dormancy_run WHERE realm_id = ? AND kind = 'REAL' ORDER BY started_at DESC,"
                                + " id DESC LIMIT 1",
                        realm.value())
                .first(tx, Runs::run);
    }

    /** When the last one ended. */
    public Optional<Instant> lastEnded(Connection tx, RealmId realm) throws SQLException {
        return Sql.of(
                        "SELECT max(ended_at) AS at FROM kw_dormancy_run WHERE realm_id = ? AND kind = 'REAL' AND"
                                + " state = 'DONE' HAVING max(ended_at) IS NOT NULL",
                        realm.value())
                .first(tx, row -> Sql.at(row, "at"));
    }

    public Optional<Run> find(Connection tx, RealmId realm, UUID id) throws SQLException {
        return Sql.of("SELECT * FROM kw_dormancy_run WHERE realm_id = ? AND id = ?", realm.value(), id)
                .first(tx, Runs::run);
    }

    /**
     * Newest first.
     *
     * @param busy only those that have a list
     */
    public List<Run> list(
            Connection tx, RealmId realm, Run.@Nullable Kind kind, boolean busy, @Nullable PageKey after, int most)
            throws SQLException {
        Instant place = after == null ? null : after.at();
        return Sql.of(
                        """
                        SELECT * FROM kw_dormancy_run r WHERE realm_id = ? AND (?::text IS NULL OR kind = ?)
                          AND (NOT ? OR state <> 'DONE' OR EXISTS (SELECT FROM kw_dormancy_item i WHERE i.run_id = r.id))
                          AND (?::timestamptz IS NULL OR (started_at, id) < (?::timestamptz, ?::uuid))
                        ORDER BY started_at DESC, id DESC LIMIT ?\
                        """,
                        realm.value(),
                        kind,
                        kind,
                        busy,
                        place,
                        place,
                        after == null ? null : after.id().toString(),
                        most)
                .list(tx, Runs::run);
    }

    /** People on the lists of some runs, by what was done and how it ended. */
    public record Count(UUID run, Act act, Item.State state, long people) {}

    public List<Count> counts(Connection tx, Collection<UUID> runs) throws SQLException {
        return Sql.of(
                        "SELECT run_id, act, state, count(*) AS people FROM kw_dormancy_item WHERE run_id = ANY"
                                + " (?::uuid[]) GROUP BY run_id, act, state ORDER BY run_id, act, state",
                        runs)
                .list(
                        tx,
                        row -> new Count(
                                row.getObject("run_id", UUID.class),
                                Act.valueOf(row.getString("act")),
                                Item.State.valueOf(row.getString("state")),
                                row.getLong("people")));
    }

    /** @param after id of the last person of the page before; empty to begin with */
    public List<Item> people(
            Connection tx, UUID run, @Nullable Act act, Item.@Nullable State state, String after, int most)
            throws SQLException {
        return Sql.of(
                        "SELECT * FROM kw_dormancy_item WHERE run_id = ? AND (?::text IS NULL OR act = ?) AND (?::text"
                                + " IS NULL OR state = ?) AND user_id > ? ORDER BY user_id LIMIT ?",
                        run,
                        act,
                        act,
                        state,
                        state,
                        after,
                        most)
                .list(tx, Runs::item);
    }

    /** What was done to a person, newest first. */
    public List<Item> past(Connection tx, RealmId realm, UserId person, int most) throws SQLException {
        return Sql.of(
                        "SELECT i.* FROM kw_dormancy_item i JOIN kw_dormancy_run r ON r.id = i.run_id WHERE r.realm_id"
                                + " = ? AND r.kind = 'REAL' AND i.user_id = ? AND i.act <> 'HOLD' AND i.at IS NOT NULL"
                                + " ORDER BY i.at DESC, i.run_id LIMIT ?",
                        realm.value(),
                        person.value(),
                        most)
                .list(tx, Runs::item);
    }

    /** Whose step it is that fails. */
    record Failing(UserId person, Act act) {}

    record Failures(long times, Instant last) {}

    /** Steps that failed since then, also when one of them was done in between. */
    Map<Failing, Failures> failures(Connection tx, RealmId realm, Instant since) throws SQLException {
        Map<Failing, Failures> found = new HashMap<>();
        Sql.of("""
                        SELECT i.user_id, i.act, count(*) AS times, max(i.at) AS last
                        FROM kw_dormancy_run r JOIN kw_dormancy_item i ON i.run_id = r.id AND i.state = 'FAILED'
                        WHERE r.realm_id = ? AND r.kind = 'REAL' AND r.started_at >= ? GROUP BY i.user_id, i.act\
                        """, realm.value(), since)
                .each(
                        tx,
                        row -> found.put(
                                new Failing(new UserId(row.getString("user_id")), Act.valueOf(row.getString("act"))),
                                new Failures(row.getLong("times"), Sql.at(row, "last"))));
        return found;
    }

    /** Whether the ledger holds a run that ended since then. */
    boolean recordedSince(Connection tx, RealmId realm, Instant since) throws SQLException {
        return Sql.of(
                        "SELECT 1 FROM kw_dormancy_run WHERE realm_id = ? AND kind = 'REAL' AND event_id IS NOT NULL AND"
                                + " started_at >= ? AND ended_at >= ? LIMIT 1",
                        realm.value(),
                        since.minus(Duration.ofDays(2)),
                        since)
                .first(tx, row -> row.getInt(1))
                .isPresent();
    }

    /** How many ended without an entry since the last that has one. */
    long quiet(Connection tx, RealmId realm) throws SQLException {
        return Sql.of("""
                        SELECT count(*) FROM kw_dormancy_run WHERE realm_id = ? AND kind = 'REAL' AND state = 'DONE' AND event_id IS NULL
                          AND started_at > coalesce((SELECT max(started_at) FROM kw_dormancy_run
                            WHERE realm_id = ? AND kind = 'REAL' AND event_id IS NOT NULL), '-infinity')\
                        """, realm.value(), realm.value())
                .first(tx, row -> row.getLong(1))
                .orElse(0L);
    }

    /** Whether a run listed today who was held back. */
    boolean heldListed(Connection tx, RealmId realm, Instant today) throws SQLException {
        return Sql.of(
                        "SELECT 1 FROM kw_dormancy_run r WHERE r.realm_id = ? AND r.kind = 'REAL' AND r.started_at >="
                                + " ? LIMIT 1",
                        realm.value(),
                        today)
                .first(tx, row -> row.getInt(1))
                .isPresent();
    }

    private static Run run(ResultSet row) throws SQLException {
        return new Run(
                row.getObject("id", UUID.class),
                Run.Kind.valueOf(row.getString("kind")),
                Run.State.valueOf(row.getString("state")),
                Sql.at(row, "started_at"),
                Sql.maybe(row, "ended_at"),
                row.getLong("policy_version"),
                row.getLong("evaluated"),
                Sql.texts(row, "halts"),
                row.getString("list_hash"),
                row.getString("event_id"));
    }

    private static Item item(ResultSet row) throws SQLException {
        return new Item(
                row.getObject("run_id", UUID.class),
                new UserId(row.getString("user_id")),
                Objects.requireNonNull(Sql.word(row, "step", Step.class)),
                Act.valueOf(row.getString("act")),
                Sql.word(row, "cause", Cause.class),
                row.getString("policy"),
                Item.State.valueOf(row.getString("state")),
                row.getString("detail"),
                Sql.maybe(row, "at"));
    }
}
