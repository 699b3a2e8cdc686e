package health.keyward.stepup.store;

import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.stepup.core.EnrolmentLink;
import health.keyward.stepup.core.EnrolmentLink.Delivery;
import health.keyward.stepup.core.EnrolmentLink.State;
import health.keyward.stepup.core.EnrolmentLink.Wanted;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code KW_ENROLMENT_LINK}. Every method works on the connection it is given and neither commits nor closes it. */
public final class EnrolmentLinks {
    /** The person's older links die: one at a time, so that the newest agreement is the one that counts. */
    public void add(Connection tx, EnrolmentLink link, @Nullable String hash, Instant now) throws SQLException {
        try (PreparedStatement update = tx.prepareStatement("UPDATE kw_enrolment_link SET state = 'DEAD', ended_at = ?"
                + " WHERE realm_id = ? AND person_id = ? AND state IN ('PREPARED', 'ISSUED')")) {
            update.setObject(1, stored(now));
            update.setString(2, link.realm().value());
            update.setString(3, link.person().value());
            update.executeUpdate();
        }
        try (PreparedStatement insert = tx.prepareStatement("""
            INSERT INTO kw_enrolment_link (id, realm_id, person_id, approver_id, factor, delivery, state, hash, made_at,
              expires_at, failures) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)\
            """)) {
            insert.setObject(1, link.id());
            insert.setString(2, link.realm().value());
            insert.setString(3, link.person().value());
            insert.setString(4, link.approver().value());
            insert.setString(5, link.factor().name());
            insert.setString(6, link.delivery().name());
            insert.setString(7, link.state().name());
            insert.setString(8, hash);
            insert.setObject(9, stored(now));
            insert.setObject(10, stored(link.expiresAt()));
            insert.executeUpdate();
        }
    }

    public Optional<EnrolmentLink> find(Connection tx, RealmId realm, UUID id) throws SQLException {
        return first(tx, "WHERE realm_id = ? AND id = ?", realm.value(), id);
    }

    /** Held until the transaction ends. */
    public Optional<EnrolmentLink> holdByHash(Connection tx, RealmId realm, String hash) throws SQLException {
        return first(tx, "WHERE realm_id = ? AND hash = ? FOR UPDATE", realm.value(), hash);
    }

    /** The newest of a person, whatever became of it. */
    public Optional<EnrolmentLink> newest(Connection tx, RealmId realm, UserId person) throws SQLException {
        return first(
                tx,
                "WHERE realm_id = ? AND person_id = ? ORDER BY made_at DESC, id DESC LIMIT 1",
                realm.value(),
                person.value());
    }

    /** Gives a prepared link its code; false when it has one already, is not this approver's, or is too old. */
    public boolean reveal(Connection tx, RealmId realm, UUID id, UserId approver, String hash, Instant now)
            throws SQLException {
        try (PreparedStatement update = tx.prepareStatement("UPDATE kw_enrolment_link SET hash = ?, state = 'ISSUED'"
                + " WHERE realm_id = ? AND id = ? AND approver_id = ? AND state = 'PREPARED' AND expires_at > ?")) {
            update.setString(1, hash);
            update.setString(2, realm.value());
            update.setObject(3, id);
            update.setString(4, approver.value());
            update.setObject(5, stored(now));
            return update.executeUpdate() == 1;
        }
    }

    /** Counts a wrong password; the last one that is forgiven kills the link. */
    public void failed(Connection tx, UUID id, Instant now) throws SQLException {
        try (PreparedStatement update = tx.prepareStatement(
                "UPDATE kw_enrolment_link SET failures = failures + 1, state = CASE WHEN failures + 1 >= ? THEN 'DEAD'"
                        + " ELSE state END, ended_at = CASE WHEN failures + 1 >= ? THEN ? ELSE ended_at END WHERE id = ?"
                        + " AND state = 'ISSUED'")) {
            update.setInt(1, EnrolmentLink.MOST_FAILURES);
            update.setInt(2, EnrolmentLink.MOST_FAILURES);
            update.setObject(3, stored(now));
            update.setObject(4, id);
            update.executeUpdate();
        }
    }

    /** False when it was used, died or ended before. Of two who use it at once, one is told so. */
    public boolean use(Connection tx, RealmId realm, UUID id, UserId person, Instant now) throws SQLException {
        try (PreparedStatement update = tx.prepareStatement("UPDATE kw_enrolment_link SET state = 'USED', ended_at = ?"
                + " WHERE realm_id = ? AND id = ? AND person_id = ? AND state = 'ISSUED' AND expires_at > ?")) {
            update.setObject(1, stored(now));
            update.setString(2, realm.value());
            update.setObject(3, id);
            update.setString(4, person.value());
            update.setObject(5, stored(now));
            return update.executeUpdate() == 1;
        }
    }

    /** Ends one that was not used in time, and says which. */
    public Optional<EnrolmentLink> expire(Connection tx, Instant now) throws SQLException {
        try (PreparedStatement update =
                tx.prepareStatement("UPDATE kw_enrolment_link SET state = 'EXPIRED', ended_at = ? WHERE id = (SELECT"
                        + " id FROM kw_enrolment_link WHERE state IN ('PREPARED', 'ISSUED') AND expires_at <= ? ORDER BY"
                        + " expires_at LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING *")) {
            update.setObject(1, stored(now));
            update.setObject(2, stored(now));
            try (ResultSet row = update.executeQuery()) {
                return row.next() ? Optional.of(link(row)) : Optional.empty();
            }
        }
    }

    private static Optional<EnrolmentLink> first(Connection tx, String where, Object... values) throws SQLException {
        try (PreparedStatement select = tx.prepareStatement("SELECT * FROM kw_enrolment_link " + where)) {
            for (int i = 0; i < values.length; i++) {
                select.setObject(i + 1, values[i]);
            }
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(link(row)) : Optional.empty();
            }
        }
    }

    private static EnrolmentLink link(ResultSet row) throws SQLException {
        return new EnrolmentLink(
                row.getObject("id", UUID.class),
                new RealmId(row.getString("realm_id")),
                new UserId(row.getString("person_id")),
                new UserId(row.getString("approver_id")),
                Wanted.valueOf(row.getString("factor")),
                Delivery.valueOf(row.getString("delivery")),
                State.valueOf(row.getString("state")),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                row.getInt("failures"),
                Optional.ofNullable(row.getObject("ended_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant)
                        .orElse(null));
    }

    private static OffsetDateTime stored(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
