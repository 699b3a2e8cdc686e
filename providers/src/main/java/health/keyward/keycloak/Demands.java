package health.keyward.keycloak;

import java.util.Optional;

/** What a room wants an operation of the admin API to ask for beyond the least. A port: the room of step-up answers it from its published map. */
@FunctionalInterface
public interface Demands {
    /** @param operation as the resource names it, for example {@code drill}; empty when nothing more is asked */
    Optional<Demand> of(AdminCall call, String operation);

    /** Whether the caller's session has shown what is wanted by another credential than the one the person signed in with. Who cannot tell says no. */
    default boolean differently(AdminCall call, Demand wanted) {
        return false;
    }
}
