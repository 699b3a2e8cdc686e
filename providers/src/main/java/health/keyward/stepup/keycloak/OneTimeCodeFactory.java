package health.keyward.stepup.keycloak;

import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.authenticators.browser.OTPFormAuthenticator;
import org.keycloak.authentication.authenticators.browser.OTPFormAuthenticatorFactory;
import org.keycloak.events.Details;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.credential.OTPCredentialModel;

/** A one-time code from an authenticator app (RFC 6238). Unlike the stock form it cannot be passed by enrolling. */
public final class OneTimeCodeFactory extends OTPFormAuthenticatorFactory {
    public static final String ID = "keyward-otp";

    private static final Authenticator FORM = new Form();

    @Override
    public Authenticator create(KeycloakSession session) {
        return FORM;
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public String getDisplayType() {
        return "Keyward one-time code";
    }

    @Override
    public String getHelpText() {
        return "Asks for a one-time code. Who has no authenticator app cannot reach the level by setting one up on the way.";
    }

    @Override
    public boolean isUserSetupAllowed() {
        return false;
    }

    /** Names what was tried, so that a wrong code is not recorded as a wrong password. */
    private static final class Form extends OTPFormAuthenticator {
        @Override
        public void action(AuthenticationFlowContext context) {
            context.getEvent().detail(Details.CREDENTIAL_TYPE, OTPCredentialModel.TYPE);
            super.action(context);
        }
    }
}
