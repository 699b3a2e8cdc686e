package health.keyward.breakglass;

import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.util.List;
import java.util.Optional;

/** Emergency access as other rooms may see it. The door of the room. */
public interface BreakGlass {
    /** The view for stores of rooms that count how often people had it: {@code realm_id}, {@code user_id}, {@code at}. Says of no patient. */
    String VIEW = "kw_emergency_access";

    /**
     * The view of what came of it: {@code realm_id}, {@code user_id}, {@code opened_at}; {@code closed_at} and {@code disposition}, null while it is to be
     * judged. Says of no patient.
     */
    String CASE_VIEW = "kw_emergency_case";

    /** Grants of a person that are running now, the newest first. */
    List<Grant> running(RealmId realm, UserId person);

    /** By its id, running or over; empty when there is none of that id in the realm. */
    Optional<Grant> grant(RealmId realm, String id);

    /**
     * Ends every running grant of a person, in the caller's transaction: for whoever takes away what a grant stands on.
     *
     * @return how many were ended
     */
    int endAll(RealmId realm, UserId person, EndReason why, Actor by);
}
