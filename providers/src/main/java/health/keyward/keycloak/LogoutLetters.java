package health.keyward.keycloak;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.keycloak.executors.ExecutorsProvider;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Tells apps that a session has ended (OpenID Connect Back-Channel Logout; SAML 2.0 single logout by POST, for apps without front-channel logout). Keycloak's own way sends at once, from within the transaction that holds the rows of
 * two hundred people, and wants the address of a request. Here the messages are signed in that transaction, while the session is still there, and sent when it has
 * committed, in threads of their own. An app that does not answer is not asked again: its tokens end by introspection, at the next refresh, or at their expiry.
 */
public final class LogoutLetters extends AbstractKeycloakTransaction {
    private static final Logger LOG = Logger.getLogger(LogoutLetters.class);

    private final KeycloakSession session;
    private final KeycloakSessionFactory factory;
    private final ExecutorService threads;
    private final List<LogoutLetter> letters = new ArrayList<>();

    /** Goes out with the transaction of this session. */
    public LogoutLetters(KeycloakSession session) {
        this.session = session;
        factory = session.getKeycloakSessionFactory();
        threads = session.getProvider(ExecutorsProvider.class).getExecutor("keyward-logout");
        session.getTransactionManager().enlistAfterCompletion(this);
    }

    /**
     * What ended.
     *
     * @param told how many apps will hear of it
     */
    public record Ended(int online, int offline, int told) {}

    /** Ends every session of a person, online and offline. */
    public Ended end(RealmModel realm, UserModel user) {
        return end(realm, user, true);
    }

    /** @param tells whether apps are to hear of it; false where somebody else has told them */
    public Ended end(RealmModel realm, UserModel user, boolean tells) {
        List<UserSessionModel> online =
                session.sessions().getUserSessionsStream(realm, user).toList();
        List<UserSessionModel> offline =
                session.sessions().getOfflineUserSessionsStream(realm, user).toList();
        int told = tells
                ? Stream.concat(online.stream(), offline.stream())
                        .mapToInt(this::about)
                        .sum()
                : 0;
        online.forEach(one -> session.sessions().removeUserSession(realm, one));
        offline.forEach(one -> session.sessions().removeOfflineUserSession(realm, one));
        return new Ended(online.size(), offline.size(), told);
    }

    /** Call it before the session is removed. Answers how many apps will be told. */
    private int about(UserSessionModel ending) {
        int before = letters.size();
        ending.getAuthenticatedClientSessions().values().forEach(this::write);
        return letters.size() - before;
    }

    private void write(AuthenticatedClientSessionModel ending) {
        LogoutLetter.to(session, ending).ifPresent(letters::add);
    }

    @Override
    protected void commitImpl() {
        if (letters.isEmpty()) {
            return;
        }
        try {
            threads.execute(() -> KeycloakModelUtils.runJobInTransaction(
                    factory,
                    sending -> letters.forEach(letter -> {
                        try {
                            int status = letter.send(sending);
                            if (status >= 300) {
                                LOG.warnf(
                                        "%s answered %d when it was told that a session has ended",
                                        letter.app(), status);
                            }
                        } catch (IOException | RuntimeException e) {
                            LOG.warnf(e, "%s could not be told that a session has ended", letter.app());
                        }
                    })));
        } catch (RejectedExecutionException e) {
            LOG.warnf("the server is going down, %d apps were not told that sessions have ended", letters.size());
        }
    }

    @Override
    protected void rollbackImpl() {}
}
