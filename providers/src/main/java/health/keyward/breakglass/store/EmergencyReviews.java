package health.keyward.breakglass.store;

import health.keyward.breakglass.core.EmergencyReview;
import health.keyward.kernel.RealmId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** {@code KW_EMERGENCY_REVIEW} and {@code KW_EMERGENCY_STAFF}: what was found of each use, and when the staff of administrators last changed. */
public final class EmergencyReviews {
    private static final int MOST_ACTIONS = 1_000;

    /** One thing that was done in the session, by its number in the log. */
    public record Action(long seq, Instant at, String what) {}

    /** False when somebody reviewed it before. */
    public boolean review(Connection tx, UUID opening, EmergencyReview review) throws SQLException {
        try (PreparedStatement insert = tx.prepareStatement(
                "INSERT INTO kw_emergency_review (opening, disposition, words, reviewed_by, reviewed_name, reviewed_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (opening) DO NOTHING")) {
            insert.setObject(1, opening);
            insert.setString(2, review.disposition().name());
            insert.setString(3, review.words());
            insert.setString(4, review.reviewer());
            insert.setString(5, review.reviewerName());
            insert.setObject(6, review.at().atOffset(ZoneOffset.UTC));
            return insert.executeUpdate() == 1;
        }
    }

    /** By the id of the opening. */
    public Map<UUID, EmergencyReview> reviews(Connection tx, RealmId realm) throws SQLException {
        try (PreparedStatement select = tx.prepareStatement(
                "SELECT r.* FROM kw_emergency_review r JOIN kw_emergency_opening o ON o.id = r.opening"
                        + " WHERE o.realm_id = ?")) {
            select.setString(1, realm.value());
            Map<UUID, EmergencyReview> found = new HashMap<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.put(
                            row.getObject("opening", UUID.class),
                            new EmergencyReview(
                                    EmergencyReview.Disposition.valueOf(row.getString("disposition")),
                                    row.getString("words"),
                                    row.getString("reviewed_by"),
                                    row.getString("reviewed_name"),
                                    row.getObject("reviewed_at", OffsetDateTime.class)
                                            .toInstant()));
                }
            }
            return found;
        }
    }

    /** What the session of an opening did, in the order of the log. */
    public List<Action> actions(Connection tx, UUID opening) throws SQLException {
        try (PreparedStatement select = tx.prepareStatement(
                "SELECT seq, happened_at, what FROM kw_emergency_action WHERE opening = ? ORDER BY seq LIMIT "
                        + MOST_ACTIONS)) {
            select.setObject(1, opening);
            List<Action> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(new Action(
                            row.getLong(1),
                            row.getObject(2, OffsetDateTime.class).toInstant(),
                            row.getString(3)));
                }
            }
            return found;
        }
    }

    public void staffChanged(Connection tx, RealmId realm, Instant at) throws SQLException {
        try (PreparedStatement insert =
                tx.prepareStatement("INSERT INTO kw_emergency_staff (realm_id, changed_at) VALUES (?, ?)"
                        + " ON CONFLICT (realm_id) DO UPDATE SET changed_at = excluded.changed_at")) {
            insert.setString(1, realm.value());
            insert.setObject(2, at.atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }

    public Optional<Instant> staffChanged(Connection tx, RealmId realm) throws SQLException {
        try (PreparedStatement select =
                tx.prepareStatement("SELECT changed_at FROM kw_emergency_staff WHERE realm_id = ?")) {
            select.setString(1, realm.value());
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(row.getObject(1, OffsetDateTime.class).toInstant())
                        : Optional.empty();
            }
        }
    }

    /** Realms that ever had a register. */
    public List<RealmId> realms(Connection tx) throws SQLException {
        try (PreparedStatement select = tx.prepareStatement(
                        "SELECT DISTINCT realm_id FROM kw_breakglass_list WHERE kind = 'EMERGENCY_ADMINS'");
                ResultSet row = select.executeQuery()) {
            List<RealmId> found = new ArrayList<>();
            while (row.next()) {
                found.add(new RealmId(row.getString(1)));
            }
            return found;
        }
    }
}
