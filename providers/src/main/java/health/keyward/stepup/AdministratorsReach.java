package health.keyward.stepup;

import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import java.util.List;
import java.util.Set;

/** How far each working administrator can prove who they are. A door of the room, for whoever must know whom a change would lock out (EA-11). */
@FunctionalInterface
public interface AdministratorsReach {
    List<Administrator> of(RealmId realm);

    /**
     * @param reach the highest level that a credential they hold gives
     * @param roles names of their realm roles, whatever gives them
     */
    record Administrator(UserId id, Level reach, Set<String> roles) {
        public Administrator {
            roles = Set.copyOf(roles);
        }
    }
}
