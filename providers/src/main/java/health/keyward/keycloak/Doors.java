package health.keyward.keycloak;

import java.util.List;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;

/** Hands out doors, so that no room compiles against another room's rim. */
public final class Doors {
    private Doors() {}

    /**
     * The one implementation of a door.
     *
     * @throws IllegalStateException when no open room has it
     */
    public static <T> T open(KeycloakSession session, Class<T> door) {
        return all(session, door).stream()
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no open room has the door " + door.getSimpleName()
                        + "; was it closed with --spi-keyward-room--<room>--enabled=false?"));
    }

    /** Every implementation of an interface that several rooms may have. */
    public static <T> List<T> all(KeycloakSession session, Class<T> door) {
        return session.getAllProviders(Room.class).stream()
                .map(room -> room.open(door))
                .flatMap(Optional::stream)
                .toList();
    }
}
