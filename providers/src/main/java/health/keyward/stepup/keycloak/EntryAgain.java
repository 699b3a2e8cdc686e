package health.keyward.stepup.keycloak;

import health.keyward.kernel.RealmId;
import health.keyward.keycloak.EmergencySignIn;
import health.keyward.stepup.AccessRuling;
import health.keyward.stepup.AccessRuling.Ruling;
import health.keyward.stepup.Need;
import health.keyward.stepup.SignInUnderWay;
import org.keycloak.models.KeycloakSession;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Asks the policy after something was given that it had refused without. */
record EntryAgain(KeycloakSession session) implements SignInUnderWay {
    @Override
    public boolean mayEnter() {
        AuthenticationSessionModel signIn = session.getContext().getAuthenticationSession();
        AccessRuling.Entry entry = new AccessRuling.Entry(
                new RealmId(signIn.getRealm().getId()),
                AccessRuling.Moment.SIGN_IN,
                signIn.getAuthenticatedUser().getId(),
                signIn.getClient().getClientId(),
                null,
                session.getContext().getConnection().getRemoteAddr(),
                Access.userAgent(session),
                Access.scopes(signIn.getClientNote("scope")),
                SignInProofs.of(signIn).achieved(null),
                Demand.noted(signIn));
        return switch (Access.ask(session, entry)) {
            case Ruling.Refused refused -> false;
            case Ruling.Allowed allowed ->
                EmergencySignIn.waives(signIn)
                        || allowed.need().equals(Need.PASSWORD)
                        || SignInProofs.of(signIn).meet(allowed.need(), SignInProofs.CLOCK.instant());
        };
    }
}
