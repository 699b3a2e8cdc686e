package health.keyward.stepup.keycloak;

import health.keyward.keycloak.SignInFacts;
import health.keyward.stepup.Factor;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.FlowStatus;
import org.keycloak.authentication.authenticators.browser.OTPFormAuthenticator;
import org.keycloak.authentication.authenticators.browser.OTPFormAuthenticatorFactory;
import org.keycloak.events.Details;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.sessions.AuthenticationSessionModel;

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
        return "Asks for a one-time code. Who has no authenticator app cannot reach the level by setting one up on the"
                + " way.";
    }

    @Override
    public boolean isUserSetupAllowed() {
        return false;
    }

    /** Names what was tried, so that a wrong code is not recorded as a wrong password, and leaves a proof behind. */
    private static final class Form extends OTPFormAuthenticator {
        @Override
        public void action(AuthenticationFlowContext context) {
            AuthenticationSessionModel signIn = context.getAuthenticationSession();
            StepUpRecord.failing(context.getEvent(), signIn)
                    .detail(SignInFacts.METHOD, Factor.ONE_TIME_CODE.name())
                    .detail(Details.CREDENTIAL_TYPE, OTPCredentialModel.TYPE);
            super.action(context);
            if (context.getStatus() == FlowStatus.SUCCESS) {
                context.getEvent().removeDetail(SignInFacts.LEVEL_AFTER);
                SignInProofs.note(signIn, Factor.ONE_TIME_CODE, credential(context));
            }
        }

        /** The one that was chosen on the page, else the one that was offered. */
        private @Nullable String credential(AuthenticationFlowContext context) {
            String chosen = context.getHttpRequest().getDecodedFormParameters().getFirst("selectedCredentialId");
            if (chosen != null && !chosen.isEmpty()) {
                return chosen;
            }
            OTPCredentialModel offered = getCredentialProvider(context.getSession())
                    .getDefaultCredential(context.getSession(), context.getRealm(), context.getUser());
            return offered == null ? null : offered.getId();
        }
    }
}
