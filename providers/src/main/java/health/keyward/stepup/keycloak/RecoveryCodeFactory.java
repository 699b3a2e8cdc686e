package health.keyward.stepup.keycloak;

import health.keyward.keycloak.SignInFacts;
import health.keyward.stepup.Factor;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.FlowStatus;
import org.keycloak.authentication.authenticators.browser.RecoveryAuthnCodesFormAuthenticator;
import org.keycloak.authentication.authenticators.browser.RecoveryAuthnCodesFormAuthenticatorFactory;
import org.keycloak.models.KeycloakSession;

/** A recovery code, single use. Unlike the stock form it cannot be passed by enrolling. */
public final class RecoveryCodeFactory extends RecoveryAuthnCodesFormAuthenticatorFactory {
    public static final String ID = "keyward-recovery-code";

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
        return "Keyward recovery code";
    }

    @Override
    public boolean isUserSetupAllowed() {
        return false;
    }

    /** Leaves a proof behind. */
    private static final class Form extends RecoveryAuthnCodesFormAuthenticator {
        Form(KeycloakSession session) {
            super(session);
        }

        @Override
        public void action(AuthenticationFlowContext context) {
            StepUpRecord.failing(context.getEvent(), context.getAuthenticationSession())
                    .detail(SignInFacts.METHOD, Factor.RECOVERY_CODE.name());
            super.action(context);
            if (context.getStatus() == FlowStatus.SUCCESS) {
                context.getEvent().removeDetail(SignInFacts.LEVEL_AFTER);
                SignInProofs.note(context.getAuthenticationSession(), Factor.RECOVERY_CODE, null);
            }
        }
    }
}
