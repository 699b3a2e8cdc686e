package health.keyward.stepup.keycloak.models;

import com.webauthn4j.data.attestation.authenticator.AAGUID;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.statement.CertificateBaseAttestationStatement;
import com.webauthn4j.verifier.CustomRegistrationVerifier;
import com.webauthn4j.verifier.RegistrationObject;
import com.webauthn4j.verifier.attestation.trustworthiness.certpath.CertPathTrustworthinessVerifier;
import com.webauthn4j.verifier.attestation.trustworthiness.certpath.DefaultCertPathTrustworthinessVerifier;
import com.webauthn4j.verifier.attestation.trustworthiness.self.SelfAttestationTrustworthinessVerifier;
import com.webauthn4j.verifier.exception.BadAttestationStatementException;
import com.webauthn4j.verifier.exception.VerificationException;
import health.keyward.stepup.core.Attestation.Outcome;
import health.keyward.stepup.core.Metadata;
import health.keyward.stepup.core.ModelStanding;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Sits through one enrolment and remembers how far its attestation could be believed. An attestation nobody stands for does not stop the enrolment:
 * a passkey it is all the same, but one of which no model is known. A refused model does stop it. webauthn4j has checked the statement itself
 * before it asks here, and a broken one never gets this far.
 */
final class Witness
        implements CertPathTrustworthinessVerifier, SelfAttestationTrustworthinessVerifier, CustomRegistrationVerifier {
    private static final Logger LOG = Logger.getLogger(Witness.class);

    private final Supplier<Optional<Metadata>> metadata;
    private final Function<UUID, ModelStanding> standing;
    private Outcome outcome = Outcome.NONE;
    private @Nullable Integer checkedAgainst;
    private @Nullable Seen seen;

    Witness(Supplier<Optional<Metadata>> metadata, Function<UUID, ModelStanding> standing) {
        this.metadata = metadata;
        this.standing = standing;
    }

    /**
     * What was enrolled, in the authenticator's own signed words.
     *
     * @param credentialId as the authenticator made it, not Keycloak's
     * @param copied whether the key may be copied to other devices (flag BE)
     * @param metadata number of the metadata its attestation was held against; null when there was nothing to hold
     */
    record Seen(
            byte[] credentialId,
            UUID model,
            String format,
            Outcome outcome,
            boolean copied,
            @Nullable Integer metadata) {}

    @Override
    public void verify(AAGUID aaguid, CertificateBaseAttestationStatement statement, Instant at) {
        Metadata known = metadata.get().orElse(null);
        checkedAgainst = known == null ? null : known.number();
        try {
            new DefaultCertPathTrustworthinessVerifier(new Anchors(known)).verify(aaguid, statement, at);
            outcome = Outcome.PROVEN;
        } catch (VerificationException nobodyStandsForIt) {
            LOG.debugf("the attestation of %s is not trusted: %s", aaguid, nobodyStandsForIt.getMessage());
            outcome = Outcome.UNTRUSTED;
        }
    }

    @Override
    public void verify(CertificateBaseAttestationStatement statement) {
        outcome = Outcome.SELF;
    }

    /** Called last. */
    @Override
    public void verify(RegistrationObject enrolment) {
        AttestedCredentialData credential =
                enrolment.getAttestationObject().getAuthenticatorData().getAttestedCredentialData();
        if (credential == null) {
            throw new BadAttestationStatementException("there is no credential in it");
        }
        UUID named = credential.getAaguid().getValue();
        UUID model = named == null ? new UUID(0, 0) : named;
        if (standing.apply(model) instanceof ModelStanding.Refused refused) {
            throw new ModelRefused(refused);
        }
        seen = new Seen(
                credential.getCredentialId(),
                model,
                enrolment.getAttestationObject().getFormat(),
                outcome,
                enrolment.getAttestationObject().getAuthenticatorData().isFlagBE(),
                checkedAgainst);
    }

    Optional<Seen> seen() {
        return Optional.ofNullable(seen);
    }

    /** Devices of that model are not enrolled any more. */
    static final class ModelRefused extends VerificationException {
        private static final long serialVersionUID = 1L;

        ModelRefused(ModelStanding.Refused why) {
            super("Devices of this model are not accepted (" + why.status() + ").");
        }
    }
}
