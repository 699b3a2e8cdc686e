package health.keyward.stepup.keycloak;

import health.keyward.keycloak.Doors;
import health.keyward.stepup.Factor;
import health.keyward.stepup.core.Models;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.FlowStatus;
import org.keycloak.authentication.authenticators.browser.UsernamePasswordForm;
import org.keycloak.authentication.authenticators.browser.UsernamePasswordFormFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
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
            Optional<Assertion> assertion =
                    Assertion.in(context.getHttpRequest().getDecodedFormParameters());
            Optional<HeldKey> key = assertion.flatMap(brought -> key(context, brought));
            if (key.filter(HeldKey::refused).isPresent()) {
                Refusal.ofModel(context, key.get(), this::again);
                return;
            }
            super.action(context);
            if (context.getStatus() == FlowStatus.SUCCESS) {
                note(context, assertion, key);
            }
        }

        private void note(AuthenticationFlowContext context, Optional<Assertion> assertion, Optional<HeldKey> key) {
            if (assertion.isPresent() && key.isPresent()) {
                Refusal.spend(context);
                SignInProofs.note(context.getAuthenticationSession(), assertion.get(), key.get());
            } else if (assertion.isEmpty()) {
                SignInProofs.note(context.getAuthenticationSession(), Factor.PASSWORD, null);
            }
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

        private jakarta.ws.rs.core.Response again(AuthenticationFlowContext context, String message) {
            return challenge(context, message, null);
        }
    }
}
