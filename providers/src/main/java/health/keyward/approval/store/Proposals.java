package health.keyward.approval.store;

import health.keyward.approval.Proposal;
import health.keyward.approval.Proposal.State;
import health.keyward.approval.Signed;
import health.keyward.kernel.RealmId;
import health.keyward.keycloak.PageKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code KW_APPROVAL}. Every method works on the connection it is given and neither commits nor closes it. */
public final class Proposals {
    /** False when the same change waits in the realm already. */
    public boolean add(Connection tx, Proposal p) throws SQLException {
        try (PreparedStatement insert = tx.prepareStatement("""
            INSERT INTO kw_approval (id, realm_id, kind, title, payload, hash, proposer_id, proposer_name,
              proposer_session, proposed_at, reason, expires_at, state)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'OPEN')
            ON CONFLICT (realm_id, hash) WHERE state = 'OPEN' DO NOTHING\
            """)) {
            insert.setObject(1, p.id());
            insert.setString(2, p.realm().value());
            insert.setString(3, p.kind());
            insert.setString(4, p.title());
            insert.setString(5, p.payload());
            insert.setString(6, p.hash());
            insert.setString(7, p.proposed().userId());
            insert.setString(8, p.proposed().username());
            insert.setString(9, p.proposed().sessionId());
            insert.setObject(10, stored(p.proposed().at()));
            insert.setString(11, p.reason());
            insert.setObject(12, stored(p.expiresAt()));
            return insert.executeUpdate() == 1;
        }
    }

    public Optional<Proposal> find(Connection tx, RealmId realm, UUID id) throws SQLException {
        return one(tx, realm, id, "");
    }

    /** Held until the transaction ends, so that one of two who decide at once sees what the other decided. */
    public Optional<Proposal> hold(Connection tx, RealmId realm, UUID id) throws SQLException {
        return one(tx, realm, id, " FOR UPDATE");
    }

    /**
     * Ends an open proposal.
     *
     * @param by null when it expired
     * @throws IllegalStateException when it is not open; hold it first
     */
    public void close(Connection tx, UUID id, State state, @Nullable Signed by, @Nullable String decision)
            throws SQLException {
        try (PreparedStatement update = tx.prepareStatement("""
            UPDATE kw_approval SET state = ?, decider_id = ?, decider_name = ?, decider_session = ?, decided_at = ?,
              decision = ? WHERE id = ? AND state = 'OPEN'\
            """)) {
            update.setString(1, state.name());
            update.setString(2, by == null ? null : by.userId());
            update.setString(3, by == null ? null : by.username());
            update.setString(4, by == null ? null : by.sessionId());
            update.setObject(5, by == null ? null : stored(by.at()), java.sql.Types.TIMESTAMP_WITH_TIMEZONE);
            update.setString(6, decision);
            update.setObject(7, id);
            if (update.executeUpdate() != 1) {
                throw new IllegalStateException("the proposal is not open");
            }
        }
    }

    /** Open proposals whose time has passed, of all realms, held until the transaction ends. */
    public List<Proposal> overdue(Connection tx, Instant now) throws SQLException {
        try (PreparedStatement select = tx.prepareStatement("SELECT * FROM kw_approval WHERE state = 'OPEN'"
                + " AND expires_at <= ? ORDER BY expires_at LIMIT 100 FOR UPDATE SKIP LOCKED")) {
            select.setObject(1, stored(now));
            return many(select);
        }
    }

    /** Newest first. */
    public List<Proposal> list(
            Connection tx,
            RealmId realm,
            @Nullable State state,
            @Nullable String kind,
            @Nullable PageKey after,
            int most)
            throws SQLException {
        try (PreparedStatement select = tx.prepareStatement("SELECT * FROM kw_approval WHERE realm_id = ?"
                + (state == null ? "" : " AND state = ?")
                + (kind == null ? "" : " AND kind = ?")
                + (after == null ? "" : " AND (proposed_at, id) < (?, ?)")
                + " ORDER BY proposed_at DESC, id DESC LIMIT ?")) {
            int at = 1;
            select.setString(at++, realm.value());
            if (state != null) {
                select.setString(at++, state.name());
            }
            if (kind != null) {
                select.setString(at++, kind);
            }
            if (after != null) {
                select.setObject(at++, stored(after.at()));
                select.setObject(at++, after.id());
            }
            select.setInt(at, most);
            return many(select);
        }
    }

    private static Optional<Proposal> one(Connection tx, RealmId realm, UUID id, String lock) throws SQLException {
        try (PreparedStatement select =
                tx.prepareStatement("SELECT * FROM kw_approval WHERE id = ? AND realm_id = ?" + lock)) {
            select.setObject(1, id);
            select.setString(2, realm.value());
            return many(select).stream().findFirst();
        }
    }

    private static List<Proposal> many(PreparedStatement select) throws SQLException {
        try (ResultSet row = select.executeQuery()) {
            List<Proposal> found = new ArrayList<>();
            while (row.next()) {
                found.add(proposal(row));
            }
            return found;
        }
    }

    private static Proposal proposal(ResultSet row) throws SQLException {
        return new Proposal(
                row.getObject("id", UUID.class),
                new RealmId(row.getString("realm_id")),
                row.getString("kind"),
                row.getString("title"),
                row.getString("payload"),
                row.getString("hash"),
                new Signed(
                        row.getString("proposer_id"),
                        row.getString("proposer_name"),
                        row.getString("proposer_session"),
                        instant(row, "proposed_at")),
                row.getString("reason"),
                instant(row, "expires_at"),
                State.valueOf(row.getString("state")),
                row.getString("decider_id") == null
                        ? null
                        : new Signed(
                                row.getString("decider_id"),
                                row.getString("decider_name"),
                                row.getString("decider_session"),
                                instant(row, "decided_at")),
                row.getString("decision"));
    }

    private static OffsetDateTime stored(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
