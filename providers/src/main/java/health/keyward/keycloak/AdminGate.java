package health.keyward.keycloak;

import health.keyward.kernel.Actor;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.ImpersonationSessionNote;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.utils.AcrUtils;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.resources.admin.AdminAuth;

/**
 * Who may enter the admin API. A claim in a token proves nothing here, because mappers can forge roles and acr: the role comes from the user model
 * and the client's scope, the level from the user session, the client from the list of allowed clients and from the session's own client
 * sessions. Impersonated sessions are refused (800-53 AU-9(4), LH-2).
 */
public final class AdminGate {
    public static final String SYSTEM_ADMIN = "system-admin";
    public static final String PRIVACY_OFFICER = "privacy-officer";
    public static final String REVIEWER = "reviewer";
    public static final String SECOND_FACTOR = "mfa";

    private final Set<String> clients;
    private final Duration maxAge;
    private final Clock clock;

    public AdminGate(Set<String> clients, Duration maxAge, Clock clock) {
        this.clients = Set.copyOf(clients);
        this.maxAge = maxAge;
        this.clock = clock;
    }

    /**
     * @param roles realm roles, each of which opens the way in
     * @param demands asked again for each operation that wants more than the way in
     * @throws ProblemException 403 for the wrong person, client, realm or session; 401 when only the second factor is missing (RFC 9470)
     */
    public AdminCall admit(
            KeycloakSession session,
            RealmModel realm,
            AdminAuth auth,
            Set<String> roles,
            AdminCall.Reads reads,
            List<Demands> demands) {
        UserModel user = auth.getUser();
        UserSessionModel userSession = ownSession(session, realm, auth);
        ClientModel client = auth.getClient();
        Set<String> held = roles.stream()
                .filter(role -> holdsRole(realm, role, user, client))
                .collect(Collectors.toSet());
        if (userSession == null || held.isEmpty()) {
            throw Problems.forbidden();
        }
        Proven proven = new Proven(
                Levels.of(userSession.getNote(Constants.LOA_MAP)), AcrUtils.getAcrLoaMap(realm), maxAge, clock);
        return new AdminCall(
                session,
                realm,
                user,
                held,
                actor(session, auth),
                SECOND_FACTOR,
                proven.when(Demand.ENTRY),
                reads,
                proven.guard(demands));
    }

    /** The caller as an actor, whoever it is; for recording refusals too. */
    public static Actor actor(KeycloakSession session, AdminAuth auth) {
        return new Actor(
                auth.getRealm().getId(),
                auth.getUser().getId(),
                auth.getUser().getUsername(),
                auth.getToken().getIssuedFor(),
                auth.getToken().getSessionId(),
                session.getContext().getConnection() == null
                        ? null
                        : session.getContext().getConnection().getRemoteAddr());
    }

    /** The session of the token, when it is this person's own, of this realm, open for an allowed client, and nobody else sits in it. */
    private @Nullable UserSessionModel ownSession(KeycloakSession session, RealmModel realm, AdminAuth auth) {
        AccessToken token = auth.getToken();
        ClientModel client = auth.getClient();
        if (!realm.getId().equals(auth.getRealm().getId())
                || token.getSessionId() == null
                || client == null
                || !clients.contains(client.getClientId())) {
            return null;
        }
        UserSessionModel userSession = session.sessions().getUserSession(realm, token.getSessionId());
        if (userSession == null
                || !userSession.getUser().getId().equals(auth.getUser().getId())
                || userSession.getNote(ImpersonationSessionNote.IMPERSONATOR_ID.toString()) != null
                || userSession.getAuthenticatedClientSessionByClient(client.getId()) == null) {
            return null;
        }
        return userSession;
    }

    private static boolean holdsRole(RealmModel realm, String name, UserModel user, ClientModel client) {
        RoleModel role = realm.getRole(name);
        return role != null
                && user.isEnabled()
                && user.hasRole(role)
                && (client.isFullScopeAllowed() || client.hasScope(role));
    }
}
