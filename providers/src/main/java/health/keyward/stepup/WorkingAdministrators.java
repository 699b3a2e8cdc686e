package health.keyward.stepup;

import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.util.Set;

/** Who can get to work as a system administrator. A door that any room may have: the one that knows answers. */
@FunctionalInterface
public interface WorkingAdministrators {
    Set<UserId> of(RealmId realm);
}
