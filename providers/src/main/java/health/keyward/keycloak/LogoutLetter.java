package health.keyward.keycloak;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.http.simple.SimpleHttp;
import org.keycloak.http.simple.SimpleHttpRequest;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.saml.SamlProtocol;
import org.keycloak.representations.LogoutToken;

/**
 * The message by which one app hears, without a browser, that a session ends. Signed as long as the session is there, sent whenever it suits.
 *
 * @param app client id
 * @param form what is posted
 */
record LogoutLetter(String app, String url, Map<String, String> form) {
    private static final String URL = "backchannel.logout.url";

    /** Empty where the app has no address for it. */
    static Optional<LogoutLetter> to(KeycloakSession session, AuthenticatedClientSessionModel ending) {
        ClientModel app = ending.getClient();
        if (app == null) {
            return Optional.empty();
        }
        @Nullable ClientModel before = session.getContext().getClient();
        try {
            session.getContext().setClient(app);
            return switch (ending.getProtocol()) {
                case OIDCLoginProtocol.LOGIN_PROTOCOL -> token(session, app, ending);
                case SamlProtocol.LOGIN_PROTOCOL -> SamlLogout.letter(session, app, ending);
                case null, default -> Optional.empty();
            };
        } finally {
            session.getContext().setClient(before);
        }
    }

    private static Optional<LogoutLetter> token(
            KeycloakSession session, ClientModel app, AuthenticatedClientSessionModel ending) {
        @Nullable String url = url(app);
        if (url == null) {
            return Optional.empty();
        }
        @Nullable
        LogoutToken token =
                session.tokens().initLogoutToken(app, ending.getUserSession().getUser(), ending);
        return token == null
                ? Optional.empty()
                : Optional.of(new LogoutLetter(
                        app.getClientId(),
                        url,
                        Map.of("logout_token", session.tokens().encode(token))));
    }

    private static @Nullable String url(ClientModel app) {
        @Nullable String url = app.getAttribute(URL);
        if (url == null || url.isBlank()) {
            return null;
        }
        String whole = url.startsWith("/") && app.getRootUrl() != null ? app.getRootUrl() + url : url;
        return whole.startsWith("https://") || whole.startsWith("http://") ? whole : null;
    }

    /** Answers the status that the app answered with. */
    int send(KeycloakSession session) throws IOException {
        SimpleHttpRequest post = SimpleHttp.create(session).doPost(url);
        form.forEach(post::param);
        return post.asStatus();
    }
}
