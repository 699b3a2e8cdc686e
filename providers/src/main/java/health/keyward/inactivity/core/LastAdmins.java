package health.keyward.inactivity.core;

import health.keyward.kernel.UserId;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** No list may disable the last system administrators who can get to work (EA-11). Where it would, none of them is, so that nothing depends on their order. */
public final class LastAdmins {
    private LastAdmins() {}

    /**
     * @param working administrators who can get to work now
     * @param disabled everybody who would be disabled together
     * @return those of them who stay
     */
    public static Set<UserId> kept(Set<UserId> working, Collection<UserId> disabled) {
        Set<UserId> concerned = new HashSet<>(disabled);
        concerned.retainAll(working);
        return concerned.size() == working.size() ? concerned : Set.of();
    }
}
