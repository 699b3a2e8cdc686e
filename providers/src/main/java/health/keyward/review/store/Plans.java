package health.keyward.review.store;

import health.keyward.audit.Recorded;
import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Sql;
import health.keyward.review.core.Cause;
import health.keyward.review.core.Definition;
import health.keyward.review.core.Plan;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What starts by itself, and when (AR-15). */
public final class Plans {
    private final Clock clock;

    public Plans(Clock clock) {
        this.clock = clock;
    }

    public Plan make(
            Connection tx,
            Rounds.House house,
            RealmId realm,
            Actor by,
            Definition definition,
            Plan.Starts starts,
            String reason)
            throws SQLException {
        Plan plan = new Plan(
                UUID.randomUUID(),
                realm,
                definition,
                starts,
                new UserId(by.userId() == null ? "nobody" : by.userId()),
                by.username() == null ? "" : by.username(),
                now(),
                null);
        add(tx, plan);
        record(
                house,
                plan,
                "PLAN_MADE",
                by,
                Map.of(
                        "definition",
                        Snapshot.sha256(Campaigns.text(definition)),
                        "name",
                        definition.name(),
                        "starts",
                        words(starts),
                        "reason",
                        reason));
        return plan;
    }

    private static String words(Plan.Starts starts) {
        return switch (starts) {
            case Plan.Starts.Every every -> "every " + every.days() + " days, first " + every.next();
            case Plan.Starts.When when ->
                when.causes().stream().sorted().map(Cause::words).collect(Collectors.joining(", ", "after ", ""));
        };
    }

    /** What it started goes on. False where there is none of that id in force. */
    public boolean end(Connection tx, Rounds.House house, RealmId realm, Actor by, UUID id, String reason)
            throws SQLException {
        Optional<Plan> found = hold(tx, realm, id);
        if (found.isEmpty()) {
            return false;
        }
        Sql.of("UPDATE kw_review_plan SET ended_at = ? WHERE id = ?", now(), id).update(tx);
        if (found.get().starts() instanceof Plan.Starts.When) {
            new Posts().forget(tx, realm);
        }
        record(house, found.get(), "PLAN_ENDED", by, Map.of("reason", reason));
        return true;
    }

    private void record(Rounds.House house, Plan plan, String type, Actor by, Map<String, String> facts) {
        house.acted(new Recorded.Act(
                "",
                now(),
                plan.realm().value(),
                "review",
                type,
                null,
                plan.id().toString().replace("-", ""),
                null,
                null,
                by,
                facts));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static void add(Connection tx, Plan plan) throws SQLException {
        @Nullable Integer days = null;
        @Nullable Instant next = null;
        List<Cause> causes = List.of();
        switch (plan.starts()) {
            case Plan.Starts.Every every -> {
                days = every.days();
                next = every.next();
            }
            case Plan.Starts.When when ->
                causes = when.causes().stream().sorted().toList();
        }
        Sql.of(
                        "INSERT INTO kw_review_plan (id, realm_id, definition, every_days, next_at, causes, created_by,"
                                + " created_name, created_at) VALUES (?, ?, ?, ?::integer, ?::timestamptz, ?, ?, ?, ?)",
                        plan.id(),
                        plan.realm().value(),
                        Campaigns.text(plan.definition()),
                        days,
                        next,
                        causes,
                        plan.createdBy().value(),
                        plan.createdName(),
                        plan.createdAt())
                .update(tx);
    }

    /** Those in force, oldest first. */
    public List<Plan> inForce(Connection tx, RealmId realm) throws SQLException {
        return Sql.of(
                        "SELECT * FROM kw_review_plan WHERE realm_id = ? AND ended_at IS NULL ORDER BY created_at, id",
                        realm.value())
                .list(tx, Plans::plan);
    }

    Optional<Plan> hold(Connection tx, RealmId realm, UUID id) throws SQLException {
        return Sql.of(
                        "SELECT * FROM kw_review_plan WHERE realm_id = ? AND id = ? AND ended_at IS NULL FOR UPDATE",
                        realm.value(),
                        id)
                .first(tx, Plans::plan);
    }

    Optional<Plan> due(Connection tx, Instant now) throws SQLException {
        return Sql.of(
                        "SELECT * FROM kw_review_plan WHERE ended_at IS NULL AND next_at <= ? ORDER BY next_at, id LIMIT"
                                + " 1 FOR UPDATE SKIP LOCKED",
                        now)
                .first(tx, Plans::plan);
    }

    /** One whose realm is to be looked over, at most every so often. */
    Optional<Plan> toLook(Connection tx, Instant since, Instant now) throws SQLException {
        return Sql.of(
                        "UPDATE kw_review_plan SET looked_at = ? WHERE id = (SELECT id FROM kw_review_plan WHERE ended_at"
                                + " IS NULL AND every_days IS NULL AND (looked_at IS NULL OR looked_at <= ?) ORDER BY id"
                                + " LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING *",
                        now,
                        since)
                .first(tx, Plans::plan);
    }

    void started(Connection tx, Plan plan, @Nullable UUID campaign, Instant next) throws SQLException {
        Sql.of(
                        "UPDATE kw_review_plan SET next_at = ?, last_campaign = coalesce(?::uuid, last_campaign) WHERE id"
                                + " = ?",
                        next,
                        campaign == null ? null : campaign.toString(),
                        plan.id())
                .update(tx);
    }

    private static Plan plan(ResultSet row) throws SQLException {
        @Nullable Instant next = Sql.maybe(row, "next_at");
        Plan.Starts starts = next == null
                ? new Plan.Starts.When(
                        Sql.texts(row, "causes").stream().map(Cause::valueOf).collect(Collectors.toSet()))
                : new Plan.Starts.Every(row.getInt("every_days"), next);
        return new Plan(
                row.getObject("id", UUID.class),
                new RealmId(row.getString("realm_id")),
                Campaigns.definition(row.getString("definition")),
                starts,
                new UserId(row.getString("created_by")),
                row.getString("created_name"),
                Sql.at(row, "created_at"),
                row.getObject("last_campaign", UUID.class));
    }
}
