package health.keyward.keycloak;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.managers.BruteForceProtector;

/** What only Keycloak's services know to do with sessions and locks. */
public final class Sessions {
    private Sessions() {}

    /** Ends a session and tells every app in it that speaks back-channel logout. */
    public static void end(KeycloakSession session, RealmModel realm, UserSessionModel userSession) {
        AuthenticationManager.backchannelLogout(
                session,
                realm,
                userSession,
                session.getContext().getUri(),
                session.getContext().getConnection(),
                session.getContext().getRequestHeaders(),
                true);
    }

    /** Whether brute-force detection keeps the person out right now. */
    public static boolean locked(KeycloakSession session, RealmModel realm, UserModel user) {
        return realm.isBruteForceProtected()
                && session.getProvider(BruteForceProtector.class).isTemporarilyDisabled(session, realm, user);
    }
}
