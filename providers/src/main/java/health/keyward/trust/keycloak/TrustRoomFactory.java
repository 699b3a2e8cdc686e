package health.keyward.trust.keycloak;

import health.keyward.audit.Veto;
import health.keyward.keycloak.Room;
import health.keyward.keycloak.RoomFactory;
import health.keyward.trust.core.ProtectedRoles;
import java.util.Optional;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.UserModel;

/** Opens the trust room. */
public final class TrustRoomFactory implements RoomFactory {
    @Override
    public String getId() {
        return "trust";
    }

    @Override
    public Room create(KeycloakSession session) {
        return new Room() {
            @Override
            public <T> Optional<T> open(Class<T> door) {
                return door == Veto.class ? Optional.of(door.cast(veto(session))) : Optional.empty();
            }
        };
    }

    private static Veto veto(KeycloakSession session) {
        SessionLimits limits = new SessionLimits(session);
        return (touches, call) -> session.getContext().getRealm() == null
                ? Optional.empty()
                : new ProtectedRoles(new RealmHolders(session))
                        .refuses(touches, call)
                        .or(() -> limits.refuses(touches, call));
    }

    @Override
    public void init(Config.Scope config) {}

    /** A person about to be deleted loses the roles before the rule is asked; so what they held is noted first. */
    @Override
    public void postInit(KeycloakSessionFactory factory) {
        factory.register(event -> {
            if (event instanceof UserModel.UserPreRemovedEvent leaving) {
                RealmHolders.note(leaving.getKeycloakSession(), leaving.getRealm(), leaving.getUser());
            }
        });
    }

    @Override
    public void close() {}
}
