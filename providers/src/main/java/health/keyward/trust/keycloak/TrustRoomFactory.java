package health.keyward.trust.keycloak;

import health.keyward.approval.Approvables;
import health.keyward.audit.Touch;
import health.keyward.audit.Veto;
import health.keyward.keycloak.Room;
import health.keyward.keycloak.RoomFactory;
import health.keyward.trust.core.ProtectedRoles;
import health.keyward.trust.core.TwoHands;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Opens the trust room. Option {@code two-person}: {@code true} for every realm, or names of realms parted by commas, where a protected role is given and
 * taken by two system administrators; {@code false} (usual) for none.
 */
public final class TrustRoomFactory implements RoomFactory {
    private static final String EVERY_REALM = "true";

    private Set<String> twoPersons = Set.of();

    @Override
    public String getId() {
        return "trust";
    }

    @Override
    public Room create(KeycloakSession session) {
        return new Room() {
            @Override
            public <T> Optional<T> open(Class<T> door) {
                if (door == Approvables.class) {
                    Approvables ours = () -> List.of(new ProtectedRoleKind(session));
                    return Optional.of(door.cast(ours));
                }
                return door == Veto.class ? Optional.of(door.cast(veto(session))) : Optional.empty();
            }
        };
    }

    private Veto veto(KeycloakSession session) {
        return (touches, call) -> session.getContext().getRealm() == null
                ? Optional.empty()
                : refuses(session, session.getContext().getRealm(), touches, call);
    }

    private Optional<String> refuses(KeycloakSession session, RealmModel realm, List<Touch> touches, Veto.Call call) {
        RealmHolders holders = new RealmHolders(session);
        ProtectedRoles roles = new ProtectedRoles(holders);
        boolean two = twoPersons.contains(EVERY_REALM) || twoPersons.contains(realm.getName());
        return roles.refuses(touches, call)
                .or(() -> new TwoHands(roles, new RealmAgreements(session, realm, holders, two)).refuses(touches, call))
                .or(() -> new SessionLimits(session).refuses(touches, call));
    }

    @Override
    public void init(Config.Scope config) {
        twoPersons = Set.of(config.get("two-person", "false").split("\\s*,\\s*"));
    }

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
