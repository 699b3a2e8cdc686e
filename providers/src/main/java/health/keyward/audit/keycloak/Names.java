package health.keyward.audit.keycloak;

import health.keyward.audit.Recorded;
import health.keyward.audit.store.SessionClients;
import health.keyward.kernel.Actor;
import health.keyward.keycloak.Database;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.sessions.CommonClientSessionModel;

/** Looks up, at the end of a transaction, the names people have at that moment; a record must read the same after they are renamed or gone. */
final class Names {
    private Names() {}

    static Recorded.UserActivity complete(KeycloakSession session, Recorded.UserActivity a) {
        if (a.userId() == null) {
            return a;
        }
        return new Recorded.UserActivity(
                a.id(),
                a.at(),
                a.realmId(),
                a.type(),
                a.error(),
                a.userId(),
                nameOf(session, a.realmId(), a.userId()),
                a.unknownName(),
                a.clientId(),
                a.protocol(),
                a.credentialType(),
                a.amr(),
                a.acr(),
                a.authenticatedAt(),
                a.sso(),
                a.address(),
                a.userAgent(),
                a.sessionId(),
                a.correlationId(),
                a.type().equals("LOGOUT") ? reached(session, a) : a.reached(),
                a.details());
    }

    /** Each client of the ended session, with a word where it has not confirmed (SD-3). */
    private static List<String> reached(KeycloakSession session, Recorded.UserActivity logout) {
        RealmModel realm = session.realms().getRealm(logout.realmId());
        if (realm == null || logout.sessionId() == null) {
            return List.of();
        }
        AuthenticationSessionModel leaving = session.getContext().getAuthenticationSession();
        return SessionClients.of(new Database(session).entityManager(), logout.sessionId()).stream()
                .map(id -> {
                    ClientModel client = session.clients().getClientById(realm, id);
                    String name = client == null ? id : client.getClientId();
                    return AuthenticationManager.getClientLogoutAction(leaving, id)
                                    == CommonClientSessionModel.Action.LOGGED_OUT
                            ? name
                            : name + " (not confirmed)";
                })
                .sorted()
                .toList();
    }

    static Recorded.Change complete(KeycloakSession session, Recorded.Change c) {
        String target = c.targetUsername();
        if (target == null && c.targetUserId() != null) {
            target = nameOf(session, c.realmId(), c.targetUserId());
        }
        var actor = c.actor();
        if (actor.username() == null && actor.userId() != null && actor.realmId() != null) {
            actor = new Actor(
                    actor.realmId(),
                    actor.userId(),
                    nameOf(session, actor.realmId(), actor.userId()),
                    actor.clientId(),
                    actor.sessionId(),
                    actor.address());
        }
        return new Recorded.Change(
                c.id(),
                c.at(),
                c.realmId(),
                c.source(),
                c.operation(),
                c.area(),
                c.target(),
                c.targetUserId(),
                target,
                actor,
                c.fields(),
                c.representationHash());
    }

    static @Nullable String nameOf(KeycloakSession session, String realmId, String userId) {
        RealmModel realm = session.realms().getRealm(realmId);
        UserModel user = realm == null ? null : session.users().getUserById(realm, userId);
        return user == null ? null : user.getUsername();
    }
}
