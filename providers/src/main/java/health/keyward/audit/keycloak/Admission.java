package health.keyward.audit.keycloak;

import health.keyward.keycloak.AdminGate;
import health.keyward.keycloak.ProblemException;
import java.util.List;
import java.util.Set;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.resources.admin.AdminAuth;

/** The admin gate, for calls of Keycloak's own endpoints that have been authenticated already. */
final class Admission {
    private Admission() {}

    static boolean isSystemAdmin(KeycloakSession session, String realmName) {
        RealmModel realm = session.realms().getRealmByName(realmName);
        UserModel user = session.getContext().getUser();
        if (realm == null || user == null || !(session.getContext().getBearerToken() instanceof AccessToken token)) {
            return false;
        }
        RealmModel issuer = issuer(session, token);
        ClientModel client = issuer == null ? null : issuer.getClientByClientId(token.getIssuedFor());
        if (issuer == null || client == null) {
            return false;
        }
        AdminGate gate = AuditRoomFactory.of(session).gate();
        try {
            gate.admit(
                    session,
                    realm,
                    new AdminAuth(issuer, token, user, client),
                    Set.of(AdminGate.SYSTEM_ADMIN),
                    (r, a, w, q) -> () -> {},
                    List.of());
            return true;
        } catch (ProblemException refused) {
            return false;
        }
    }

    private static @org.jspecify.annotations.Nullable RealmModel issuer(KeycloakSession session, AccessToken token) {
        String issuer = token.getIssuer();
        return issuer == null ? null : session.realms().getRealmByName(issuer.substring(issuer.lastIndexOf('/') + 1));
    }
}
