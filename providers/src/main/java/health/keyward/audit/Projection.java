package health.keyward.audit;

import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A read model that follows the log. Called by the sequencer inside its transaction, so that log and read model agree at every commit; a
 * projection that throws undoes the whole round, which is tried again.
 */
public interface Projection {
    /** Sealed fields that only decisions have and no read model shows: most of their text. An entry that is projected may come without them. */
    Set<String> UNSEEN = Set.of("attributes", "why", "result");

    /**
     * @param tx the sequencer's connection; neither committed nor closed here
     * @param batch entries in log order, up to 2,000, possibly of several realms
     */
    void project(Connection tx, List<Entry> batch) throws SQLException;

    /**
     * Where an event stands in the log, as far as this read model knows.
     *
     * @param eventId 32 hex digits
     */
    default OptionalLong find(Connection tx, RealmId realm, String eventId) throws SQLException {
        return OptionalLong.empty();
    }

    /**
     * Compares what is shown with what was recorded (AL-7).
     *
     * @param from number of the first entry concerned
     * @param to number after the last one
     * @param entries the readable ones among them, in log order
     * @return number of the first entry that is shown otherwise, not at all, or without having been recorded
     */
    default OptionalLong differs(Connection tx, long from, long to, List<Entry> entries) throws SQLException {
        return OptionalLong.empty();
    }

    /** Takes a person out of the read model, in the transaction that destroys the person's key. */
    default void forget(Connection tx, RealmId realm, UserId person) throws SQLException {}

    /**
     * Hands out what the read model has of entries, in the order of the log and without holding it, to be laid beside the log in an export (ADR 0004).
     *
     * @param tx must not commit by itself
     * @param from number of the first entry concerned
     * @param to number after the last one
     */
    default void shown(Connection tx, long from, long to, Taker taker) throws SQLException {}

    /** Takes one row. */
    interface Taker {
        void take(Shown row) throws SQLException;
    }

    /** What a read model says of an entry, as far as the entry says it openly. */
    record Shown(
            long seq,
            String id,
            Instant at,
            String realmId,
            @Nullable String type,
            @Nullable String error,
            @Nullable String clientId) {}
}
