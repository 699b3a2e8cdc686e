package health.keyward.stepup;

import health.keyward.kernel.RealmId;
import java.util.Optional;

/** What the sessions of people prove. */
public interface Achievements {
    /** @return empty when there is no such session, or it belongs to somebody else */
    Optional<Achieved> achieved(RealmId realm, String session, String person);
}
