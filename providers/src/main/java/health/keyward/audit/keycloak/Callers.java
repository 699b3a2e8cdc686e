package health.keyward.audit.keycloak;

import health.keyward.audit.Veto;
import health.keyward.kernel.Actor;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakContext;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.representations.AccessToken;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Who is acting in a session, as far as the session knows. */
final class Callers {
    private Callers() {}

    static Veto.Call call(KeycloakSession session, boolean adminCall) {
        KeycloakContext context = session.getContext();
        String address = address(session);
        if (context.getBearerToken() instanceof AccessToken token) {
            UserModel user = context.getUser();
            return new Veto.Call(
                    new Actor(
                            issuerRealm(session, token),
                            user == null ? token.getSubject() : user.getId(),
                            user == null ? null : user.getUsername(),
                            token.getIssuedFor(),
                            token.getSessionId(),
                            address),
                    adminCall);
        }
        UserModel person = person(context);
        String realmId = context.getRealm() == null ? null : context.getRealm().getId();
        return new Veto.Call(
                person == null
                        ? new Actor(realmId, null, null, null, null, address)
                        : new Actor(
                                realmId,
                                person.getId(),
                                person.getUsername(),
                                context.getClient() == null
                                        ? null
                                        : context.getClient().getClientId(),
                                context.getUserSession() == null
                                        ? null
                                        : context.getUserSession().getId(),
                                address),
                adminCall);
    }

    private static @Nullable UserModel person(KeycloakContext context) {
        AuthenticationSessionModel signingIn = context.getAuthenticationSession();
        if (signingIn != null && signingIn.getAuthenticatedUser() != null) {
            return signingIn.getAuthenticatedUser();
        }
        return context.getUserSession() == null
                ? null
                : context.getUserSession().getUser();
    }

    private static @Nullable String issuerRealm(KeycloakSession session, AccessToken token) {
        String issuer = token.getIssuer();
        if (issuer == null) {
            return null;
        }
        var realm = session.realms().getRealmByName(issuer.substring(issuer.lastIndexOf('/') + 1));
        return realm == null ? null : realm.getId();
    }

    static @Nullable String address(KeycloakSession session) {
        try {
            return session.getContext().getConnection() == null
                    ? null
                    : session.getContext().getConnection().getRemoteAddr();
        } catch (RuntimeException outsideOfARequest) {
            return null;
        }
    }
}
