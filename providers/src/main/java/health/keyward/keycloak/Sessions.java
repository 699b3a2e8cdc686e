package health.keyward.keycloak;

import java.io.IOException;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.managers.BruteForceProtector;

/** What only Keycloak's services know to do with sessions and locks. */
public final class Sessions {
    private static final Logger LOG = Logger.getLogger(Sessions.class);

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

    /** How an app answered when it was told that somebody is signed out. */
    public enum Told {
        /** It has no address for that. */
        NOT_ASKED,
        DONE,
        FAILED
    }

    /** Tells one app that somebody is signed out, and ends nothing. Outside of a request, say {@link ServerAddress} first. */
    public static Told tell(KeycloakSession session, AuthenticatedClientSessionModel app) {
        Optional<LogoutLetter> letter = LogoutLetter.to(session, app);
        if (letter.isEmpty()) {
            return Told.NOT_ASKED;
        }
        try {
            return letter.get().send(session) < 300 ? Told.DONE : Told.FAILED;
        } catch (IOException | RuntimeException e) {
            LOG.debugf(e, "%s could not be told of a sign-out", letter.get().app());
            return Told.FAILED;
        }
    }

    /** Whether brute-force detection keeps the person out right now. */
    public static boolean locked(KeycloakSession session, RealmModel realm, UserModel user) {
        return realm.isBruteForceProtected()
                && session.getProvider(BruteForceProtector.class).isTemporarilyDisabled(session, realm, user);
    }
}
