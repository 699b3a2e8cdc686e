package health.keyward.stepup.keycloak;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.AuthenticatorFactory;
import org.keycloak.authentication.AuthenticatorUtil;
import org.keycloak.authentication.CredentialValidator;
import org.keycloak.authentication.authenticators.browser.UsernamePasswordFormFactory;
import org.keycloak.authentication.authenticators.util.AuthenticatorUtils;
import org.keycloak.credential.CredentialProvider;
import org.keycloak.credential.WebAuthnPasswordlessCredentialProvider;
import org.keycloak.credential.WebAuthnPasswordlessCredentialProviderFactory;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.models.credential.WebAuthnCredentialModel;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.util.JsonSerialization;

/**
 * Whoever signed in with a passkey just now has shown possession and has been verified by the device: both factors in one act (SP 800-63B-4 3.1.7,
 * multi-factor cryptographic authenticator). Asks nothing; passes only when the realm's policy requires user verification.
 */
public final class PasskeyProofFactory implements AuthenticatorFactory {
    public static final String ID = "keyward-passkey-proof";

    private static final Authenticator PROOF = new Proof();

    @Override
    public Authenticator create(KeycloakSession session) {
        return PROOF;
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public String getDisplayType() {
        return "Keyward passkey proof";
    }

    @Override
    public String getHelpText() {
        return "Passes when a passkey with user verification was used in this sign-in; asks nothing.";
    }

    @Override
    public String getReferenceCategory() {
        return WebAuthnCredentialModel.TYPE_PASSWORDLESS;
    }

    @Override
    public boolean isConfigurable() {
        return false;
    }

    @Override
    public Requirement[] getRequirementChoices() {
        return new Requirement[] {Requirement.REQUIRED, Requirement.ALTERNATIVE, Requirement.DISABLED};
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
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}

    /**
     * A credential validator only so that it is no entry of "Use another way": that page lists every authenticator that is none, and of the
     * others those whose credential type the person holds.
     */
    private static final class Proof
            implements Authenticator, CredentialValidator<WebAuthnPasswordlessCredentialProvider> {
        @Override
        public WebAuthnPasswordlessCredentialProvider getCredentialProvider(KeycloakSession session) {
            return (WebAuthnPasswordlessCredentialProvider) session.getProvider(
                    CredentialProvider.class, WebAuthnPasswordlessCredentialProviderFactory.PROVIDER_ID);
        }

        @Override
        public String getType(KeycloakSession session) {
            return ID;
        }

        @Override
        public void authenticate(AuthenticationFlowContext context) {
            if (configuredFor(context.getSession(), context.getRealm(), context.getUser())) {
                takeBackPassword(context.getAuthenticationSession(), context.getRealm());
                context.success();
            } else {
                context.attempted();
            }
        }

        @Override
        public void action(AuthenticationFlowContext context) {
            authenticate(context);
        }

        /** Keycloak tells apps ({@code amr}) that the password form was passed, but what passed it was the passkey. */
        private static void takeBackPassword(AuthenticationSessionModel signIn, RealmModel realm) {
            if (AuthenticatorUtil.getAuthnCredentials(signIn).contains(PasswordCredentialModel.TYPE)) {
                return;
            }
            Map<String, Integer> passed = new HashMap<>(AuthenticatorUtils.parseCompletedExecutions(
                    signIn.getUserSessionNotes().get(Constants.AUTHENTICATORS_COMPLETED)));
            passed.keySet().removeIf(id -> isPasswordForm(realm.getAuthenticationExecutionById(id)));
            try {
                signIn.setUserSessionNote(
                        Constants.AUTHENTICATORS_COMPLETED, JsonSerialization.writeValueAsString(passed));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static boolean isPasswordForm(@Nullable AuthenticationExecutionModel execution) {
            return execution != null && UsernamePasswordFormFactory.PROVIDER_ID.equals(execution.getAuthenticator());
        }

        @Override
        public boolean requiresUser() {
            return true;
        }

        /** Not on offer unless a passkey was used already, so that nobody is sent here to be turned away. */
        @Override
        public boolean configuredFor(KeycloakSession session, RealmModel realm, UserModel user) {
            AuthenticationSessionModel signIn = session.getContext().getAuthenticationSession();
            return signIn != null
                    && AuthenticatorUtil.getAuthnCredentials(signIn).contains(WebAuthnCredentialModel.TYPE_PASSWORDLESS)
                    && "required".equals(realm.getWebAuthnPolicyPasswordless().getUserVerificationRequirement());
        }

        @Override
        public void setRequiredActions(KeycloakSession session, RealmModel realm, UserModel user) {}

        @Override
        public void close() {}
    }
}
