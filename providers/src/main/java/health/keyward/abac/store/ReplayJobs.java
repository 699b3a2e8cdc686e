package health.keyward.abac.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import health.keyward.abac.core.Turns;
import health.keyward.kernel.RealmId;
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

/** {@code KW_POLICY_REPLAY}: recorded decisions decided again by a bundle, as jobs. Works on the connection it is given. */
public final class ReplayJobs {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int LONGEST_DETAIL = 300;
    private static final String COLUMNS =
            "id, realm_id, version, revision, sha256, from_at, to_at, asked_by, asked_by_id, asked_at, state, total, done,"
                    + " place_at, place_seq, counted, began_at, ended_at, detail";

    /** How far a job has come. */
    public enum State {
        WAITING,
        RUNNING,
        DONE,
        CANCELED,
        /** It could not go on; its detail says why. */
        FAILED
    }

    /** Where a job is in the decisions, oldest first. */
    public record Place(Instant at, long seq) {}

    /**
     * A bundle over the decisions of a stretch of time.
     *
     * @param version 0 for the bundle of the installation
     * @param sha256 of what is in the bundle; the job ends when it is another
     * @param from first moment that belongs to it
     * @param to first that does not
     * @param by user name at that time
     */
    public record Order(
            UUID id,
            RealmId realm,
            long version,
            String revision,
            String sha256,
            Instant from,
            Instant to,
            String by,
            String byId,
            Instant at) {}

    /**
     * @param total decisions there are
     * @param done decisions it has been through
     * @param place of the last of these; null before the first
     */
    public record Job(
            Order order,
            State state,
            long total,
            long done,
            @Nullable Place place,
            Turns.Count counted,
            @Nullable Instant began,
            @Nullable Instant ended,
            String detail) {}

    /** False when one for the same bundle is under way. */
    public boolean add(Connection tx, Order order) throws SQLException {
        try (PreparedStatement insert = tx.prepareStatement("""
            INSERT INTO kw_policy_replay
              (id, realm_id, version, revision, sha256, from_at, to_at, asked_by, asked_by_id, asked_at, state, counted)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'WAITING', ?) ON CONFLICT DO NOTHING\
            """)) {
            insert.setObject(1, order.id());
            insert.setString(2, order.realm().value());
            insert.setLong(3, order.version());
            insert.setString(4, order.revision());
            insert.setString(5, order.sha256());
            insert.setObject(6, order.from().atOffset(ZoneOffset.UTC));
            insert.setObject(7, order.to().atOffset(ZoneOffset.UTC));
            insert.setString(8, order.by());
            insert.setString(9, order.byId());
            insert.setObject(10, order.at().atOffset(ZoneOffset.UTC));
            insert.setString(11, text(Turns.Count.NOTHING));
            return insert.executeUpdate() == 1;
        }
    }

    /** Newest first. */
    public List<Job> list(Connection tx, RealmId realm, int limit) throws SQLException {
        return jobs(tx, "realm_id = ? ORDER BY asked_at DESC, id LIMIT " + limit, realm.value());
    }

    public Optional<Job> one(Connection tx, RealmId realm, UUID id) throws SQLException {
        return jobs(tx, "realm_id = ? AND id = ?", realm.value(), id).stream().findFirst();
    }

    /** The newest that is whole, of a bundle with that content. */
    public Optional<Job> newest(Connection tx, RealmId realm, String sha256) throws SQLException {
        return jobs(
                        tx,
                        "realm_id = ? AND sha256 = ? AND state = 'DONE' ORDER BY ended_at DESC, id LIMIT 1",
                        realm.value(),
                        sha256)
                .stream()
                .findFirst();
    }

    /** How many of a realm have not ended. */
    public long open(Connection tx, RealmId realm) throws SQLException {
        try (PreparedStatement ask = tx.prepareStatement(
                "SELECT count(*) FROM kw_policy_replay WHERE realm_id = ? AND state IN ('WAITING', 'RUNNING')")) {
            ask.setString(1, realm.value());
            try (ResultSet row = ask.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** The one to go on with: what runs, else what has waited longest. */
    public Optional<Job> next(Connection tx) throws SQLException {
        return jobs(tx, "state IN ('WAITING', 'RUNNING') ORDER BY state, asked_at, id LIMIT 1").stream()
                .findFirst();
    }

    /** Counts what there is to do. False when it was canceled meanwhile. */
    public boolean begin(Connection tx, Job job, Instant now) throws SQLException {
        try (PreparedStatement update = tx.prepareStatement("""
            UPDATE kw_policy_replay SET state = 'RUNNING', began_at = ?, total =
              (SELECT count(*) FROM kw_decision WHERE realm_id = ? AND at >= ? AND at < ?)
            WHERE id = ? AND state = 'WAITING'\
            """)) {
            update.setObject(1, now.atOffset(ZoneOffset.UTC));
            update.setString(2, job.order().realm().value());
            update.setObject(3, job.order().from().atOffset(ZoneOffset.UTC));
            update.setObject(4, job.order().to().atOffset(ZoneOffset.UTC));
            update.setObject(5, job.order().id());
            return update.executeUpdate() == 1;
        }
    }

    /** Decisions after a place, oldest first. */
    public List<Place> page(Connection tx, Order order, @Nullable Place after, int limit) throws SQLException {
        Place from = after == null ? new Place(order.from(), Long.MIN_VALUE) : after;
        try (PreparedStatement ask = tx.prepareStatement(
                "SELECT at, seq FROM kw_decision WHERE realm_id = ? AND at >= ? AND at < ? AND (at, seq) > (?, ?)"
                        + " ORDER BY at, seq LIMIT ?")) {
            ask.setString(1, order.realm().value());
            ask.setObject(2, from.at().atOffset(ZoneOffset.UTC));
            ask.setObject(3, order.to().atOffset(ZoneOffset.UTC));
            ask.setObject(4, from.at().atOffset(ZoneOffset.UTC));
            ask.setLong(5, from.seq());
            ask.setInt(6, limit);
            List<Place> places = new ArrayList<>(limit);
            try (ResultSet row = ask.executeQuery()) {
                while (row.next()) {
                    places.add(new Place(instant(row, "at"), row.getLong("seq")));
                }
            }
            return places;
        }
    }

    /** False when it was canceled meanwhile. */
    public boolean progress(Connection tx, UUID id, long done, Place place, Turns.Count counted) throws SQLException {
        try (PreparedStatement update = tx.prepareStatement(
                "UPDATE kw_policy_replay SET done = ?, total = greatest(total, ?), place_at = ?, place_seq = ?, turns = ?,"
                        + " counted = ? WHERE id = ? AND state = 'RUNNING'")) {
            update.setLong(1, done);
            update.setLong(2, done);
            update.setObject(3, place.at().atOffset(ZoneOffset.UTC));
            update.setLong(4, place.seq());
            update.setLong(5, counted.turns());
            update.setString(6, text(counted));
            update.setObject(7, id);
            return update.executeUpdate() == 1;
        }
    }

    /** False when it had ended already. */
    public boolean end(Connection tx, UUID id, State state, String detail, Instant now) throws SQLException {
        try (PreparedStatement update = tx.prepareStatement(
                "UPDATE kw_policy_replay SET state = ?, detail = ?, ended_at = ? WHERE id = ? AND state IN ('WAITING', 'RUNNING')")) {
            update.setString(1, state.name());
            update.setString(2, detail.substring(0, Math.min(LONGEST_DETAIL, detail.length())));
            update.setObject(3, now.atOffset(ZoneOffset.UTC));
            update.setObject(4, id);
            return update.executeUpdate() == 1;
        }
    }

    private static List<Job> jobs(Connection tx, String which, Object... bound) throws SQLException {
        try (PreparedStatement select =
                tx.prepareStatement("SELECT " + COLUMNS + " FROM kw_policy_replay WHERE " + which)) {
            for (int i = 0; i < bound.length; i++) {
                select.setObject(i + 1, bound[i]);
            }
            List<Job> jobs = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    jobs.add(job(row));
                }
            }
            return jobs;
        }
    }

    private static Job job(ResultSet row) throws SQLException {
        Instant at = maybe(row, "place_at");
        return new Job(
                new Order(
                        row.getObject("id", UUID.class),
                        new RealmId(row.getString("realm_id")),
                        row.getLong("version"),
                        row.getString("revision"),
                        row.getString("sha256"),
                        instant(row, "from_at"),
                        instant(row, "to_at"),
                        row.getString("asked_by"),
                        row.getString("asked_by_id"),
                        instant(row, "asked_at")),
                State.valueOf(row.getString("state")),
                row.getLong("total"),
                row.getLong("done"),
                at == null ? null : new Place(at, row.getLong("place_seq")),
                counted(row.getString("counted")),
                maybe(row, "began_at"),
                maybe(row, "ended_at"),
                row.getString("detail"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant maybe(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static String text(Turns.Count counted) {
        try {
            return JSON.writeValueAsString(counted);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("names and numbers always become JSON", e);
        }
    }

    private static Turns.Count counted(String text) {
        try {
            return JSON.readValue(text, Turns.Count.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("this is no count of ours", e);
        }
    }
}
