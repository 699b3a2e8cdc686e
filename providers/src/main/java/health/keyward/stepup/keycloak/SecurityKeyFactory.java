package health.keyward.stepup.keycloak;

import health.keyward.stepup.Level;
import java.util.List;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.authenticators.browser.WebAuthnAuthenticatorFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.credential.WebAuthnCredentialModel;

/** A security key beside the password. Unlike the stock form it cannot be passed by enrolling. */
public final class SecurityKeyFactory extends WebAuthnAuthenticatorFactory {
    public static final String ID = "keyward-security-key";

    @Override
    public Authenticator create(KeycloakSession session) {
        return new Form(session);
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public String getDisplayType() {
        return "Keyward security key";
    }

    @Override
    public String getHelpText() {
        return "Asks for a security key as second factor; with user verification where a higher level is asked for.";
    }

    @Override
    public boolean isUserSetupAllowed() {
        return false;
    }

    private static final class Form extends KeyForm {
        Form(KeycloakSession session) {
            super(session, List.of(WebAuthnCredentialModel.TYPE_TWOFACTOR));
        }

        @Override
        Level level(AuthenticationFlowContext context) {
            return Level.MULTI_FACTOR;
        }

        /** Asked for at once where it will be needed, so that the key is touched once. */
        @Override
        boolean verified(AuthenticationFlowContext context) {
            return new SignInLevels(context.getAuthenticationSession()).asked() > Level.MULTI_FACTOR.loa();
        }
    }
}
