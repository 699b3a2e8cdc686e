package health.keyward.audit.store;

import health.keyward.audit.Recorded.Mark;
import health.keyward.audit.Retention.Foresight;
import health.keyward.audit.Retention.Outcome;
import health.keyward.audit.Retention.Why;
import health.keyward.audit.core.EventIds;
import health.keyward.audit.core.Kek;
import health.keyward.audit.core.KekRing;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Wraps every data key under the key file of a later epoch: first new keys use it, then the old ones follow a thousand at a time, then the older epochs
 * are closed in one transaction with the mark. Broken off at any point it can be begun anew, which {@link RewrapOrders} sees to.
 */
public final class Rewrap {
    static final int BATCH = 1_000;

    private final KekRing ring;
    private final Clock clock;
    private final Lane lane;
    private final Marker marker;

    public Rewrap(KekRing ring, Clock clock, Lane lane, Marker marker) {
        this.ring = ring;
        this.clock = clock;
        this.lane = lane;
        this.marker = marker;
    }

    public static Foresight foresee(Connection connection, KekRing ring, int epoch) throws SQLException {
        if (ring.find(epoch).isEmpty()) {
            return new Foresight.Against(Why.NO_KEY_FILE);
        }
        int before = Subjects.epoch(connection);
        boolean begun = hasOpenEpochsBefore(connection, epoch);
        return epoch < before || (epoch == before && !begun)
                ? new Foresight.Against(Why.NOT_A_LATER_EPOCH)
                : new Foresight.Clear(Map.of("fromEpoch", Integer.toString(oldest(connection))));
    }

    public Outcome to(int epoch, String approval) {
        Foresight foresight = lane.run(connection -> foresee(connection, ring, epoch));
        if (foresight instanceof Foresight.Against(Why why)) {
            return new Outcome.Refused(why);
        }
        Kek next = ring.of(epoch);
        lane.run(connection -> open(connection, next));
        long wrapped = 0;
        int batch;
        do {
            batch = lane.run(connection -> inOne(connection, () -> wrap(connection, next)));
            wrapped += batch;
        } while (batch == BATCH);
        long whole = wrapped;
        return lane.run(connection -> inOne(connection, () -> close(connection, next, whole, approval)));
    }

    private static int oldest(Connection connection) throws SQLException {
        try (PreparedStatement ask =
                        connection.prepareStatement("SELECT min(epoch) FROM kw_audit_kek WHERE retired_at IS NULL");
                ResultSet row = ask.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    private static boolean hasOpenEpochsBefore(Connection connection, int epoch) throws SQLException {
        try (PreparedStatement ask = connection.prepareStatement(
                "SELECT EXISTS (SELECT FROM kw_audit_kek WHERE epoch < ? AND retired_at IS NULL)")) {
            ask.setInt(1, epoch);
            try (ResultSet row = ask.executeQuery()) {
                row.next();
                return row.getBoolean(1);
            }
        }
    }

    private int open(Connection connection, Kek next) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO kw_audit_kek (epoch, check_value, opened_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")) {
            insert.setInt(1, next.epoch());
            insert.setBytes(2, next.check());
            insert.setObject(3, clock.instant().atOffset(ZoneOffset.UTC));
            return insert.executeUpdate();
        }
    }

    private int wrap(Connection connection, Kek next) throws SQLException {
        int count = 0;
        try (PreparedStatement ask = connection.prepareStatement("""
            SELECT subject_ref, wrapped_dek, kek_id FROM kw_audit_subject
            WHERE kek_id < ? ORDER BY subject_ref LIMIT ? FOR UPDATE\
            """);
                PreparedStatement update = connection.prepareStatement(
                        "UPDATE kw_audit_subject SET wrapped_dek = ?, kek_id = ? WHERE subject_ref = ?")) {
            ask.setInt(1, next.epoch());
            ask.setInt(2, BATCH);
            try (ResultSet row = ask.executeQuery()) {
                while (row.next()) {
                    UUID ref = row.getObject(1, UUID.class);
                    int old = row.getInt(3);
                    byte[] key = ring.of(old)
                            .unwrap(ref, row.getBytes(2))
                            .orElseThrow(() ->
                                    new IllegalStateException("a data key of epoch " + old + " cannot be unwrapped"));
                    update.setBytes(1, next.wrap(ref, key));
                    update.setInt(2, next.epoch());
                    update.setObject(3, ref);
                    update.addBatch();
                    count++;
                }
            }
            update.executeBatch();
        }
        return count;
    }

    /** Locks the older epochs first: whoever is making a key under one of them is waited for, and whoever comes later finds it closed. */
    private Outcome close(Connection connection, Kek next, long wrapped, String approval) throws SQLException {
        int oldest;
        try (PreparedStatement lock = connection.prepareStatement(
                "SELECT epoch FROM kw_audit_kek WHERE epoch < ? AND retired_at IS NULL ORDER BY epoch FOR UPDATE")) {
            lock.setInt(1, next.epoch());
            try (ResultSet row = lock.executeQuery()) {
                oldest = row.next() ? row.getInt(1) : next.epoch();
            }
        }
        long count = wrapped;
        int batch;
        do {
            batch = wrap(connection, next);
            count += batch;
        } while (batch == BATCH);
        try (PreparedStatement retire = connection.prepareStatement(
                "UPDATE kw_audit_kek SET retired_at = ? WHERE epoch < ? AND retired_at IS NULL")) {
            retire.setObject(1, clock.instant().atOffset(ZoneOffset.UTC));
            retire.setInt(2, next.epoch());
            retire.executeUpdate();
        }
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("fromKek", Integer.toString(oldest));
        facts.put("toKek", Integer.toString(next.epoch()));
        facts.put("keys", Long.toString(count));
        facts.put("approval", approval);
        marker.write(connection, new Mark(EventIds.fresh(), clock.instant(), "", "REWRAP", facts));
        RewrapOrders.done(connection, approval, count, clock.instant());
        Subjects.nextGeneration(connection);
        return new Outcome.Done(count);
    }

    @FunctionalInterface
    private interface Piece<T> {
        T done() throws SQLException;
    }

    private static <T> T inOne(Connection connection, Piece<T> piece) throws SQLException {
        connection.setAutoCommit(false);
        boolean whole = false;
        try {
            T result = piece.done();
            connection.commit();
            whole = true;
            return result;
        } finally {
            if (!whole) {
                connection.rollback();
            }
            connection.setAutoCommit(true);
        }
    }
}
