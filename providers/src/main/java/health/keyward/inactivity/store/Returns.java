package health.keyward.inactivity.store;

import health.keyward.inactivity.core.ReturnLink;
import health.keyward.inactivity.core.ReturnLink.State;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code KW_DORMANCY_RETURN}: links by which people come back; and when the engine disabled them. */
public final class Returns {
    /** False when the person has a link that is still good, also when somebody else makes one at the same time. */
    public boolean add(Connection tx, ReturnLink link, String hash, Instant now) throws SQLException {
        expire(tx, link.realm(), link.person(), now);
        return Sql.of("""
                                INSERT INTO kw_dormancy_return (id, realm_id, user_id, state, hash, made_at, expires_at) VALUES (?, ?, ?, 'ISSUED', ?, ?, ?)
                                ON CONFLICT (realm_id, user_id) WHERE state = 'ISSUED' DO NOTHING\
                                """, link.id(), link.realm().value(), link.person().value(), hash, now, link.expiresAt())
                        .update(tx)
                == 1;
    }

    private static void expire(Connection tx, RealmId realm, UserId person, Instant now) throws SQLException {
        Sql.of(
                        "UPDATE kw_dormancy_return SET state = 'EXPIRED', ended_at = ? WHERE realm_id = ? AND user_id ="
                                + " ? AND state = 'ISSUED' AND expires_at <= ?",
                        now,
                        realm.value(),
                        person.value(),
                        now)
                .update(tx);
    }

    /** It was never handed out. */
    public boolean withdraw(Connection tx, UUID id) throws SQLException {
        return Sql.of("DELETE FROM kw_dormancy_return WHERE id = ?", id).update(tx) == 1;
    }

    /** Held until the transaction ends. */
    public Optional<ReturnLink> hold(Connection tx, RealmId realm, String hash) throws SQLException {
        return Sql.of(
                        "SELECT * FROM kw_dormancy_return WHERE realm_id = ? AND hash = ? FOR UPDATE",
                        realm.value(),
                        hash)
                .first(tx, Returns::link);
    }

    /** What the page that is shown now asks a key to sign; it takes the place of what the page before asked. */
    public void ask(Connection tx, UUID id, String challenge) throws SQLException {
        Sql.of("UPDATE kw_dormancy_return SET challenge = ? WHERE id = ? AND state = 'ISSUED'", challenge, id)
                .update(tx);
    }

    /** Once; the link is held by the caller. */
    public Optional<String> take(Connection tx, UUID id) throws SQLException {
        Optional<String> asked = Sql.of(
                        "SELECT challenge FROM kw_dormancy_return WHERE id = ? AND challenge IS NOT NULL", id)
                .first(tx, row -> row.getString("challenge"));
        Sql.of("UPDATE kw_dormancy_return SET challenge = NULL WHERE id = ?", id)
                .update(tx);
        return asked;
    }

    /** Counts a wrong answer; the last one that is forgiven kills the link. */
    public void failed(Connection tx, UUID id, Instant now) throws SQLException {
        Sql.of(
                        "UPDATE kw_dormancy_return SET failures = failures + 1, state = CASE WHEN failures + 1 >= ? THEN"
                                + " 'DEAD' ELSE state END, ended_at = CASE WHEN failures + 1 >= ? THEN ?::timestamptz END"
                                + " WHERE id = ? AND state = 'ISSUED'",
                        ReturnLink.MOST_FAILURES,
                        ReturnLink.MOST_FAILURES,
                        now,
                        id)
                .update(tx);
    }

    /** False when it was used, died or ended before. */
    public boolean use(Connection tx, UUID id, Instant now) throws SQLException {
        return Sql.of(
                                "UPDATE kw_dormancy_return SET state = 'USED', ended_at = ? WHERE id = ? AND state ="
                                        + " 'ISSUED' AND failures < ? AND expires_at > ?",
                                now,
                                id,
                                ReturnLink.MOST_FAILURES,
                                now)
                        .update(tx)
                == 1;
    }

    /**
     * Somebody came back after a training.
     *
     * @param proposal under which two people agreed
     * @param confirmedBy null when nobody is known
     */
    public record Retrained(
            RealmId realm,
            UserId person,
            LocalDate day,
            UUID proposal,
            UserId askedBy,
            @Nullable String confirmedBy,
            Instant at) {}

    public void retrained(Connection tx, Retrained mark) throws SQLException {
        Sql.of(
                        "INSERT INTO kw_dormancy_retrained (proposal, realm_id, user_id, day, asked_by, confirmed_by, at)"
                                + " VALUES (?, ?, ?, ?::date, ?, ?, ?)",
                        mark.proposal(),
                        mark.realm().value(),
                        mark.person().value(),
                        mark.day().toString(),
                        mark.askedBy().value(),
                        mark.confirmedBy(),
                        mark.at())
                .update(tx);
    }

    /** The newest. */
    public Optional<LocalDate> retrained(Connection tx, RealmId realm, UserId person) throws SQLException {
        return Sql.of(
                        "SELECT day FROM kw_dormancy_retrained WHERE realm_id = ? AND user_id = ? ORDER BY at DESC LIMIT"
                                + " 1",
                        realm.value(),
                        person.value())
                .first(tx, row -> row.getObject("day", LocalDate.class));
    }

    /** When the engine disabled an account that it has not let back since; null when it did not. */
    public @Nullable Instant disabledAt(Connection tx, RealmId realm, UserId person) throws SQLException {
        return Sql.of("""
                        SELECT CASE d.step WHEN 'DISABLED' THEN d.since ELSE coalesce((SELECT max(i.at) FROM kw_dormancy_item i
                          JOIN kw_dormancy_run r ON r.id = i.run_id WHERE i.user_id = d.user_id AND r.realm_id = d.realm_id
                          AND r.kind = 'REAL' AND i.act = 'DISABLE' AND i.state = 'DONE'), d.since) END AS disabled_at
                        FROM kw_dormancy d WHERE d.realm_id = ? AND d.user_id = ? AND d.step IN ('DISABLED', 'ARCHIVED')\
                        """, realm.value(), person.value())
                .first(tx, row -> Sql.at(row, "disabled_at"))
                .orElse(null);
    }

    private static ReturnLink link(ResultSet row) throws SQLException {
        return new ReturnLink(
                row.getObject("id", UUID.class),
                new RealmId(row.getString("realm_id")),
                new UserId(row.getString("user_id")),
                State.valueOf(row.getString("state")),
                Sql.at(row, "expires_at"),
                row.getInt("failures"));
    }
}
