package health.keyward.history;

import health.keyward.kernel.Actor;
import health.keyward.kernel.RealmId;
import java.util.Optional;
import java.util.Set;

/** Lets somebody who is no system administrator read the history of sign-ins. A door that any room may have. */
public interface ReadingLeave {
    /** Realm roles whose holders it speaks for. */
    Set<String> roles();

    /** @return why this person may not read in this session now, and what would help; empty when they may */
    Optional<String> refuses(RealmId realm, Actor reader);
}
