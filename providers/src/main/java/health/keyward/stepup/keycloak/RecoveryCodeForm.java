package health.keyward.stepup.keycloak;

import health.keyward.keycloak.SignInFacts;
import health.keyward.stepup.Factor;
import health.keyward.stepup.core.RecoveryCode;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticationFlowError;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.CredentialValidator;
import org.keycloak.authentication.authenticators.util.AuthenticatorUtils;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserCredentialModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.FormMessage;

/** Asks for a recovery code, says how long to wait after too many wrong ones, and offers new codes when few are left. */
class RecoveryCodeForm implements Authenticator, CredentialValidator<RecoveryCodes> {
    private static final String FIELD = "recoveryCodeInput";
    private static final String PAGE = "keyward-recovery-code.ftl";

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        context.challenge(page(context, null));
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        UserModel user = context.getUser();
        StepUpRecord.failing(context.getEvent().user(user), context.getAuthenticationSession())
                .detail(SignInFacts.METHOD, Factor.RECOVERY_CODE.name())
                .detail(Details.CREDENTIAL_TYPE, RecoveryCodeSet.TYPE);
        RecoveryCodes codes = getCredentialProvider(context.getSession());
        Optional<String> lockedOut =
                Optional.ofNullable(AuthenticatorUtils.getDisabledByBruteForceEventError(context, user));
        if (lockedOut.isPresent() || codes.waits(context.getRealm(), user).isPresent()) {
            context.getEvent().error(lockedOut.orElse(Errors.USER_TEMPORARILY_DISABLED));
            context.forceChallenge(page(context, "keywardRecoveryCodeWait"));
        } else if (user.credentialManager().isValid(input(context))) {
            offerNewOnes(context, codes.left(user));
            context.getEvent().removeDetail(SignInFacts.LEVEL_AFTER);
            SignInProofs.note(context.getAuthenticationSession(), Factor.RECOVERY_CODE, null);
            context.success();
        } else {
            context.getEvent().error(Errors.INVALID_USER_CREDENTIALS);
            context.failureChallenge(
                    AuthenticationFlowError.INVALID_CREDENTIALS, page(context, "keywardRecoveryCodeWrong"));
        }
    }

    private static UserCredentialModel input(AuthenticationFlowContext context) {
        String typed = context.getHttpRequest().getDecodedFormParameters().getFirst(FIELD);
        return new UserCredentialModel("", RecoveryCodeSet.TYPE, typed == null ? "" : typed);
    }

    private static void offerNewOnes(AuthenticationFlowContext context, int left) {
        if (left <= RecoveryCode.FEW) {
            RecoveryCodesAction.offer(context.getAuthenticationSession(), left);
        }
    }

    private static Response page(AuthenticationFlowContext context, @Nullable String wrong) {
        LoginFormsProvider form =
                context.form().setExecution(context.getExecution().getId());
        if (wrong != null) {
            form.addError(new FormMessage(FIELD, wrong));
        }
        return form.createForm(PAGE);
    }

    @Override
    public boolean requiresUser() {
        return true;
    }

    @Override
    public boolean configuredFor(KeycloakSession session, RealmModel realm, UserModel user) {
        return getCredentialProvider(session).left(user) > 0;
    }

    @Override
    public RecoveryCodes getCredentialProvider(KeycloakSession session) {
        return RecoveryCodesFactory.of(session);
    }

    @Override
    public void setRequiredActions(KeycloakSession session, RealmModel realm, UserModel user) {}

    @Override
    public void close() {}
}
