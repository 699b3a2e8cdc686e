package health.keyward.abac.keycloak;

import health.keyward.abac.Decisions;
import health.keyward.keycloak.Room;
import health.keyward.keycloak.RoomFactory;
import java.util.Optional;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.PostMigrationEvent;

/** Opens the room of decisions: its parts, each with its own wiring, behind one door. */
public final class AbacRoomFactory implements RoomFactory {
    public static final String ID = "abac";

    private final PoliciesPart policies = new PoliciesPart();
    private final LogPart log = new LogPart();
    private final DecidePart decide = new DecidePart();

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public Room create(KeycloakSession session) {
        return new Room() {
            @Override
            public <T> Optional<T> open(Class<T> door) {
                if (door == Decisions.class) {
                    return Optional.of(
                            door.cast(decide.decider(session, policies.policies(session), log.log(session))));
                }
                return Optional.empty();
            }
        };
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        factory.register(event -> {
            if (event instanceof PostMigrationEvent migrated) {
                migrated.getFactory();
            }
        });
    }

    @Override
    public void close() {}
}
