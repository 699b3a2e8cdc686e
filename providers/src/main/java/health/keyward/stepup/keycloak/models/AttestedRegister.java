package health.keyward.stepup.keycloak.models;

import com.webauthn4j.WebAuthnRegistrationManager;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.verifier.attestation.statement.androidkey.AndroidKeyAttestationStatementVerifier;
import com.webauthn4j.verifier.attestation.statement.apple.AppleAnonymousAttestationStatementVerifier;
import com.webauthn4j.verifier.attestation.statement.none.NoneAttestationStatementVerifier;
import com.webauthn4j.verifier.attestation.statement.packed.PackedAttestationStatementVerifier;
import com.webauthn4j.verifier.attestation.statement.tpm.TPMAttestationStatementVerifier;
import com.webauthn4j.verifier.attestation.statement.u2f.FIDOU2FAttestationStatementVerifier;
import health.keyward.kernel.RealmId;
import health.keyward.kernel.UserId;
import health.keyward.stepup.Level;
import health.keyward.stepup.core.Attestation;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.authenticators.util.AcrStore;
import org.keycloak.authentication.requiredactions.WebAuthnPasswordlessRegister;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.WebAuthnPolicy;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.models.credential.RecoveryAuthnCodesCredentialModel;
import org.keycloak.models.credential.WebAuthnCredentialModel;

/**
 * Enrols a passkey with user verification and keeps what its attestation proved about the model. Whoever has a second factor shows it first
 * (SP 800-63B-4 4.1.2.1: an authenticator is bound at the level of the account). The sign-in that enrols gets no level by it: nothing here notes a
 * proof.
 */
final class AttestedRegister extends WebAuthnPasswordlessRegister {
    /** Types of credentials that are a second factor; the last one is the room's own recovery code. */
    private static final Set<String> SECOND_FACTORS = Set.of(
            OTPCredentialModel.TYPE,
            WebAuthnCredentialModel.TYPE_TWOFACTOR,
            WebAuthnCredentialModel.TYPE_PASSWORDLESS,
            RecoveryAuthnCodesCredentialModel.TYPE,
            "keyward-recovery-code");

    private final KeycloakSession session;
    private final SessionModels models;
    private final Witness witness;
    private final Clock clock;

    private AttestedRegister(KeycloakSession session, SessionModels models, Witness witness, Clock clock) {
        super(session, witness);
        this.session = session;
        this.models = models;
        this.witness = witness;
        this.clock = clock;
    }

    /** Asks nothing yet: Keycloak makes one of these for every list of what can be enrolled. */
    static AttestedRegister in(KeycloakSession session, SessionModels models, Clock clock) {
        Witness witness = new Witness(
                models::metadata,
                model ->
                        models.ofNew(new RealmId(session.getContext().getRealm().getId()), model));
        return new AttestedRegister(session, models, witness, clock);
    }

    @Override
    public void requiredActionChallenge(RequiredActionContext context) {
        if (mayEnrol(context)) {
            super.requiredActionChallenge(context);
        } else {
            turnAway(context);
        }
    }

    @Override
    public void processAction(RequiredActionContext context) {
        if (!mayEnrol(context)) {
            turnAway(context);
            return;
        }
        super.processAction(context);
        if (context.getStatus() == RequiredActionContext.Status.SUCCESS) {
            witness.seen().ifPresent(seen -> keep(context, seen));
        }
    }

    private void keep(RequiredActionContext context, Witness.Seen seen) {
        models.enrolled(new Attestation(
                new RealmId(context.getRealm().getId()),
                new UserId(context.getUser().getId()),
                enrolled(context.getUser(), seen).getId(),
                seen.model(),
                seen.format(),
                seen.outcome(),
                seen.copied(),
                seen.metadata(),
                clock.instant().truncatedTo(ChronoUnit.MICROS)));
        context.getEvent().detail("keyward_attestation", seen.outcome().name().toLowerCase(Locale.ROOT));
    }

    /** By what the authenticator signed, not by what the form said. */
    private CredentialModel enrolled(UserModel user, Witness.Seen seen) {
        String id = Base64.getEncoder().encodeToString(seen.credentialId());
        return user.credentialManager()
                .getStoredCredentialsByTypeStream(getCredentialType())
                .filter(stored -> id.equals(WebAuthnCredentialModel.createFromCredentialModel(stored)
                        .getWebAuthnCredentialData()
                        .getCredentialId()))
                .max(Comparator.comparing(
                        stored -> Optional.ofNullable(stored.getCreatedDate()).orElse(0L)))
                .orElseThrow(() -> new IllegalStateException("the credential that was just enrolled is not there"));
    }

    /** Asked when the page is shown and again when it is sent. */
    private boolean mayEnrol(RequiredActionContext context) {
        boolean hasSecond = context.getUser()
                .credentialManager()
                .getStoredCredentialsStream()
                .anyMatch(stored -> SECOND_FACTORS.contains(stored.getType()));
        return !hasSecond
                || new AcrStore(session, context.getAuthenticationSession())
                                .getLevelOfAuthenticationFromCurrentAuthentication()
                        >= Level.MULTI_FACTOR.loa();
    }

    /** Who asked for it is told no; who was only to be asked on the way goes on and is asked when the sign-in is strong enough. */
    private static void turnAway(RequiredActionContext context) {
        String asked = context.getAuthenticationSession().getClientNote(Constants.KC_ACTION);
        if (asked != null && asked.equals(context.getAction())) {
            context.failure("Sign in with your second factor first.");
        } else {
            context.ignore();
        }
    }

    @Override
    protected WebAuthnPolicy getWebAuthnPolicy(RequiredActionContext context) {
        return strict(super.getWebAuthnPolicy(context));
    }

    @Override
    protected WebAuthnRegistrationManager createWebAuthnRegistrationManager(WebAuthnPolicy policy) {
        return ceremony(witness);
    }

    /** The checks of WebAuthn 7.1, and what the witness makes of the attestation. */
    static WebAuthnRegistrationManager ceremony(Witness witness) {
        return new WebAuthnRegistrationManager(
                List.of(
                        new NoneAttestationStatementVerifier(),
                        new PackedAttestationStatementVerifier(),
                        new TPMAttestationStatementVerifier(),
                        new AndroidKeyAttestationStatementVerifier(),
                        new AppleAnonymousAttestationStatementVerifier(),
                        new FIDOU2FAttestationStatementVerifier()),
                witness,
                witness,
                List.of(witness),
                new ObjectConverter());
    }

    /** The realm's policy, but with attestation and user verification whatever it says. A copy: the realm's own is shared. */
    static WebAuthnPolicy strict(WebAuthnPolicy realm) {
        WebAuthnPolicy policy = new WebAuthnPolicy();
        policy.setRpEntityName(realm.getRpEntityName());
        policy.setSignatureAlgorithm(realm.getSignatureAlgorithm());
        policy.setRpId(realm.getRpId());
        policy.setAttestationConveyancePreference("direct");
        policy.setAuthenticatorAttachment(realm.getAuthenticatorAttachment());
        policy.setRequireResidentKey(Constants.WEBAUTHN_POLICY_OPTION_YES);
        policy.setResidentKey("required");
        policy.setUserVerificationRequirement(Constants.WEBAUTHN_POLICY_OPTION_REQUIRED);
        policy.setCreateTimeout(realm.getCreateTimeout());
        policy.setAvoidSameAuthenticatorRegister(realm.isAvoidSameAuthenticatorRegister());
        policy.setAcceptableAaguids(Objects.requireNonNullElse(realm.getAcceptableAaguids(), List.of()));
        policy.setExtraOrigins(Objects.requireNonNullElse(realm.getExtraOrigins(), List.of()));
        policy.setPasskeysEnabled(realm.isPasskeysEnabled());
        policy.setMediation(realm.getMediation());
        return policy;
    }
}
