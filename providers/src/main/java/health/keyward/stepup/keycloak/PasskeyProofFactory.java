package health.keyward.stepup.keycloak;

import health.keyward.keycloak.Doors;
import health.keyward.stepup.Level;
import health.keyward.stepup.Need;
import health.keyward.stepup.core.Models;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.AuthenticatorUtil;
import org.keycloak.authentication.authenticators.browser.WebAuthnAuthenticatorFactory;
import org.keycloak.authentication.authenticators.util.AuthenticatorUtils;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.models.credential.WebAuthnCredentialModel;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.util.JsonSerialization;

/**
 * Whoever signed in with a passkey just now has shown possession and has been verified by the device: both factors in one act (SP 800-63B-4 3.1.7,
 * multi-factor cryptographic authenticator). Asks nothing then. Where a higher level is asked for than a code can give, it asks for the passkey at
 * once, so that nobody types a code first only to be asked for the passkey next (Keycloak's issue 15237).
 */
public final class PasskeyProofFactory extends WebAuthnAuthenticatorFactory {
    public static final String ID = "keyward-passkey-proof";

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
        return "Keyward passkey proof";
    }

    @Override
    public String getHelpText() {
        return "Passes when a passkey with user verification was used in this sign-in; asks for it when a higher level"
                + " needs it anyway.";
    }

    @Override
    public String getReferenceCategory() {
        return WebAuthnCredentialModel.TYPE_PASSWORDLESS;
    }

    @Override
    public Requirement[] getRequirementChoices() {
        return new Requirement[] {Requirement.REQUIRED, Requirement.ALTERNATIVE, Requirement.DISABLED};
    }

    @Override
    public boolean isUserSetupAllowed() {
        return false;
    }

    private static final class Form extends KeyForm {
        Form(KeycloakSession session) {
            super(session, List.of(WebAuthnCredentialModel.TYPE_PASSWORDLESS, WebAuthnCredentialModel.TYPE_TWOFACTOR));
        }

        /** No credential type, so that it is no entry of "Use another way", which lists those whose type the person holds. */
        @Override
        public String getType(KeycloakSession session) {
            return ID;
        }

        @Override
        Level level(AuthenticationFlowContext context) {
            return asked(context.getAuthenticationSession());
        }

        @Override
        public void authenticate(AuthenticationFlowContext context) {
            AuthenticationSessionModel signIn = context.getAuthenticationSession();
            if (shown(signIn)) {
                takeBackPassword(signIn, context.getRealm());
                context.success();
            } else {
                super.authenticate(context);
            }
        }

        /** Not on offer unless a passkey was used already or is needed anyway, so that nobody is sent here to be turned away. */
        @Override
        public boolean configuredFor(KeycloakSession session, RealmModel realm, UserModel user) {
            AuthenticationSessionModel signIn = session.getContext().getAuthenticationSession();
            return signIn != null
                    && (shown(signIn)
                            || (asked(signIn).includes(Level.PHISHING_RESISTANT)
                                    && HeldKey.all(Doors.open(session, Models.class), realm, user)
                                            .anyMatch(key -> key.gives(asked(signIn)))));
        }

        private static boolean shown(AuthenticationSessionModel signIn) {
            Need need = new Need(Level.MULTI_FACTOR, null, Demand.noted(signIn).differentFactor(), List.of());
            return SignInProofs.of(signIn).meetNow(need, SignInProofs.CLOCK.instant());
        }

        private static Level asked(AuthenticationSessionModel signIn) {
            return Level.higher(
                    Level.MULTI_FACTOR,
                    Level.ofLoa(new SignInLevels(signIn).asked()).orElse(Level.MULTI_FACTOR));
        }

        /** Keycloak's own mapper tells apps ({@code amr}) that the password form was passed, but what passed it was the passkey. */
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
            return execution != null && SignInFormFactory.ID.equals(execution.getAuthenticator());
        }
    }
}
