package health.keyward.keycloak;

import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.provider.Provider;

/** A room of the house, opened for one Keycloak session. */
public interface Room extends Provider {
    /** The room's implementation of a door or of a shared interface such as {@code Projection}; empty when it has none. */
    <T> Optional<T> open(Class<T> door);

    /** The JAX-RS resource below {@code keyward/v1/<room>}; empty when the room has no admin API. */
    default Optional<Object> adminResource(AdminCall call) {
        return Optional.empty();
    }

    /** The JAX-RS resource below {@code /realms/{realm}/keyward/<room>}, for people without a session; empty when the room has no such pages. */
    default Optional<Object> pages() {
        return Optional.empty();
    }

    /**
     * The JAX-RS resource below {@code /realms/{realm}/keyward/v1/<segment>}, for apps; empty when the room has none of that name. Keycloak has checked
     * nothing: each operation asks who calls.
     */
    default Optional<Object> appResource(String segment) {
        return Optional.empty();
    }

    @Override
    default void close() {}

    /** The session this room was opened for is the caller's; rooms keep no state between sessions. */
    @FunctionalInterface
    interface Opener {
        Room open(KeycloakSession session);
    }
}
