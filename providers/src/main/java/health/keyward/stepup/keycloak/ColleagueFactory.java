package health.keyward.stepup.keycloak;

import health.keyward.keycloak.EmergencySignIn;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.AuthenticatorFactory;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Another way than a second factor, on the way to emergency access alone: a colleague signs (BG-5). Reaches no level. The sign-in begins anew and asks for a
 * fresh password; the signature is asked for with the reason.
 */
public final class ColleagueFactory implements AuthenticatorFactory {
    public static final String ID = "keyward-colleague";

    private static final Authenticator COLLEAGUE = new Colleague();

    @Override
    public Authenticator create(KeycloakSession session) {
        return COLLEAGUE;
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public String getDisplayType() {
        return "Keyward colleague";
    }

    @Override
    public String getHelpText() {
        return "Offered to who has no second factor at hand and asks for emergency access: a colleague signs for them."
                + " Gives no level.";
    }

    @Override
    public boolean isConfigurable() {
        return false;
    }

    @Override
    public Requirement[] getRequirementChoices() {
        return new Requirement[] {Requirement.ALTERNATIVE, Requirement.DISABLED};
    }

    @Override
    public boolean isUserSetupAllowed() {
        return false;
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return List.of();
    }

    @Override
    public String getReferenceCategory() {
        return ID;
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}

    /** Begins anew, for the same person unless another one types a name. */
    static void waive(AuthenticationFlowContext context) {
        AuthenticationSessionModel signIn = context.getAuthenticationSession();
        EmergencySignIn.waive(signIn);
        signIn.setClientNote(
                OIDCLoginProtocol.LOGIN_HINT_PARAM, context.getUser().getUsername());
        context.resetFlow();
    }

    private static final class Colleague implements Authenticator {
        @Override
        public void authenticate(AuthenticationFlowContext context) {
            AuthenticationSessionModel signIn = context.getAuthenticationSession();
            if (EmergencySignIn.isSought(signIn)) {
                waive(context);
            } else {
                context.attempted();
            }
        }

        @Override
        public void action(AuthenticationFlowContext context) {
            authenticate(context);
        }

        @Override
        public boolean requiresUser() {
            return true;
        }

        @Override
        public boolean configuredFor(KeycloakSession session, RealmModel realm, UserModel user) {
            @Nullable AuthenticationSessionModel signIn = session.getContext().getAuthenticationSession();
            return signIn != null && EmergencySignIn.isSought(signIn);
        }

        @Override
        public void setRequiredActions(KeycloakSession session, RealmModel realm, UserModel user) {}

        @Override
        public void close() {}
    }
}
