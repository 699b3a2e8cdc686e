package health.keyward.stepup.keycloak.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.webauthn4j.WebAuthnRegistrationManager;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.RegistrationRequest;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.client.Origin;
import com.webauthn4j.data.client.challenge.DefaultChallenge;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.verifier.exception.BadSignatureException;
import com.webauthn4j.verifier.exception.UserNotVerifiedException;
import com.webauthn4j.verifier.exception.VerificationException;
import health.keyward.stepup.core.Attestation.Outcome;
import health.keyward.stepup.core.Metadata;
import health.keyward.stepup.core.ModelRules;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.keycloak.models.WebAuthnPolicy;

/** An enrolment with emulated devices, through the very checks a real one passes. */
class EnrolmentTest {
    private static final UUID MODEL = UUID.fromString("11111111-2222-3333-4444-555555555555");
    private static final UUID UNKNOWN = UUID.fromString("99999999-2222-3333-4444-555555555555");
    private static final byte[] CHALLENGE = new byte[32];

    private static Issuer root;
    private static Issuer maker;
    private static Issuer batch;

    @BeforeAll
    static void issues() throws Exception {
        root = Issuer.root("Metadata root");
        maker = Issuer.root("Maker of keys");
        batch = maker.batch(MODEL);
    }

    @Test
    void an_attestation_that_ends_in_the_root_of_the_metadata_proves_the_model() throws Exception {
        Witness.Seen seen = enrols(known("FIDO_CERTIFIED_L1"), new Device(MODEL).attestedBy(batch, CHALLENGE));
        assertThat(seen.outcome()).isEqualTo(Outcome.PROVEN);
        assertThat(seen.model()).isEqualTo(MODEL);
        assertThat(seen.format()).isEqualTo("packed");
        assertThat(seen.metadata()).isEqualTo(5);
        assertThat(seen.copied()).isFalse();
        assertThat(seen.credentialId()).containsExactly(1, 2, 3, 4);
    }

    @Test
    void one_that_ends_elsewhere_proves_nothing() throws Exception {
        Issuer other = Issuer.root("Maker of keys").batch(MODEL);
        assertThat(enrols(known("FIDO_CERTIFIED_L1"), new Device(MODEL).attestedBy(other, CHALLENGE))
                        .outcome())
                .isEqualTo(Outcome.UNTRUSTED);
    }

    @Test
    void a_model_the_metadata_do_not_know_is_not_proven() throws Exception {
        Issuer theirs = maker.batch(UNKNOWN);
        assertThat(enrols(known("FIDO_CERTIFIED_L1"), new Device(UNKNOWN).attestedBy(theirs, CHALLENGE))
                        .outcome())
                .isEqualTo(Outcome.UNTRUSTED);
    }

    @Test
    void nothing_is_proven_without_metadata() throws Exception {
        Witness.Seen seen = enrols(Optional.empty(), new Device(MODEL).attestedBy(batch, CHALLENGE));
        assertThat(seen.outcome()).isEqualTo(Outcome.UNTRUSTED);
        assertThat(seen.metadata()).isNull();
    }

    @Test
    void a_device_that_attests_itself_is_a_passkey_of_no_known_model() throws Exception {
        assertThat(enrols(known("FIDO_CERTIFIED_L1"), new Device(MODEL).selfAttested(CHALLENGE))
                        .outcome())
                .isEqualTo(Outcome.SELF);
    }

    @Test
    void a_device_that_attests_nothing_is_a_passkey_of_no_known_model() throws Exception {
        assertThat(enrols(known("FIDO_CERTIFIED_L1"), new Device(MODEL).withoutAttestation(CHALLENGE))
                        .outcome())
                .isEqualTo(Outcome.NONE);
    }

    @Test
    void a_batch_of_one_model_cannot_attest_for_another() throws Exception {
        RegistrationRequest request = new Device(UNKNOWN).attestedBy(batch, CHALLENGE);
        assertThatThrownBy(() -> enrols(known("FIDO_CERTIFIED_L1"), request)).isInstanceOf(VerificationException.class);
    }

    @Test
    void a_forged_attestation_stops_the_enrolment() throws Exception {
        RegistrationRequest request = new Device(MODEL).falselyAttestedBy(batch, CHALLENGE);
        assertThatThrownBy(() -> enrols(known("FIDO_CERTIFIED_L1"), request)).isInstanceOf(BadSignatureException.class);
    }

    @Test
    void a_device_that_verified_nobody_is_not_enrolled() throws Exception {
        RegistrationRequest request = new Device(MODEL).thatVerifiesNobody().attestedBy(batch, CHALLENGE);
        assertThatThrownBy(() -> enrols(known("FIDO_CERTIFIED_L1"), request))
                .isInstanceOf(UserNotVerifiedException.class);
    }

    @Test
    void a_key_that_may_be_copied_is_noted_as_such() throws Exception {
        assertThat(enrols(
                                known("FIDO_CERTIFIED_L1"),
                                new Device(MODEL).thatLetsItsKeysBeCopied().attestedBy(batch, CHALLENGE))
                        .copied())
                .isTrue();
    }

    @Test
    void a_revoked_model_is_not_enrolled_even_when_it_says_nothing_about_itself() throws Exception {
        for (RegistrationRequest request : List.of(
                new Device(MODEL).attestedBy(batch, CHALLENGE), new Device(MODEL).withoutAttestation(CHALLENGE))) {
            assertThatThrownBy(() -> enrols(known("REVOKED"), request))
                    .isInstanceOf(Witness.ModelRefused.class)
                    .hasMessageContaining("REVOKED");
        }
    }

    @Test
    void the_policy_of_the_realm_is_kept_but_for_what_makes_an_enrolment_strong() {
        WebAuthnPolicy realm = new WebAuthnPolicy(List.of("ES256"));
        realm.setRpEntityName("Hospital");
        realm.setRpId("hospital.example");
        realm.setAttestationConveyancePreference("none");
        realm.setUserVerificationRequirement("discouraged");
        realm.setRequireResidentKey("No");
        realm.setAuthenticatorAttachment("cross-platform");
        realm.setCreateTimeout(77);
        realm.setAvoidSameAuthenticatorRegister(true);
        realm.setAcceptableAaguids(List.of(MODEL.toString()));
        realm.setExtraOrigins(List.of("https://other.example"));
        WebAuthnPolicy strict = AttestedRegister.strict(realm);
        assertThat(strict.getUserVerificationRequirement()).isEqualTo("required");
        assertThat(strict.getAttestationConveyancePreference()).isEqualTo("direct");
        assertThat(strict.getRequireResidentKey()).isEqualTo("Yes");
        assertThat(strict.getResidentKey()).isEqualTo("required");
        assertThat(strict)
                .usingRecursiveComparison()
                .ignoringFields(
                        "userVerificationRequirement",
                        "attestationConveyancePreference",
                        "requireResidentKey",
                        "residentKey")
                .isEqualTo(realm);
        assertThat(realm.getUserVerificationRequirement()).isEqualTo("discouraged");
    }

    private static Optional<Metadata> known(String status) throws Exception {
        String blob = Blob.number(5)
                .model(MODEL, "Finger key", maker.certificate(), status)
                .signedBy(root.signer("mds.fidoalliance.org"));
        TrustRoots roots = new TrustRoots(List.of(root.certificate()), "mds.fidoalliance.org");
        return Optional.of(((BlobReading.Good) new BlobReader(roots).read(blob, Instant.parse("2026-11-21T12:00:00Z")))
                .metadata());
    }

    private static Witness.Seen enrols(Optional<Metadata> metadata, RegistrationRequest request) {
        Witness witness = new Witness(
                () -> metadata,
                model -> ModelRules.standing(
                        metadata.flatMap(known -> known.model(model)).orElse(null), null, false));
        WebAuthnRegistrationManager ceremony = AttestedRegister.ceremony(witness);
        ServerProperty here = new ServerProperty(new Origin(Device.ORIGIN), Device.RP, new DefaultChallenge(CHALLENGE));
        ceremony.verify(
                request,
                new RegistrationParameters(
                        here,
                        List.of(new PublicKeyCredentialParameters(
                                PublicKeyCredentialType.PUBLIC_KEY, COSEAlgorithmIdentifier.ES256)),
                        true));
        return witness.seen().orElseThrow();
    }
}
