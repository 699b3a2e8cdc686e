package health.keyward.keycloak;

import java.util.Optional;
import java.util.Set;
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

    /** Realm roles beside {@code system-admin} whose holders may ask this room's admin API something. */
    default Set<String> narrowRoles() {
        return Set.of();
    }

    /**
     * What holders of {@link #narrowRoles()} who are no system administrators find below {@code keyward/v1/<room>} instead of {@link #adminResource}: a
     * resource of its own, so that nothing is open to them by being forgotten. {@link AdminCall#roles()} says which of the roles they hold.
     */
    default Optional<Object> narrowResource(AdminCall call) {
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
