package health.keyward.stepup.keycloak;

import health.keyward.keycloak.Doors;
import health.keyward.stepup.Factor;
import health.keyward.stepup.core.Models;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.AuthenticatorUtil;
import org.keycloak.authentication.FlowStatus;
import org.keycloak.authentication.authenticators.browser.UsernamePasswordForm;
import org.keycloak.authentication.authenticators.browser.UsernamePasswordFormFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.models.credential.WebAuthnCredentialModel;

/** Keycloak's form for name and password or passkey, which leaves a proof behind. */
public final class SignInFormFactory extends UsernamePasswordFormFactory {
    public static final String ID = "keyward-sign-in-form";

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
        return "Keyward sign-in form";
    }

    @Override
    public String getHelpText() {
        return "Asks for name and password, or for a passkey of a model that is not refused.";
    }

    private static final class Form extends UsernamePasswordForm {
        private final KeycloakSession session;

        Form(KeycloakSession session) {
            super(session);
            this.session = session;
        }

        @Override
        public void action(AuthenticationFlowContext context) {
            MultivaluedMap<String, String> form = context.getHttpRequest().getDecodedFormParameters();
            if (!Assertion.isBroughtBy(form)) {
                super.action(context);
                if (isDone(context, PasswordCredentialModel.TYPE)) {
                    SignInProofs.note(context.getAuthenticationSession(), Factor.PASSWORD, null);
                }
                return;
            }
            Optional<Assertion> assertion = Assertion.in(form);
            Optional<HeldKey> key = assertion.flatMap(brought -> key(context, brought));
            if (assertion.isEmpty()) {
                Refusal.ofGarbled(context, this::again);
            } else if (key.filter(HeldKey::refused).isPresent()) {
                context.getEvent().user(assertion.get().userId());
                Refusal.ofModel(context, key.get(), this::again);
            } else {
                super.action(context);
                if (isDone(context, WebAuthnCredentialModel.TYPE_PASSWORDLESS)) {
                    Refusal.spend(context);
                    SignInProofs.note(context.getAuthenticationSession(), assertion.get(), key.orElseThrow());
                }
            }
        }

        /** What passed is what Keycloak says it checked, not what the form brought along. */
        private static boolean isDone(AuthenticationFlowContext context, String credentialType) {
            List<String> checked = AuthenticatorUtil.getAuthnCredentials(context.getAuthenticationSession());
            return context.getStatus() == FlowStatus.SUCCESS
                    && !checked.isEmpty()
                    && checked.getLast().equals(credentialType);
        }

        private Optional<HeldKey> key(AuthenticationFlowContext context, Assertion assertion) {
            UserModel user = assertion.userId() == null
                    ? context.getUser()
                    : session.users().getUserById(context.getRealm(), assertion.userId());
            return user == null
                    ? Optional.empty()
                    : HeldKey.of(
                            Doors.open(session, Models.class),
                            context.getRealm(),
                            user,
                            WebAuthnCredentialModel.TYPE_PASSWORDLESS,
                            assertion.rawId());
        }

        private Response again(AuthenticationFlowContext context, String message) {
            return challenge(context, message, null);
        }
    }
}
