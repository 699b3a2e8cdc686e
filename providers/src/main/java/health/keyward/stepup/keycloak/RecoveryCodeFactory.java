package health.keyward.stepup.keycloak;

import org.keycloak.authentication.authenticators.browser.RecoveryAuthnCodesFormAuthenticatorFactory;

/** A recovery code, single use. Unlike the stock form it cannot be passed by enrolling. */
public final class RecoveryCodeFactory extends RecoveryAuthnCodesFormAuthenticatorFactory {
    public static final String ID = "keyward-recovery-code";

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
}
