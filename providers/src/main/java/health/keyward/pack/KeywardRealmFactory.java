package health.keyward.pack;

import health.keyward.keycloak.Room;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;

/** Mounts the pages of the rooms at {@code /realms/{realm}/keyward/<room>}. Nobody is signed in there; each page asks for what it needs. */
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
