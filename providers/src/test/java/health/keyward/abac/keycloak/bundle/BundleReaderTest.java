package health.keyward.abac.keycloak.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import health.keyward.abac.core.bundle.BadBundle;
import health.keyward.abac.core.bundle.BadBundle.Fault;
import health.keyward.abac.core.bundle.Bundle;
import health.keyward.abac.core.bundle.TrustedKey;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken for a bundle, and whose (AB-8). */
class BundleReaderTest {
    private final BundleReader open = new BundleReader(null);
    private final BundleReader signed = new BundleReader(TrustedKey.of(Packed.pem(Packed.KEY), null));

    @Test
    void a_bundle_is_read_with_its_revision_cases_and_the_coverage_of_its_rules() throws BadBundle {
        Bundle bundle = open.packed(Packed.of("r1").bytes());
        assertThat(bundle.revision()).isEqualTo("r1");
        assertThat(bundle.roots()).containsExactly("keyward");
        assertThat(bundle.signed()).isFalse();
        assertThat(bundle.cases()).hasSize(1);
        assertThat(bundle.builtins()).containsExactly("equal");
        assertThat(bundle.coverage().percent()).isEqualTo(95.0);
        assertThat(bundle.rules()).containsExactly("keyward/authz/authz.rego");
    }

    @Test
    void what_is_in_a_bundle_tells_it_from_others_however_it_is_packed_and_signed() throws BadBundle {
        String one = open.packed(Packed.of("r1").bytes()).sha256();
        assertThat(signed.packed(Packed.of("r1").signed(Packed.KEY).bytes()).sha256())
                .isEqualTo(one);
        assertThat(open.packed(Packed.of("r2").bytes()).sha256()).isNotEqualTo(one);
    }

    @ParameterizedTest
    @ValueSource(strings = {Bundle.MANIFEST, Bundle.PLAN, Bundle.DATA})
    void what_every_bundle_has_has_to_be_there(String name) {
        assertThat(fault(open, Packed.of("r1").without(name).bytes())).isEqualTo(Fault.INCOMPLETE);
    }

    @Test
    void a_revision_and_the_entrypoint_have_to_be_there() {
        assertThat(fault(
                        open,
                        Packed.of("r1").with(Bundle.MANIFEST, "{\"roots\":[]}").bytes()))
                .isEqualTo(Fault.INCOMPLETE);
        assertThat(fault(
                        open,
                        Packed.of("r1")
                                .with(Bundle.PLAN, "{\"static\":{},\"plans\":{\"plans\":[]}}")
                                .bytes()))
                .isEqualTo(Fault.INCOMPLETE);
    }

    @Test
    void a_signed_bundle_is_taken() throws BadBundle {
        assertThat(signed.packed(Packed.of("r1").signed(Packed.KEY).bytes()).signed())
                .isTrue();
    }

    @Test
    void an_unsigned_bundle_is_not() {
        assertThat(fault(signed, Packed.of("r1").bytes())).isEqualTo(Fault.BAD_SIGNATURE);
    }

    @Test
    void nor_one_that_somebody_else_signed() {
        assertThat(fault(signed, Packed.of("r1").signed(Packed.OTHER_KEY).bytes()))
                .isEqualTo(Fault.BAD_SIGNATURE);
    }

    @Test
    void nor_one_where_a_file_was_changed_added_or_taken_away() {
        assertThat(fault(
                        signed,
                        Packed.of("r1")
                                .signed(Packed.KEY)
                                .with(Bundle.DATA, "{\"answer\":1}")
                                .bytes()))
                .isEqualTo(Fault.BAD_SIGNATURE);
        assertThat(fault(
                        signed,
                        Packed.of("r1")
                                .signed(Packed.KEY)
                                .with(Bundle.PLAN, "{}")
                                .bytes()))
                .isEqualTo(Fault.BAD_SIGNATURE);
        assertThat(fault(
                        signed,
                        Packed.of("r1")
                                .signed(Packed.KEY)
                                .with("more.rego", "package x")
                                .bytes()))
                .isEqualTo(Fault.BAD_SIGNATURE);
        assertThat(fault(
                        signed,
                        Packed.of("r1")
                                .signed(Packed.KEY)
                                .without("golden/one.json")
                                .bytes()))
                .isEqualTo(Fault.BAD_SIGNATURE);
    }

    @Test
    void white_space_and_order_of_data_and_manifest_may_differ_from_what_was_signed_but_no_number() throws BadBundle {
        Packed bundle = Packed.of("r1").with(Bundle.DATA, "{\"b\":1.50,\"answer\":{\"decision\":true,\"by\":\"r1\"}}");
        bundle.signed(Packed.KEY).with(Bundle.DATA, "{ \"answer\": {\"by\":\"r1\", \"decision\":true}, \"b\": 1.50 }");
        assertThat(signed.packed(bundle.bytes()).signed()).isTrue();
        bundle.with(Bundle.DATA, "{\"answer\":{\"by\":\"r1\",\"decision\":true},\"b\":1.5}");
        assertThat(fault(signed, bundle.bytes())).isEqualTo(Fault.BAD_SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "HS256", "RS512", "ES256"})
    void the_key_says_which_algorithm_counts_not_the_bundle(String algorithm) {
        Packed bundle = Packed.of("r1").signing(Packed.KEY, "{\"alg\":\"" + algorithm + "\"}", "{\"files\":[]}");
        assertThat(fault(signed, bundle.bytes())).isEqualTo(Fault.BAD_SIGNATURE);
    }

    @Test
    void a_signature_has_to_name_the_key_where_one_is_named() throws BadBundle {
        byte[] bundle = Packed.of("r1").signed(Packed.KEY).bytes();
        assertThat(new BundleReader(TrustedKey.of(Packed.pem(Packed.KEY), "default"))
                        .packed(bundle)
                        .signed())
                .isTrue();
        assertThat(fault(new BundleReader(TrustedKey.of(Packed.pem(Packed.KEY), "2027")), bundle))
                .isEqualTo(Fault.BAD_SIGNATURE);
    }

    @Test
    void a_member_that_comes_twice_is_refused() {
        assertThat(fault(
                        open,
                        Packed.of("r1").with(Bundle.DATA, "{\"a\":1,\"a\":2}").bytes()))
                .isEqualTo(Fault.UNREADABLE);
    }

    @Test
    void what_is_no_json_or_goes_on_after_its_end_is_refused() {
        assertThat(fault(open, Packed.of("r1").with(Bundle.DATA, "{").bytes())).isEqualTo(Fault.UNREADABLE);
        assertThat(fault(open, Packed.of("r1").with(Bundle.DATA, "{} {}").bytes()))
                .isEqualTo(Fault.UNREADABLE);
        assertThat(fault(
                        open,
                        Packed.of("r1").with(Bundle.DATA, "[".repeat(100_000)).bytes()))
                .isEqualTo(Fault.UNREADABLE);
    }

    @Test
    void a_weak_key_and_no_key_at_all_are_not_trusted() throws Exception {
        KeyPairGenerator weak = KeyPairGenerator.getInstance("RSA");
        weak.initialize(1024);
        String pem = Packed.pem(weak.generateKeyPair());
        assertThatThrownBy(() -> TrustedKey.of(pem, null)).hasMessageContaining("2048");
        assertThatThrownBy(() -> TrustedKey.of("secret", null)).hasMessageContaining("PEM");
        String nothing = "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getEncoder().encodeToString("nothing".getBytes(StandardCharsets.UTF_8))
                + "\n-----END PUBLIC KEY-----";
        assertThatThrownBy(() -> TrustedKey.of(nothing, null)).hasMessageContaining("RSA");
    }

    private static Fault fault(BundleReader reader, byte[] packed) {
        return catchThrowableOfType(BadBundle.class, () -> reader.packed(packed))
                .fault();
    }
}
