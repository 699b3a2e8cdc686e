package health.keyward.stepup.keycloak;

import health.keyward.stepup.Level;
import health.keyward.stepup.core.Crockford;
import health.keyward.stepup.core.RecoveryCode;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.authentication.CredentialRegistrator;
import org.keycloak.authentication.InitiatedActionSupport;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionFactory;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.authentication.authenticators.util.AcrStore;
import org.keycloak.events.Details;
import org.keycloak.events.EventType;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.RecoveryAuthnCodesCredentialModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Gives a person new recovery codes, shown once. Only somebody who showed a second factor in this sign-in gets them: otherwise a password alone would make
 * the codes that then reach the level.
 */
public final class RecoveryCodesAction implements RequiredActionProvider, RequiredActionFactory, CredentialRegistrator {
    public static final String ID = "keyward-recovery-codes";

    private static final String PAGE = "keyward-recovery-codes.ftl";
    private static final String HASHES = "keyward.recovery.hashes";
    /** Name of the set that the page shows, so that an older page of the same sign-in cannot confirm codes nobody has seen. */
    private static final String SET = "keyward.recovery.set";

    private static final String OFFERED = "keyward.recovery.left";
    private static final int NAME_LENGTH = 8;
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Clock CLOCK = Clock.systemUTC();

    /** Puts the page into this sign-in; there it may be left for later. */
    static void offer(AuthenticationSessionModel signIn, int left) {
        signIn.setAuthNote(OFFERED, Integer.toString(left));
        signIn.addRequiredAction(ID);
    }

    /** Whoever still has Keycloak's own codes, which are not accepted, is told so at the next sign-in with a second factor. */
    @Override
    public void evaluateTriggers(RequiredActionContext context) {
        if (context.getAuthenticationSession().getAuthNote(OFFERED) == null
                && holds(context.getUser(), RecoveryAuthnCodesCredentialModel.TYPE)
                && !holds(context.getUser(), RecoveryCodeSet.TYPE)
                && hasShownSecondFactor(context)) {
            offer(context.getAuthenticationSession(), 0);
        }
    }

    @Override
    public void requiredActionChallenge(RequiredActionContext context) {
        if (!hasShownSecondFactor(context)) {
            context.challenge(refusal(context));
            return;
        }
        List<RecoveryCode> codes = RecoveryCode.freshSet(RANDOM);
        RecoveryCodeSet set = RecoveryCodeSet.of(codes, new SlowHash(context.getSession()), CLOCK.millis());
        String name = Crockford.fresh(RANDOM, NAME_LENGTH);
        context.getAuthenticationSession().setAuthNote(HASHES, set.getSecretData());
        context.getAuthenticationSession().setAuthNote(SET, name);
        @Nullable String left = context.getAuthenticationSession().getAuthNote(OFFERED);
        LoginFormsProvider form = context.form()
                .setAttribute("set", name)
                .setAttribute("codes", codes.stream().map(RecoveryCode::grouped).toList())
                .setAttribute("oldOnes", holds(context.getUser(), RecoveryAuthnCodesCredentialModel.TYPE))
                .setAttribute("mayWait", left != null);
        if (left != null) {
            form.setAttribute("left", left);
        }
        context.challenge(form.createForm(PAGE));
    }

    @Override
    public void processAction(RequiredActionContext context) {
        MultivaluedMap<String, String> answers = context.getHttpRequest().getDecodedFormParameters();
        AuthenticationSessionModel signIn = context.getAuthenticationSession();
        if (answers.containsKey("later") && signIn.getAuthNote(OFFERED) != null) {
            signIn.removeAuthNote(HASHES);
            context.getEvent().detail(Details.REASON, "put off");
            context.success();
            return;
        }
        @Nullable String hashes = signIn.getAuthNote(HASHES);
        if (hashes == null
                || !answers.containsKey("saved")
                || !Objects.equals(answers.getFirst("set"), signIn.getAuthNote(SET))
                || !hasShownSecondFactor(context)) {
            requiredActionChallenge(context);
            return;
        }
        signIn.removeAuthNote(HASHES);
        context.getEvent().event(EventType.UPDATE_CREDENTIAL).detail(Details.CREDENTIAL_TYPE, RecoveryCodeSet.TYPE);
        RecoveryCodesFactory.of(context.getSession())
                .createCredential(
                        context.getRealm(),
                        context.getUser(),
                        RecoveryCodeSet.ofHashes(hashes, RecoveryCode.IN_A_SET, CLOCK.millis()));
        context.success();
    }

    private static boolean hasShownSecondFactor(RequiredActionContext context) {
        return new AcrStore(context.getSession(), context.getAuthenticationSession())
                        .getLevelOfAuthenticationFromCurrentAuthentication()
                >= Level.MULTI_FACTOR.loa();
    }

    private static boolean holds(UserModel user, String type) {
        return user.credentialManager()
                .getStoredCredentialsByTypeStream(type)
                .findAny()
                .isPresent();
    }

    private static Response refusal(RequiredActionContext context) {
        return context.form().setError("keywardRecoveryCodesNeedFactor").createErrorPage(Response.Status.FORBIDDEN);
    }

    @Override
    public InitiatedActionSupport initiatedActionSupport() {
        return InitiatedActionSupport.SUPPORTED;
    }

    /** The level this credential is good for is asked first, as for Keycloak's own codes. */
    @Override
    public String getCredentialType(KeycloakSession session, AuthenticationSessionModel signIn) {
        return RecoveryAuthnCodesCredentialModel.TYPE;
    }

    @Override
    public boolean isOneTimeAction() {
        return true;
    }

    @Override
    public String getDisplayText() {
        return "Keyward recovery codes";
    }

    @Override
    public RequiredActionProvider create(KeycloakSession session) {
        return this;
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory factory) {}

    @Override
    public void close() {}
}
