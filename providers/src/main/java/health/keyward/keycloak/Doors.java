package health.keyward.keycloak;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;

/** Hands out doors, so that no room compiles against another room's rim. */
public final class Doors {
    private static final String ROOMS = "keyward.rooms";

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
        return rooms(session).stream()
                .map(room -> room.open(door))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Keycloak keeps them for a session too, and looks for them anew each time; a sign-in opens some forty doors. */
    private static Collection<Room> rooms(KeycloakSession session) {
        Rooms known = session.getAttribute(ROOMS, Rooms.class);
        if (known == null) {
            known = new Rooms(session.getAllProviders(Room.class));
            session.setAttribute(ROOMS, known);
        }
        return known.all();
    }

    private record Rooms(Collection<Room> all) {}
}
