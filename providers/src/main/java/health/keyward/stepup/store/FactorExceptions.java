package health.keyward.stepup.store;

import health.keyward.kernel.RealmId;
import health.keyward.keycloak.ClusterTask;
import health.keyward.keycloak.PageKey;
import health.keyward.stepup.core.FactorException;
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

/** {@code KW_STEPUP_EXCEPTION}. Every method works on the connection it is given and neither commits nor closes it. */
public final class FactorExceptions {
    private static final String COLUMNS =
            "id, person_id, role_id, role, owner_id, reason, allowed_by, allowed_at, until, ended_by, ended_at,"
                    + " end_reason";

    /** False when the person or the role is excepted already. Two who allow it at once come one after the other. */
    public boolean add(Connection tx, RealmId realm, FactorException added) throws SQLException {
        String subject = added.personId() == null ? added.roleId() : added.personId();
        try (PreparedStatement lock = tx.prepareStatement("SELECT pg_advisory_xact_lock(?, hashtext(?))")) {
            lock.setInt(1, ClusterTask.LOCK_CLASS);
            lock.setString(2, "stepup-exception " + realm.value() + " " + subject);
            lock.execute();
        }
        try (PreparedStatement insert = tx.prepareStatement("""
            INSERT INTO kw_stepup_exception (id, realm_id, person_id, role_id, role, owner_id, reason, allowed_by, allowed_at, until)
            SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ? WHERE NOT EXISTS (SELECT FROM kw_stepup_exception
              WHERE realm_id = ? AND coalesce(person_id, role_id) = ? AND ended_at IS NULL AND until > ?)\
            """)) {
            insert.setObject(1, added.id());
            insert.setString(2, realm.value());
            insert.setString(3, added.personId());
            insert.setString(4, added.roleId());
            insert.setString(5, added.role());
            insert.setString(6, added.owner());
            insert.setString(7, added.reason());
            insert.setString(8, added.allowedBy());
            insert.setObject(9, stored(added.allowedAt()));
            insert.setObject(10, stored(added.until()));
            insert.setString(11, realm.value());
            insert.setString(12, subject);
            insert.setObject(13, stored(added.allowedAt()));
            return insert.executeUpdate() == 1;
        }
    }

    public Optional<FactorException> find(Connection tx, RealmId realm, UUID id) throws SQLException {
        try (PreparedStatement select =
                tx.prepareStatement("SELECT " + COLUMNS + " FROM kw_stepup_exception WHERE realm_id = ? AND id = ?")) {
            select.setString(1, realm.value());
            select.setObject(2, id);
            return many(select).stream().findFirst();
        }
    }

    /** False unless it stands. */
    public boolean end(Connection tx, RealmId realm, UUID id, FactorException.Ended ended) throws SQLException {
        try (PreparedStatement update = tx.prepareStatement("UPDATE kw_stepup_exception SET ended_by = ?, ended_at = ?,"
                + " end_reason = ? WHERE realm_id = ? AND id = ? AND ended_at IS NULL AND until > ?")) {
            update.setString(1, ended.by());
            update.setObject(2, stored(ended.at()));
            update.setString(3, ended.reason());
            update.setString(4, realm.value());
            update.setObject(5, id);
            update.setObject(6, stored(ended.at()));
            return update.executeUpdate() == 1;
        }
    }

    /**
     * The one allowed last first.
     *
     * @param standing only those that stand at that time; null for all
     */
    public List<FactorException> list(
            Connection tx, RealmId realm, @Nullable Instant standing, @Nullable PageKey after, int most)
            throws SQLException {
        try (PreparedStatement select = tx.prepareStatement("SELECT " + COLUMNS
                + " FROM kw_stepup_exception WHERE realm_id = ?"
                + (standing == null ? "" : " AND ended_at IS NULL AND until > ?")
                + (after == null ? "" : " AND (allowed_at, id) < (?, ?)")
                + " ORDER BY allowed_at DESC, id DESC LIMIT ?")) {
            int at = 1;
            select.setString(at++, realm.value());
            if (standing != null) {
                select.setObject(at++, stored(standing));
            }
            if (after != null) {
                select.setObject(at++, stored(after.at()));
                select.setObject(at++, after.id());
            }
            select.setInt(at, most);
            return many(select);
        }
    }

    /** When the last of those that stand ends. */
    public Optional<Instant> lastEnds(Connection tx, RealmId realm, Instant now) throws SQLException {
        try (PreparedStatement select = tx.prepareStatement(
                "SELECT max(until) FROM kw_stepup_exception WHERE realm_id = ? AND ended_at IS NULL AND until > ?")) {
            select.setString(1, realm.value());
            select.setObject(2, stored(now));
            try (ResultSet row = select.executeQuery()) {
                OffsetDateTime last = row.next() ? row.getObject(1, OffsetDateTime.class) : null;
                return Optional.ofNullable(last).map(OffsetDateTime::toInstant);
            }
        }
    }

    private static List<FactorException> many(PreparedStatement select) throws SQLException {
        List<FactorException> found = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                found.add(new FactorException(
                        row.getObject("id", UUID.class),
                        row.getString("person_id"),
                        row.getString("role_id"),
                        row.getString("role"),
                        row.getString("owner_id"),
                        row.getString("reason"),
                        row.getString("allowed_by"),
                        at(row, "allowed_at"),
                        at(row, "until"),
                        row.getString("ended_by") == null
                                ? null
                                : new FactorException.Ended(
                                        row.getString("ended_by"), at(row, "ended_at"), row.getString("end_reason"))));
            }
        }
        return found;
    }

    private static Instant at(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime stored(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
