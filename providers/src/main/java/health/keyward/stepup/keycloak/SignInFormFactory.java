package health.keyward.stepup.keycloak;

import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.keycloak.Doors;
import health.keyward.stepup.ClosedAccounts;
import health.keyward.stepup.Factor;
import health.keyward.stepup.core.Models;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.AuthenticatorUtil;
import org.keycloak.authentication.FlowStatus;
import org.keycloak.authentication.authenticators.browser.UsernamePasswordForm;
import org.keycloak.authentication.authenticators.browser.UsernamePasswordFormFactory;
import org.keycloak.events.Errors;
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

        /** Who has shown their password in this request. */
        private @Nullable String proved;

        Form(KeycloakSession session) {
            super(session);
            this.session = session;
        }

        @Override
        public boolean validatePassword(
                AuthenticationFlowContext context,
                UserModel user,
                MultivaluedMap<String, String> form,
                boolean clearUser) {
            boolean right = super.validatePassword(context, user, form, clearUser);
            proved = right ? user.getId() : null;
            return right;
        }

        /** Only who knows the password hears more than any stranger does (IN-10). */
        @Override
        public boolean enabledUser(AuthenticationFlowContext context, UserModel user) {
            if (user.isEnabled() || !user.getId().equals(proved) || isDisabledByBruteForce(context, user)) {
                return super.enabledUser(context, user);
            }
            Optional<String> told = wayBack(context, user);
            if (told.isEmpty()) {
                return super.enabledUser(context, user);
            }
            context.getEvent().user(user);
            context.getEvent().error(Errors.USER_DISABLED);
            context.forceChallenge(
                    context.form().setAttribute("keywardClosed", told.get()).createForm("keyward-closed.ftl"));
            return false;
        }

        private Optional<String> wayBack(AuthenticationFlowContext context, UserModel user) {
            RealmId realm = new RealmId(context.getRealm().getId());
            return Doors.all(session, ClosedAccounts.class).stream()
                    .map(room -> room.wayBack(realm, new UserId(user.getId())))
                    .flatMap(Optional::stream)
                    .findFirst();
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
