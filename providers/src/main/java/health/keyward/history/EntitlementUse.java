package health.keyward.history;

import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.time.Instant;
import java.util.Map;

/** When what a person may do was last used: that is, issued to them in a token (for reviews, 164.308(a)(4)(ii)(C)). To the hour, fresh within 2 s. */
public interface EntitlementUse {
    /** By role id; a role that was never in a token of this person is missing. Composite roles count with what they contain. */
    Map<String, Instant> roles(RealmId realm, UserId person);

    /** By client id; an app that never got a token for this person is missing. */
    Map<String, Instant> clients(RealmId realm, UserId person);
}
