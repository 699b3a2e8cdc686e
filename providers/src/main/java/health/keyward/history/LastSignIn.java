package health.keyward.history;

import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** When a person last signed in. A door of the room. */
public interface LastSignIn {
    /**
     * The view that answers for everybody at once, for stores of rooms that must not ask person by person: {@code realm_id}, {@code user_id},
     * {@code interactive_at} as {@link #of} says it, and {@code non_interactive_at}: the last use without proving who one is, such as an open session or a
     * refreshed token. Either time may be null.
     */
    String VIEW = "kw_last_sign_in";

    /** The last successful sign-in in which the person proved who they are; a failure, a refreshed token or an open session is none. */
    Optional<Instant> of(RealmId realm, UserId person);

    /** The same for several at once; who never signed in is missing. */
    Map<UserId, Instant> of(RealmId realm, Set<UserId> people);
}
