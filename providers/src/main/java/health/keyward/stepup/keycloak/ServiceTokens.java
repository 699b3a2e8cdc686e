package health.keyward.stepup.keycloak;

import health.keyward.kernel.RealmId;
import health.keyward.stepup.AccessRuling;
import health.keyward.stepup.AccessRuling.Ruling;
import health.keyward.stepup.Achieved;
import health.keyward.stepup.Level;
import health.keyward.stepup.Need;
import java.util.List;
import org.keycloak.OAuth2Constants;
import org.keycloak.events.Errors;
import org.keycloak.events.EventType;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.KeycloakSession;

/**
 * Asks the policy before a service account gets a token for itself (AB-10). The step-up map does not speak of machines, and there is nobody to show more:
 * what is not simply permitted is refused.
 */
final class ServiceTokens {
    private ServiceTokens() {}

    static void ask(KeycloakSession session, AuthenticatedClientSessionModel clientSession) {
        AccessRuling.Entry entry = new AccessRuling.Entry(
                new RealmId(clientSession.getRealm().getId()),
                AccessRuling.Moment.SERVICE,
                clientSession.getUserSession().getUser().getId(),
                clientSession.getClient().getClientId(),
                null,
                null,
                null,
                Access.scopes(clientSession.getNote(OAuth2Constants.SCOPE)),
                new Achieved(Level.PASSWORD, List.of(), null, false),
                Need.PASSWORD);
        Ruling ruling = Access.ask(session, entry);
        if (ruling instanceof Ruling.Refused refused) {
            throw StepUpTokens.refused(session, clientSession, EventType.CLIENT_LOGIN, Errors.ACCESS_DENIED, refused);
        }
        if (!(ruling instanceof Ruling.Allowed allowed && allowed.need().equals(Need.PASSWORD))) {
            throw new IllegalStateException("more is asked of a service account than it can show");
        }
    }
}
