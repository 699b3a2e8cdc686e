package health.keyward.inactivity.store;

import health.keyward.inactivity.core.Exemption;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.PageKey;
import health.keyward.keycloak.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** {@code KW_DORMANCY_EXEMPTION}. */
public final class Exemptions {
    public void add(Connection tx, RealmId realm, Exemption added) throws SQLException {
        Sql.of(
                        """
                        INSERT INTO kw_dormancy_exemption (id, realm_id, kind, user_id, reason, owner_id, begins, until, blocks, proposed_by, approved_by, approved_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
                        """,
                        added.id(),
                        realm.value(),
                        added.kind(),
                        added.person().value(),
                        added.reason(),
                        added.owner().value(),
                        added.from(),
                        added.until(),
                        added.blocks(),
                        added.proposedBy().value(),
                        added.approvedBy().value(),
                        added.approvedAt())
                .update(tx);
    }

    public Optional<Exemption> find(Connection tx, RealmId realm, UUID id) throws SQLException {
        return Sql.of("SELECT * FROM kw_dormancy_exemption WHERE realm_id = ? AND id = ?", realm.value(), id)
                .first(tx, Exemptions::exemption);
    }

    /** False when it is over already. */
    public boolean end(Connection tx, RealmId realm, UUID id, Exemption.Ended ended) throws SQLException {
        return Sql.of(
                                "UPDATE kw_dormancy_exemption SET ended_at = ?, ended_by = ?, end_reason = ?"
                                        + " WHERE realm_id = ? AND id = ? AND ended_at IS NULL AND until > ?",
                                ended.at(),
                                ended.by().value(),
                                ended.reason(),
                                realm.value(),
                                id,
                                ended.at())
                        .update(tx)
                == 1;
    }

    /** The one approved last first. */
    public List<Exemption> list(
            Connection tx,
            RealmId realm,
            Exemption.@Nullable Kind kind,
            @Nullable Instant standing,
            @Nullable String person,
            @Nullable PageKey after,
            int most)
            throws SQLException {
        Instant place = after == null ? null : after.at();
        return Sql.of(
                        """
                        SELECT * FROM kw_dormancy_exemption WHERE realm_id = ? AND (?::text IS NULL OR kind = ?) AND (?::text IS NULL OR user_id = ?)
                          AND (?::timestamptz IS NULL OR (ended_at IS NULL AND until > ?::timestamptz))
                          AND (?::timestamptz IS NULL OR (approved_at, id) < (?::timestamptz, ?::uuid))
                        ORDER BY approved_at DESC, id DESC LIMIT ?\
                        """,
                        realm.value(),
                        kind,
                        kind,
                        person,
                        person,
                        standing,
                        standing,
                        place,
                        place,
                        after == null ? null : after.id().toString(),
                        most)
                .list(tx, Exemptions::exemption);
    }

    /** People who are exempt, and people on leave, now. */
    public long standing(Connection tx, RealmId realm, Exemption.Kind kind, Instant now) throws SQLException {
        return Sql.of(
                        "SELECT count(DISTINCT user_id) FROM kw_dormancy_exemption WHERE realm_id = ? AND kind = ?"
                                + " AND ended_at IS NULL AND begins <= ? AND until > ?",
                        realm.value(),
                        kind,
                        now,
                        now)
                .first(tx, row -> row.getLong(1))
                .orElse(0L);
    }

    /** The leave that disabled the account, or is about to, says when it did, or when it let go again. */
    void blocked(Connection tx, RealmId realm, UserId person, Instant now, boolean shut) throws SQLException {
        Sql.of(
                        shut
                                ? "UPDATE kw_dormancy_exemption SET blocked_at = ? WHERE realm_id = ? AND user_id = ?"
                                        + " AND blocks AND blocked_at IS NULL AND begins <= ? AND until > ? AND ended_at"
                                        + " IS NULL"
                                : "UPDATE kw_dormancy_exemption SET unblocked_at = ? WHERE realm_id = ? AND user_id ="
                                        + " ? AND blocked_at IS NOT NULL AND unblocked_at IS NULL AND (until <= ? OR"
                                        + " ended_at <= ?)",
                        now,
                        realm.value(),
                        person.value(),
                        now,
                        now)
                .update(tx);
    }

    /** Leaves do not let anybody back in who has left. */
    void letGo(Connection tx, RealmId realm, UserId person, Instant now) throws SQLException {
        Sql.of(
                        "UPDATE kw_dormancy_exemption SET unblocked_at = ? WHERE realm_id = ? AND user_id = ? AND"
                                + " blocked_at IS NOT NULL AND unblocked_at IS NULL",
                        now,
                        realm.value(),
                        person.value())
                .update(tx);
    }

    /** Those that still have a say; the second value says whether the account is disabled because of it. */
    static void counting(Connection tx, RealmId realm, Instant since, BiConsumer<Exemption, Boolean> taker)
            throws SQLException {
        Sql.of("SELECT * FROM kw_dormancy_exemption WHERE realm_id = ? AND until > ?", realm.value(), since)
                .each(
                        tx,
                        row -> taker.accept(
                                exemption(row),
                                Sql.maybe(row, "blocked_at") != null && Sql.maybe(row, "unblocked_at") == null));
    }

    private static Exemption exemption(ResultSet row) throws SQLException {
        Instant ended = Sql.maybe(row, "ended_at");
        return new Exemption(
                row.getObject("id", UUID.class),
                Exemption.Kind.valueOf(row.getString("kind")),
                new UserId(row.getString("user_id")),
                row.getString("reason"),
                new UserId(row.getString("owner_id")),
                Sql.at(row, "begins"),
                Sql.at(row, "until"),
                row.getBoolean("blocks"),
                new UserId(row.getString("proposed_by")),
                new UserId(row.getString("approved_by")),
                Sql.at(row, "approved_at"),
                ended == null
                        ? null
                        : new Exemption.Ended(
                                ended, new UserId(row.getString("ended_by")), row.getString("end_reason")));
    }
}
