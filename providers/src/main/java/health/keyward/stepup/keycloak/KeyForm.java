package health.keyward.stepup.keycloak;

import health.keyward.keycloak.Doors;
import health.keyward.keycloak.SignInFacts;
import health.keyward.stepup.Level;
import health.keyward.stepup.Need;
import health.keyward.stepup.core.Models;
import health.keyward.stepup.core.ShownProofs;
import health.keyward.stepup.keycloak.models.KnownKeys;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.keycloak.WebAuthnConstants;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.FlowStatus;
import org.keycloak.authentication.authenticators.browser.WebAuthnAuthenticator;
import org.keycloak.credential.CredentialProvider;
import org.keycloak.credential.WebAuthnCredentialProvider;
import org.keycloak.credential.WebAuthnCredentialProviderFactory;
import org.keycloak.credential.WebAuthnPasswordlessCredentialProviderFactory;
import org.keycloak.events.Details;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.WebAuthnPolicy;
import org.keycloak.models.credential.WebAuthnCredentialModel;
import org.keycloak.services.messages.Messages;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Asks for an assertion (WebAuthn 7.2) by a passkey or a security key that is good for a level, and leaves a proof behind. The checking is
 * Keycloak's: origin, relying party, challenge, signature and counter. Beyond it: only models that are not refused and give the level, user
 * verification wherever a level rests on it, another credential than that of the sign-in where a rule wants that, and each challenge once.
 */
class KeyForm extends WebAuthnAuthenticator {
    /** Passkeys, unless a security key was chosen. */
    private String type = WebAuthnCredentialModel.TYPE_PASSWORDLESS;

    private final List<String> types;

    /** @param types of credentials that will do, the preferred ones first */
    KeyForm(KeycloakSession session, List<String> types) {
        super(session);
        this.types = types;
        this.type = types.getFirst();
    }

    /** What an assertion must be good for here. */
    Level level(AuthenticationFlowContext context) {
        return BiometricFactory.level(context.getAuthenticatorConfig());
    }

    /** Whether the device must verify its user (SU-4). */
    boolean verified(AuthenticationFlowContext context) {
        return level(context).includes(Level.PHISHING_RESISTANT);
    }

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        Level level = level(context);
        ShownProofs proofs = SignInProofs.of(context.getAuthenticationSession());
        if (proofs.meetNow(need(context, level), SignInProofs.CLOCK.instant())) {
            context.success();
            return;
        }
        List<HeldKey> good = good(context, level, keys().offering(models()));
        if (good.isEmpty()) {
            good = good(context, level, keys().asking(models()));
        }
        List<HeldKey> usable =
                good.stream().filter(key -> !tooSame(context, key)).toList();
        if (!usable.isEmpty()) {
            type = usable.getFirst().type();
            context.challenge(page(context, usable));
        } else if (context.getExecution().isAlternative()) {
            context.attempted();
        } else if (good.isEmpty()) {
            HelpPage.nothingHeld(context, level.loa());
        } else {
            HelpPage.sameFactor(context, level.loa());
        }
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        context.getEvent().user(context.getUser());
        MultivaluedMap<String, String> form = context.getHttpRequest().getDecodedFormParameters();
        Optional<Assertion> assertion = Assertion.in(form);
        if (assertion.isEmpty() && Assertion.isBroughtBy(form)) {
            Refusal.ofGarbled(context, this::again);
            return;
        }
        Optional<HeldKey> key = assertion.flatMap(brought -> held(context, keys().asking(models())).stream()
                .filter(one -> Arrays.equals(one.rawId(), brought.rawId()))
                .findFirst());
        key.ifPresent(found -> type = found.type());
        if (key.isPresent() && refused(context, key.get())) {
            return;
        }
        StepUpRecord.failing(context.getEvent(), context.getAuthenticationSession())
                .detail(SignInFacts.METHOD, HeldKey.factor(type).name());
        key.ifPresent(found ->
                context.getEvent().detail(SignInFacts.MODEL, found.model().toString()));
        if (assertion.isPresent()
                && context.getAuthenticationSession().getAuthNote(WebAuthnConstants.AUTH_CHALLENGE_NOTE) == null) {
            context.getEvent().detail(Details.CREDENTIAL_TYPE, type);
            setErrorResponse(context, Messages.WEBAUTHN_ERROR_AUTH_VERIFICATION, "the challenge was used before");
            return;
        }
        super.action(context);
        if (context.getStatus() == FlowStatus.SUCCESS) {
            Refusal.spend(context);
            context.getEvent().removeDetail(SignInFacts.LEVEL_AFTER);
            SignInProofs.note(context.getAuthenticationSession(), assertion.orElseThrow(), key.orElseThrow());
        }
    }

    private boolean refused(AuthenticationFlowContext context, HeldKey key) {
        if (key.refused()) {
            Refusal.ofModel(context, key, this::again);
        } else if (!key.gives(level(context))) {
            Refusal.ofLevel(context, key, this::again);
        } else if (tooSame(context, key)) {
            Refusal.ofSameFactor(context, key, this::again);
        } else {
            return false;
        }
        return true;
    }

    private static Need need(AuthenticationFlowContext context, Level level) {
        Need need = Demand.noted(context.getAuthenticationSession());
        return new Need(level, null, need.differentFactor(), List.of());
    }

    private static boolean tooSame(AuthenticationFlowContext context, HeldKey key) {
        AuthenticationSessionModel signIn = context.getAuthenticationSession();
        return Demand.noted(signIn).differentFactor()
                && SignInProofs.of(signIn)
                        .signedInWith()
                        .filter(key.id()::equals)
                        .isPresent();
    }

    private Models models() {
        return Doors.open(session, Models.class);
    }

    private KnownKeys keys() {
        return Doors.open(session, KnownKeys.class);
    }

    private List<HeldKey> good(AuthenticationFlowContext context, Level level, Models models) {
        return held(context, models).stream().filter(key -> key.gives(level)).toList();
    }

    private List<HeldKey> held(AuthenticationFlowContext context, Models models) {
        return types.stream()
                .flatMap(one -> HeldKey.of(models, context.getRealm(), context.getUser(), one))
                .toList();
    }

    private Response page(AuthenticationFlowContext context, List<HeldKey> usable) {
        LoginFormsProvider form = fillContextForm(context);
        if (form == null) {
            throw new IllegalStateException("the credentials went away while they were looked at");
        }
        form.setAttribute(WebAuthnConstants.ALLOWED_AUTHENTICATORS, new UsableKeys(session, context, usable, type));
        form.setAttribute("keywardLevel", StepUpRecord.name(level(context).loa()));
        form.setAttribute("keywardVerified", verified(context));
        form.setAttribute(
                "keywardOneStepDone",
                !SignInProofs.of(context.getAuthenticationSession()).now().isEmpty());
        return form.createForm("keyward-key.ftl");
    }

    /** The same page once more, with a fresh challenge and what went wrong. */
    private Response again(AuthenticationFlowContext context, String message) {
        context.form().setError(message);
        List<HeldKey> usable = good(context, level(context), keys().asking(models())).stream()
                .filter(key -> !tooSame(context, key))
                .toList();
        if (usable.isEmpty()) {
            return context.form()
                    .setAttribute("keywardHelp", "keywardHelpNothingHeld")
                    .setAttribute("keywardHardware", false)
                    .setAttribute("keywardColleague", false)
                    .createForm("keyward-help.ftl");
        }
        type = usable.getFirst().type();
        return page(context, usable);
    }

    @Override
    protected Response createErrorResponse(AuthenticationFlowContext context, String errorCase) {
        return again(context, "keywardKeyFailed");
    }

    @Override
    protected WebAuthnPolicy getWebAuthnPolicy(AuthenticationFlowContext context) {
        WebAuthnPolicy policy = type.equals(WebAuthnCredentialModel.TYPE_PASSWORDLESS)
                ? context.getRealm().getWebAuthnPolicyPasswordless()
                : context.getRealm().getWebAuthnPolicy();
        return verified(context) ? verifying(policy) : policy;
    }

    /** A copy, for the realm's own may be shared. */
    private static WebAuthnPolicy verifying(WebAuthnPolicy realms) {
        WebAuthnPolicy policy = new WebAuthnPolicy();
        policy.setRpEntityName(realms.getRpEntityName());
        policy.setRpId(realms.getRpId());
        policy.setSignatureAlgorithm(realms.getSignatureAlgorithm());
        policy.setAttestationConveyancePreference(realms.getAttestationConveyancePreference());
        policy.setAuthenticatorAttachment(realms.getAuthenticatorAttachment());
        policy.setRequireResidentKey(realms.getRequireResidentKey());
        policy.setResidentKey(realms.getResidentKey());
        policy.setUserVerificationRequirement(Constants.WEBAUTHN_POLICY_OPTION_REQUIRED);
        policy.setCreateTimeout(realms.getCreateTimeout());
        policy.setAvoidSameAuthenticatorRegister(realms.isAvoidSameAuthenticatorRegister());
        policy.setAcceptableAaguids(realms.getAcceptableAaguids());
        policy.setExtraOrigins(realms.getExtraOrigins());
        policy.setPasskeysEnabled(realms.isPasskeysEnabled());
        policy.setMediation(realms.getMediation());
        return policy;
    }

    @Override
    protected String getCredentialType() {
        return type;
    }

    @Override
    public WebAuthnCredentialProvider getCredentialProvider(KeycloakSession keycloak) {
        return (WebAuthnCredentialProvider) keycloak.getProvider(
                CredentialProvider.class,
                type.equals(WebAuthnCredentialModel.TYPE_PASSWORDLESS)
                        ? WebAuthnPasswordlessCredentialProviderFactory.PROVIDER_ID
                        : WebAuthnCredentialProviderFactory.PROVIDER_ID);
    }

    /** Who holds nothing is told so by this form itself. */
    @Override
    public boolean configuredFor(KeycloakSession keycloak, RealmModel realm, UserModel user) {
        return true;
    }

    /** A level is never reached by enrolling. */
    @Override
    public void setRequiredActions(KeycloakSession keycloak, RealmModel realm, UserModel user) {}
}
