package health.keyward.history;

import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decisions about one person, which the room that decides by policy tells the timeline. */
public interface PersonDecisions {
    /** Newest first, by time and log number. */
    List<Decided> of(Connection tx, RealmId realm, UserId person, Wanted wanted) throws SQLException;

    /**
     * @param from first moment that belongs to it
     * @param to first that does not
     * @param permits whether those that simply let the person in are wanted too
     * @param before only what lies below this line; null from the top
     * @param limit most lines
     */
    record Wanted(
            Instant from,
            Instant to,
            boolean permits,
            @Nullable Place before,
            int limit) {}

    /** @param seq number of its entry in the log */
    record Place(Instant at, long seq) {}

    /**
     * One of them.
     *
     * @param id 32 hex digits
     * @param effect PERMIT, STEP_UP, OFFER_BREAK_GLASS or DENY
     * @param app client id
     * @param reasons codes
     * @param enforced whether the person was held to it
     */
    record Decided(
            Place place,
            String id,
            String effect,
            @Nullable String app,
            String action,
            String resourceType,
            List<String> reasons,
            boolean enforced) {
        public Decided {
            reasons = List.copyOf(reasons);
        }
    }
}
