package health.keyward.inactivity.access;

import health.keyward.kernel.Actor;
import health.keyward.keycloak.ProblemException;
import health.keyward.keycloak.Problems;
import jakarta.ws.rs.NotAuthorizedException;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.managers.AppAuthManager;
import org.keycloak.services.managers.AuthenticationManager;

/** Who may report leavers: the service account of a confidential client with the realm role, by a token made for this. Claims prove nothing here. */
final class FeedGate {
    /** Wanted in {@code aud}, so that a token sent to another service cannot be used here. */
    static final String AUDIENCE = "keyward-leavers";

    static final String ROLE = "leaver-feed";

    private final KeycloakSession session;
    private final RealmModel realm;

    FeedGate(KeycloakSession session) {
        this.session = session;
        this.realm = session.getContext().getRealm();
    }

    /** @throws ProblemException 401 without a good token, 403 for everybody else who may not report */
    Actor admit() {
        AuthenticationManager.AuthResult auth = verified();
        if (auth == null) {
            throw Problems.problem(
                    "unauthenticated",
                    "A token is needed",
                    401,
                    "Send a valid access token of this realm by client credentials, with " + AUDIENCE + " in aud.");
        }
        ClientModel client = auth.client();
        if (!realm.isEnabled() || client == null || !isService(client, auth.user()) || !holds(auth.user(), client)) {
            throw Problems.problem(
                    "forbidden",
                    "This client may not report leavers",
                    403,
                    "It takes the service account of a confidential client with the role " + ROLE + ".");
        }
        return new Actor(
                realm.getId(),
                null,
                null,
                client.getClientId(),
                null,
                session.getContext().getConnection() == null
                        ? null
                        : session.getContext().getConnection().getRemoteAddr());
    }

    private AuthenticationManager.@Nullable AuthResult verified() {
        try {
            return new AppAuthManager.BearerTokenAuthenticator(session)
                    .setRealm(realm)
                    .setAudience(AUDIENCE)
                    .authenticate();
        } catch (NotAuthorizedException e) {
            return null;
        }
    }

    private static boolean isService(ClientModel client, UserModel user) {
        return client.isEnabled()
                && !client.isPublicClient()
                && !client.isBearerOnly()
                && client.isServiceAccountsEnabled()
                && client.getId().equals(user.getServiceAccountClientLink());
    }

    private boolean holds(UserModel user, ClientModel client) {
        RoleModel role = realm.getRole(ROLE);
        return role != null
                && user.isEnabled()
                && user.hasRole(role)
                && (client.isFullScopeAllowed() || client.hasScope(role));
    }
}
