package health.keyward.history;

import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.time.Instant;
import java.util.Map;

/** When what a person may do was last used: that is, issued to them in a token (for reviews, 164.308(a)(4)(ii)(C)). To the hour, fresh within 2 s. */
public interface EntitlementUse {
    /**
     * The view that answers for everybody at once, for stores of rooms that must not ask person by person: {@code realm_id}, {@code user_id}, {@code what}
     * ({@code ROLE} or {@code CLIENT}), {@code id}, {@code issued_at}; {@code days}, 90 bits, the first for the day {@code issued_on} (UTC) and each next one
     * for the day before, set where it was used; {@code counted_since}, before which only the last use is known.
     */
    String VIEW = "kw_entitlement_use";

    /** By role id; a role that was never in a token of this person is missing. Composite roles count with what they contain. */
    Map<String, Instant> roles(RealmId realm, UserId person);

    /** By client id; an app that never got a token for this person is missing. */
    Map<String, Instant> clients(RealmId realm, UserId person);
}
