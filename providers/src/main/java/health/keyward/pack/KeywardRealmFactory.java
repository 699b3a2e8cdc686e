package health.keyward.pack;

import health.keyward.keycloak.Room;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Optional;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;

/**
 * Mounts what rooms have for people and apps: pages at {@code /realms/{realm}/keyward/<room>}, resources at {@code /realms/{realm}/keyward/v1/<segment>}.
 * Nobody is signed in there; each asks for what it needs.
 */
public final class KeywardRealmFactory implements RealmResourceProviderFactory {
    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return new RealmResourceProvider() {
            @Override
            public Object getResource() {
                return new Pages(session);
            }

            @Override
            public void close() {}
        };
    }

    /** The rooms that have pages. */
    public static final class Pages {
        private final KeycloakSession session;

        Pages(KeycloakSession session) {
            this.session = session;
        }

        @Path("v1/{segment}")
        public Object app(@PathParam("segment") String segment) {
            return session.getAllProviders(Room.class).stream()
                    .map(room -> room.appResource(segment))
                    .flatMap(Optional::stream)
                    .findFirst()
                    .orElseThrow(NotFoundException::new);
        }

        @Path("{room}")
        public Object room(@PathParam("room") String name) {
            Room room = session.getProvider(Room.class, name);
            if (room == null) {
                throw new NotFoundException();
            }
            return room.pages().orElseThrow(NotFoundException::new);
        }
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}

    @Override
    public String getId() {
        return "keyward";
    }
}
