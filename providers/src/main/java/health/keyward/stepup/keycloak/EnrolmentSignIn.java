package health.keyward.stepup.keycloak;

import health.keyward.stepup.core.EnrolmentLink;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.SystemClientUtil;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.services.Urls;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.managers.AuthenticationSessionManager;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Leads a person from a link to the one action it is for. It ends there: no session is made and no level is reached, so that the new factor is shown at the next sign-in. */
record EnrolmentSignIn(KeycloakSession session, RealmModel realm) {
    Response begin(UserModel person, EnrolmentLink link) {
        Optional<String> action = Factors.action(realm, link.factor());
        if (action.isEmpty()) {
            return session.getProvider(org.keycloak.forms.login.LoginFormsProvider.class)
                    .setError("keywardEnrolDead")
                    .createErrorPage(Response.Status.CONFLICT);
        }
        ClientModel client = SystemClientUtil.getSystemClient(realm);
        AuthenticationSessionModel signIn = new AuthenticationSessionManager(session)
                .createAuthenticationSession(realm, true)
                .createAuthenticationSession(client);
        signIn.setAction(AuthenticationSessionModel.Action.AUTHENTICATE.name());
        signIn.setProtocol(OIDCLoginProtocol.LOGIN_PROTOCOL);
        signIn.setRedirectUri(Urls.accountBase(session.getContext().getUri().getBaseUri())
                .path("/")
                .build(realm.getName())
                .toString());
        signIn.setAuthenticatedUser(person);
        signIn.setAuthNote(AuthenticationManager.END_AFTER_REQUIRED_ACTIONS, "true");
        signIn.setAuthNote(EnrolmentGuard.LINK, link.id().toString());
        signIn.addRequiredAction(action.get());
        session.getContext().setClient(client);
        session.getContext().setAuthenticationSession(signIn);
        EventBuilder event = new EventBuilder(
                        realm, session, session.getContext().getConnection())
                .event(EventType.EXECUTE_ACTION_TOKEN)
                .user(person)
                .client(client);
        String next = AuthenticationManager.nextRequiredAction(
                session, signIn, session.getContext().getHttpRequest(), event);
        return AuthenticationManager.redirectToRequiredActions(
                session, realm, signIn, session.getContext().getUri(), next);
    }
}
