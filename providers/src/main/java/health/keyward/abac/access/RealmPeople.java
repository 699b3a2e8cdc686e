package health.keyward.abac.access;

import health.keyward.abac.core.access.People;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ImpersonationSessionNote;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;

/** People of a Keycloak realm. One client names them in one way only, so that nobody's user name can be taken for another's id. */
final class RealmPeople implements People {
    /** No id of Keycloak begins like this. */
    private static final String NOBODY = "username:";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final ClientModel client;
    private final boolean names;

    RealmPeople(KeycloakSession session, ClientModel client, boolean names) {
        this.session = session;
        this.realm = session.getContext().getRealm();
        this.client = client;
        this.names = names;
    }

    @Override
    public String idOf(String name) {
        if (!names) {
            return name;
        }
        UserModel user = session.users().getUserByUsername(realm, name);
        return user == null ? NOBODY + name : user.getId();
    }

    @Override
    public List<Person> page(int from, int most) {
        return session.users()
                .searchForUserStream(
                        realm,
                        Map.of(UserModel.ENABLED, "true", UserModel.INCLUDE_SERVICE_ACCOUNT, "false"),
                        from,
                        most)
                .map(user -> new Person(user.getId(), names ? user.getUsername() : user.getId()))
                .toList();
    }

    @Override
    public @Nullable Bound session(String id, String sessionId) {
        UserSessionModel open = session.sessions().getUserSession(realm, sessionId);
        return open != null
                        && open.getUser() != null
                        && open.getUser().getId().equals(id)
                        && open.getNote(ImpersonationSessionNote.IMPERSONATOR_ID.toString()) == null
                        && open.getAuthenticatedClientSessionByClient(client.getId()) != null
                ? new Bound(sessionId, open.getIpAddress())
                : null;
    }
}
