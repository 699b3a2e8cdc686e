package health.keyward.stepup.keycloak.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.data.attestation.authenticator.AAGUID;
import com.webauthn4j.metadata.FidoMDS3MetadataBLOBProvider;
import com.webauthn4j.metadata.HttpClient;
import com.webauthn4j.metadata.anchor.MetadataBLOBBasedTrustAnchorRepository;
import health.keyward.stepup.core.KnownModel;
import health.keyward.stepup.core.Metadata;
import health.keyward.stepup.core.ModelStanding.Biometric;
import health.keyward.stepup.core.ModelStatus;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class BlobReaderTest {
    private static final String FIDO = "mds.fidoalliance.org";
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final UUID MODEL = UUID.fromString("11111111-2222-3333-4444-555555555555");
    private static final UUID OTHER = UUID.fromString("99999999-2222-3333-4444-555555555555");

    private static Issuer root;
    private static Issuer signer;
    private static Issuer maker;

    @BeforeAll
    static void issues() throws Exception {
        root = Issuer.root("Metadata root");
        signer = root.signer(FIDO);
        maker = Issuer.root("Maker of keys");
    }

    @Test
    void a_blob_signed_under_the_root_by_the_metadata_service_is_read() throws Exception {
        Metadata read = good(blob(7).signedBy(signer));
        assertThat(read.number()).isEqualTo(7);
        assertThat(read.nextUpdate()).isEqualTo(LocalDate.parse("2030-01-01"));
        KnownModel model = read.model(MODEL).orElseThrow();
        assertThat(model.name()).isEqualTo("Finger key");
        assertThat(model.hardware()).isTrue();
        assertThat(model.certified()).isTrue();
        assertThat(model.biometric()).contains(Biometric.FINGERPRINT);
        assertThat(model.accuracy().getFirst().falseAccept()).isEqualTo(0.00002);
        assertThat(model.accuracy().getFirst().meetsDea()).isTrue();
        assertThat(model.roots()).containsExactly(maker.certificate());
        assertThat(read.model(OTHER)).isEmpty();
    }

    @Test
    void one_signed_under_another_root_is_refused() throws Exception {
        Issuer stranger = Issuer.root("Metadata root").signer(FIDO);
        assertThat(why(blob(7).signedBy(stranger))).isEqualTo(BlobReading.Why.WRONG_CHAIN);
    }

    @Test
    void a_chain_that_does_not_hold_together_is_refused() throws Exception {
        Issuer between = Issuer.root("Between");
        Issuer leaf = between.signer(FIDO);
        assertThat(why(blob(7).signedBy(leaf, between.certificate()))).isEqualTo(BlobReading.Why.WRONG_CHAIN);
    }

    @Test
    void who_has_a_certificate_of_the_same_public_root_is_not_the_metadata_service() throws Exception {
        assertThat(why(blob(7).signedBy(root.signer("evil.example")))).isEqualTo(BlobReading.Why.WRONG_SIGNER);
    }

    @Test
    void a_changed_payload_is_refused() throws Exception {
        String[] parts = blob(7).signedBy(signer).split("\\.", -1);
        String[] others = blob(8).signedBy(signer).split("\\.", -1);
        assertThat(why(parts[0] + "." + others[1] + "." + parts[2])).isEqualTo(BlobReading.Why.WRONG_SIGNATURE);
    }

    @Test
    void a_signing_certificate_that_has_expired_serves_for_what_was_taken_in_before() throws Exception {
        String blob = blob(7).signedBy(root.signer(FIDO, Instant.parse("2026-06-01T00:00:00Z")));
        BlobReader reader = new BlobReader(roots());
        assertThat(reader.read(blob, NOW)).isInstanceOf(BlobReading.Refused.class);
        assertThat(reader.read(blob, Instant.parse("2026-05-01T00:00:00Z"))).isInstanceOf(BlobReading.Good.class);
    }

    @Test
    void an_outdated_one_is_read_and_known_to_be_outdated() throws Exception {
        Metadata read = good(Blob.number(7, "2026-11-20").signedBy(signer));
        assertThat(read.outdated(NOW)).isTrue();
        assertThat(read.outdated(Instant.parse("2026-11-20T23:59:59Z"))).isFalse();
    }

    @Test
    void nothing_is_believed_without_a_root() throws Exception {
        BlobReading read = new BlobReader(TrustRoots.NONE).read(blob(7).signedBy(signer), NOW);
        assertThat(read)
                .isInstanceOfSatisfying(
                        BlobReading.Refused.class, no -> assertThat(no.why()).isEqualTo(BlobReading.Why.NO_ROOT));
    }

    @Test
    void what_is_no_blob_is_refused_without_an_error() {
        for (String text : List.of("", "a", "a.b.c", "e30.e30.e30", "..", "e30.e30.".repeat(3))) {
            assertThat(why(text)).as(text).isEqualTo(BlobReading.Why.NOT_A_BLOB);
        }
    }

    @Test
    void one_entry_that_nobody_can_read_hides_no_other() throws Exception {
        Metadata read =
                good(blob(7).entry(entry -> entry.put("aaguid", "not one").putArray("statusReports"))
                        .entry(entry -> entry.put("aaguid", OTHER.toString()))
                        .entry(entry -> entry.put("aaid", "1234#5678").putArray("statusReports"))
                        .signedBy(signer));
        assertThat(read.models()).containsOnlyKeys(MODEL);
        assertThat(read.unreadable()).isEqualTo(2);
        assertThat(read.withoutModel()).isEqualTo(1);
    }

    @Test
    void all_that_two_entries_say_against_a_model_counts() throws Exception {
        Metadata read = good(
                blob(7).model(MODEL, "Again", maker.certificate(), "REVOKED").signedBy(signer));
        assertThat(read.model(MODEL).orElseThrow().compromise()).isPresent();
    }

    /** The oracle: wherever webauthn4j-metadata can read a BLOB, both find the same anchors, but for models it wants certified. */
    @Test
    void anchors_are_those_of_webauthn4j_metadata_whatever_the_status() throws Exception {
        for (String status : List.of(
                "FIDO_CERTIFIED",
                "FIDO_CERTIFIED_L1",
                "FIDO_CERTIFIED_L1plus",
                "FIDO_CERTIFIED_L3plus",
                "UPDATE_AVAILABLE",
                "REVOKED",
                "USER_VERIFICATION_BYPASS",
                "ATTESTATION_KEY_COMPROMISE",
                "USER_KEY_REMOTE_COMPROMISE",
                "USER_KEY_PHYSICAL_COMPROMISE")) {
            String blob = Blob.number(1)
                    .model(MODEL, "Finger key", maker.certificate(), "FIDO_CERTIFIED_L1", status)
                    .signedBy(signer);
            MetadataBLOBBasedTrustAnchorRepository theirs = new MetadataBLOBBasedTrustAnchorRepository(library(blob));
            Set<X509Certificate> found = certificates(theirs.find(new AAGUID(MODEL)));
            assertThat(certificates(new Anchors(good(blob)).find(new AAGUID(MODEL))))
                    .as(status)
                    .isEqualTo(found);
            assertThat(theirs.find(new AAGUID(OTHER))).isEmpty();
            assertThat(new Anchors(good(blob)).find(new AAGUID(OTHER))).isEmpty();
        }
    }

    /** Why we read for ourselves (ADR 0008). When this fails, the library has learnt it, and the decision is worth another look. */
    @Test
    void a_status_of_2026_blinds_webauthn4j_metadata_to_every_model_and_us_to_none() throws Exception {
        String blob = blob(7).model(OTHER, "An old key", maker.certificate(), "FIDO_CERTIFIED_L1", "RETIRED")
                .signedBy(signer);
        FidoMDS3MetadataBLOBProvider library = library(blob);
        assertThatThrownBy(library::provide).isInstanceOf(RuntimeException.class);
        assertThat(good(blob).models()).containsOnlyKeys(MODEL, OTHER);
    }

    @Test
    void a_status_nobody_knows_yet_is_kept_and_proves_nothing() throws Exception {
        KnownModel model = good(Blob.number(1)
                        .model(MODEL, "Finger key", maker.certificate(), "FIDO_CERTIFIED_L1", "SOMETHING_NEW")
                        .signedBy(signer))
                .model(MODEL)
                .orElseThrow();
        assertThat(model.statuses()).extracting(ModelStatus::word).contains("SOMETHING_NEW");
        assertThat(model.understood()).isFalse();
        assertThat(model.compromise()).isEmpty();
    }

    private static FidoMDS3MetadataBLOBProvider library(String blob) {
        HttpClient bytes =
                url -> new HttpClient.Response(200, new ByteArrayInputStream(blob.getBytes(StandardCharsets.US_ASCII)));
        FidoMDS3MetadataBLOBProvider library = new FidoMDS3MetadataBLOBProvider(
                new ObjectConverter(), "unused", bytes, Set.of(new TrustAnchor(root.certificate(), null)));
        library.setRevocationCheckEnabled(false);
        return library;
    }

    private static Set<X509Certificate> certificates(Set<TrustAnchor> anchors) {
        return anchors.stream().map(TrustAnchor::getTrustedCert).collect(Collectors.toSet());
    }

    private static Blob blob(int number) {
        return Blob.number(number).model(MODEL, "Finger key", maker.certificate(), "FIDO_CERTIFIED_L2");
    }

    private static TrustRoots roots() {
        return new TrustRoots(List.of(root.certificate()), FIDO);
    }

    private static Metadata good(String blob) {
        return ((BlobReading.Good) new BlobReader(roots()).read(blob, NOW)).metadata();
    }

    private static BlobReading.Why why(String blob) {
        return ((BlobReading.Refused) new BlobReader(roots()).read(blob, NOW)).why();
    }
}
