package health.keyward.audit.store;

import health.keyward.audit.Recorded.Mark;
import health.keyward.audit.Retention.Outcome;
import health.keyward.audit.Retention.Why;
import health.keyward.audit.core.EventIds;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The rows of {@code kw_audit_hold}; a hold on a realm has no person. Placing and releasing one is a mark in the log. */
public final class Holds {
    private final Clock clock;
    private final Marker marker;

    public Holds(Clock clock, Marker marker) {
        this.clock = clock;
        this.marker = marker;
    }

    /** A hold that stands. */
    public record Row(UUID id, Optional<UserId> person, String reason, Instant since, String approval) {}

    public Outcome place(Connection tx, RealmId realm, Optional<UserId> person, String reason, String approval)
            throws SQLException {
        UUID id = UUID.randomUUID();
        try (PreparedStatement insert = tx.prepareStatement(
                "INSERT INTO kw_audit_hold (id, realm_id, user_id, reason, placed_at, placed_by_approval) VALUES (?,"
                        + " ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")) {
            insert.setObject(1, id);
            insert.setString(2, realm.value());
            insert.setString(3, person.map(UserId::value).orElse(null));
            insert.setString(4, reason);
            insert.setObject(5, clock.instant().atOffset(ZoneOffset.UTC));
            insert.setString(6, approval);
            if (insert.executeUpdate() == 0) {
                return new Outcome.Refused(Why.HELD_ALREADY);
            }
        }
        mark(tx, "HOLD", id, person, approval);
        return new Outcome.Done(1);
    }

    public Outcome release(Connection tx, RealmId realm, Optional<UserId> person, String approval) throws SQLException {
        Optional<Row> held = standing(tx, realm, person);
        if (held.isEmpty()) {
            return new Outcome.Refused(Why.NO_SUCH_HOLD);
        }
        try (PreparedStatement update = tx.prepareStatement(
                "UPDATE kw_audit_hold SET released_at = ?, released_by_approval = ? WHERE id = ? AND released_at IS"
                        + " NULL")) {
            update.setObject(1, clock.instant().atOffset(ZoneOffset.UTC));
            update.setString(2, approval);
            update.setObject(3, held.get().id());
            if (update.executeUpdate() == 0) {
                return new Outcome.Refused(Why.NO_SUCH_HOLD);
            }
        }
        mark(tx, "RELEASE", held.get().id(), person, approval);
        return new Outcome.Done(1);
    }

    private void mark(Connection tx, String type, UUID id, Optional<UserId> person, String approval)
            throws SQLException {
        marker.write(
                tx,
                new Mark(
                        EventIds.fresh(),
                        clock.instant(),
                        "",
                        type,
                        Map.of(
                                "hold",
                                id.toString(),
                                "on",
                                person.isPresent() ? "PERSON" : "REALM",
                                "approval",
                                approval)));
    }

    /** Those that stand in a realm, the oldest first. */
    public static List<Row> standing(Connection tx, RealmId realm) throws SQLException {
        try (PreparedStatement ask =
                tx.prepareStatement("SELECT id, user_id, reason, placed_at, placed_by_approval FROM kw_audit_hold"
                        + " WHERE realm_id = ? AND released_at IS NULL ORDER BY placed_at, id")) {
            ask.setString(1, realm.value());
            List<Row> rows = new ArrayList<>();
            try (ResultSet row = ask.executeQuery()) {
                while (row.next()) {
                    rows.add(new Row(
                            row.getObject(1, UUID.class),
                            Optional.ofNullable(row.getString(2)).map(UserId::new),
                            row.getString(3),
                            row.getObject(4, OffsetDateTime.class).toInstant(),
                            row.getString(5)));
                }
            }
            return rows;
        }
    }

    /** The one on exactly that person, or on the realm as a whole. */
    public static Optional<Row> standing(Connection tx, RealmId realm, Optional<UserId> person) throws SQLException {
        return standing(tx, realm).stream()
                .filter(row -> row.person().equals(person))
                .findFirst();
    }

    /** How many stand in all other realms; they stop a disposal too. */
    public static long elsewhere(Connection tx, RealmId realm) throws SQLException {
        try (PreparedStatement ask =
                tx.prepareStatement("SELECT count(*) FROM kw_audit_hold WHERE realm_id <> ? AND released_at IS NULL")) {
            ask.setString(1, realm.value());
            try (ResultSet row = ask.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** Whether the person, or the person's whole realm, is held. */
    static boolean on(Connection tx, RealmId realm, UserId person) throws SQLException {
        try (PreparedStatement ask = tx.prepareStatement("SELECT EXISTS (SELECT FROM kw_audit_hold"
                + " WHERE realm_id = ? AND coalesce(user_id, ?) = ? AND released_at IS NULL)")) {
            ask.setString(1, realm.value());
            ask.setString(2, person.value());
            ask.setString(3, person.value());
            return yes(ask);
        }
    }

    static boolean any(Connection tx) throws SQLException {
        try (PreparedStatement ask =
                tx.prepareStatement("SELECT EXISTS (SELECT FROM kw_audit_hold WHERE released_at IS NULL)")) {
            return yes(ask);
        }
    }

    private static boolean yes(PreparedStatement ask) throws SQLException {
        try (ResultSet row = ask.executeQuery()) {
            row.next();
            return row.getBoolean(1);
        }
    }
}
