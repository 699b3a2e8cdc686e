package health.keyward.breakglass;

import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;

/** The register of administrators for when everything else is down. A door of the room. */
public interface EmergencyAdmins {
    /** Whether the account stands in the register: no automation may disable or lock it out (EA-5). */
    boolean registered(RealmId realm, UserId person);
}
