package health.keyward.history;

import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** When a person last signed in. A door of the room. */
public interface LastSignIn {
    /** The last successful sign-in in which the person proved who they are; a failure, a refreshed token or an open session is none. */
    Optional<Instant> of(RealmId realm, UserId person);

    /** The same for several at once; who never signed in is missing. */
    Map<UserId, Instant> of(RealmId realm, Set<UserId> people);
}
