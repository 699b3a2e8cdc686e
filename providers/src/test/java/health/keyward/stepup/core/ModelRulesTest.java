package health.keyward.stepup.core;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.kernel.RealmId;
import health.keyward.stepup.Level;
import health.keyward.stepup.core.ModelDecision.Kind;
import health.keyward.stepup.core.ModelRules.Acceptable;
import health.keyward.stepup.core.ModelRules.Obstacle;
import health.keyward.stepup.core.ModelStanding.Biometric;
import health.keyward.stepup.core.ModelStanding.Refused;
import health.keyward.stepup.core.ModelStanding.Usable;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ModelRulesTest {
    private static final UUID MODEL = UUID.fromString("11111111-2222-3333-4444-555555555555");
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final Set<String> FINGER = Set.of("fingerprint_internal");
    private static final Set<String> FACE = Set.of("faceprint_internal", "presence_internal");
    private static final Set<String> PIN = Set.of("passcode_external");
    private static final Set<String> TOUCH = Set.of("presence_internal");
    private static final Set<String> NONE = Set.of("none");

    @Test
    void an_unknown_model_is_phishing_resistant_and_no_more_whatever_was_decided() {
        assertThat(ModelRules.standing(null, accepted(Level.HARDWARE_BOUND, true), true))
                .isEqualTo(new Usable(Level.PHISHING_RESISTANT, Optional.empty(), false));
    }

    @Test
    void a_known_one_nobody_accepted_is_no_more() {
        assertThat(ModelRules.standing(model(FINGER), null, true))
                .isEqualTo(new Usable(Level.PHISHING_RESISTANT, Optional.empty(), true));
        assertThat(ModelRules.standing(model(FINGER), decided(Kind.WITHDRAWN), true))
                .isEqualTo(new Usable(Level.PHISHING_RESISTANT, Optional.empty(), true));
    }

    @Test
    void an_accepted_one_reaches_what_it_was_accepted_for_once_it_is_proven() {
        ModelDecision all = accepted(Level.HARDWARE_BOUND, true);
        assertThat(ModelRules.standing(model(FINGER), all, true))
                .isEqualTo(new Usable(Level.HARDWARE_BOUND, Optional.of(Biometric.FINGERPRINT), true));
        assertThat(ModelRules.standing(model(FINGER), all, false))
                .as("a key in software writes the same AAGUID")
                .isEqualTo(new Usable(Level.PHISHING_RESISTANT, Optional.empty(), false));
        assertThat(ModelRules.standing(model(FACE), accepted(Level.PHISHING_RESISTANT, true), true))
                .isEqualTo(new Usable(Level.PHISHING_RESISTANT, Optional.of(Biometric.FACE), true));
    }

    @Test
    void what_the_metadata_do_not_prove_any_more_is_taken_back_at_once() {
        ModelDecision all = accepted(Level.HARDWARE_BOUND, true);
        assertThat(ModelRules.standing(model(FINGER, PIN), all, true))
                .isEqualTo(new Usable(Level.HARDWARE_BOUND, Optional.empty(), true));
        assertThat(ModelRules.standing(with(Set.of("software"), "FIDO_CERTIFIED_L1"), all, true))
                .isEqualTo(new Usable(Level.PHISHING_RESISTANT, Optional.of(Biometric.FINGERPRINT), false));
        assertThat(ModelRules.standing(with(Set.of("hardware"), "FIDO_CERTIFIED_L1", "SOMETHING_NEW"), all, true))
                .isEqualTo(new Usable(Level.PHISHING_RESISTANT, Optional.of(Biometric.FINGERPRINT), true));
    }

    @Test
    void a_compromised_model_is_refused_proven_or_not_accepted_or_not() {
        for (String word : List.of(
                "REVOKED",
                "USER_VERIFICATION_BYPASS",
                "ATTESTATION_KEY_COMPROMISE",
                "USER_KEY_REMOTE_COMPROMISE",
                "USER_KEY_PHYSICAL_COMPROMISE")) {
            KnownModel model =
                    with(Set.of("hardware"), "FIDO_CERTIFIED_L1", word, "UPDATE_AVAILABLE", "FIDO_CERTIFIED_L2");
            for (boolean proven : new boolean[] {true, false}) {
                assertThat(ModelRules.standing(model, accepted(Level.HARDWARE_BOUND, true), proven))
                        .isEqualTo(new Refused(word, "2026-03-01"));
            }
            assertThat(ModelRules.accept(model, Level.PHISHING_RESISTANT, false))
                    .isEqualTo(new Acceptable.No(Obstacle.COMPROMISED));
        }
    }

    @Test
    void an_administrator_refuses_what_the_metadata_do_not() {
        assertThat(ModelRules.standing(model(FINGER), decided(Kind.REFUSED), true))
                .isEqualTo(new Refused("REFUSED_HERE", NOON.toString()));
        assertThat(ModelRules.standing(null, decided(Kind.REFUSED), false)).isInstanceOf(Refused.class);
    }

    @Test
    void biometric_is_proven_only_when_there_is_no_other_way() {
        assertThat(model(FINGER).biometric()).contains(Biometric.FINGERPRINT);
        assertThat(model(FINGER, TOUCH, NONE).biometric()).contains(Biometric.FINGERPRINT);
        assertThat(model(FACE).biometric()).contains(Biometric.FACE);
        assertThat(model(FINGER, PIN).biometric()).as("a PIN will do").isEmpty();
        assertThat(model(FINGER, FACE).biometric()).as("one of two").isEmpty();
        assertThat(model(Set.of("fingerprint_internal", "passcode_internal")).biometric())
                .as("some makers write ways that are alternatives as if they were needed together")
                .isEmpty();
        assertThat(model(Set.of("fingerprint_internal", "all")).biometric()).isEmpty();
        assertThat(model(Set.of("eyeprint_internal")).biometric()).isEmpty();
        assertThat(model(TOUCH, NONE).biometric()).as("verifies nobody").isEmpty();
        assertThat(model().biometric()).as("says nothing").isEmpty();
        assertThat(takesPin().biometric())
                .as("the device says of itself that it takes a PIN")
                .isEmpty();
    }

    @Test
    void hardware_bound_needs_hardware_a_certificate_and_a_root() {
        assertThat(ModelRules.accept(model(FINGER), Level.HARDWARE_BOUND, true)).isEqualTo(new Acceptable.Yes());
        assertThat(ModelRules.accept(null, Level.PHISHING_RESISTANT, false)).isEqualTo(no(Obstacle.UNKNOWN));
        assertThat(ModelRules.accept(with(Set.of("software"), "FIDO_CERTIFIED_L1"), Level.HARDWARE_BOUND, false))
                .isEqualTo(no(Obstacle.NO_HARDWARE));
        assertThat(ModelRules.accept(with(Set.of("hardware")), Level.HARDWARE_BOUND, false))
                .isEqualTo(no(Obstacle.NOT_CERTIFIED));
        assertThat(ModelRules.accept(with(Set.of("hardware"), "NOT_FIDO_CERTIFIED"), Level.HARDWARE_BOUND, false))
                .isEqualTo(no(Obstacle.NOT_CERTIFIED));
        assertThat(ModelRules.accept(
                        with(Set.of("hardware"), "FIDO_CERTIFIED", "SOMETHING_NEW"), Level.HARDWARE_BOUND, false))
                .isEqualTo(no(Obstacle.STATUS_NOT_UNDERSTOOD));
        assertThat(ModelRules.accept(rootless(), Level.HARDWARE_BOUND, false)).isEqualTo(no(Obstacle.NO_ATTESTATION));
        assertThat(ModelRules.accept(model(FINGER, PIN), Level.HARDWARE_BOUND, true))
                .isEqualTo(no(Obstacle.NOT_BIOMETRIC_ONLY));
    }

    @Test
    void the_newest_word_about_certification_counts() {
        KnownModel risen = new KnownModel(
                MODEL,
                "Key",
                List.of(
                        new ModelStatus("FIDO_CERTIFIED_L1", LocalDate.parse("2025-01-01")),
                        new ModelStatus("NOT_FIDO_CERTIFIED", LocalDate.parse("2020-01-01"))),
                List.of(FINGER),
                Set.of("hardware"),
                false,
                List.of(),
                List.of());
        assertThat(risen.certified()).isTrue();
        assertThat(risen.certification().orElseThrow().word()).isEqualTo("FIDO_CERTIFIED_L1");
    }

    @Test
    void an_attestation_proves_a_model_only_when_it_is_trusted_and_the_key_stays_where_it_is() {
        assertThat(attestation(Attestation.Outcome.PROVEN, false).provesModel()).isTrue();
        assertThat(attestation(Attestation.Outcome.PROVEN, true).provesModel()).isFalse();
        for (Attestation.Outcome outcome :
                Arrays.asList(Attestation.Outcome.NONE, Attestation.Outcome.SELF, Attestation.Outcome.UNTRUSTED)) {
            assertThat(attestation(outcome, false).provesModel())
                    .as(outcome.name())
                    .isFalse();
        }
    }

    private static Attestation attestation(Attestation.Outcome outcome, boolean copied) {
        return new Attestation(
                new RealmId("r"),
                new health.keyward.kernel.UserId("u"),
                "c",
                MODEL,
                "packed",
                outcome,
                copied,
                1,
                NOON);
    }

    private static Acceptable no(Obstacle why) {
        return new Acceptable.No(why);
    }

    @SafeVarargs
    private static KnownModel model(Set<String>... ways) {
        return new KnownModel(
                MODEL,
                "Key",
                statuses("FIDO_CERTIFIED_L1"),
                List.of(ways),
                Set.of("hardware", "secure_element"),
                false,
                List.of(),
                List.of(aRoot()));
    }

    private static KnownModel takesPin() {
        return new KnownModel(
                MODEL,
                "Key",
                statuses("FIDO_CERTIFIED_L1"),
                List.of(FINGER),
                Set.of("hardware"),
                true,
                List.of(),
                List.of());
    }

    private static KnownModel rootless() {
        return new KnownModel(
                MODEL,
                "Key",
                statuses("FIDO_CERTIFIED_L1"),
                List.of(FINGER),
                Set.of("hardware"),
                false,
                List.of(),
                List.of());
    }

    private static KnownModel with(Set<String> protection, String... statuses) {
        return new KnownModel(
                MODEL, "Key", statuses(statuses), List.of(FINGER), protection, false, List.of(), List.of(aRoot()));
    }

    private static List<ModelStatus> statuses(String... words) {
        return Arrays.stream(words)
                .map(word -> new ModelStatus(word, LocalDate.parse("2026-03-01")))
                .toList();
    }

    /** Any certificate will do; the JDK has some. */
    private static X509Certificate aRoot() {
        try (InputStream in = Files.newInputStream(Path.of(System.getProperty("java.home"), "lib/security/cacerts"))) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(in, null);
            return (X509Certificate) store.getCertificate(store.aliases().nextElement());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static ModelDecision accepted(Level upTo, boolean biometric) {
        return new ModelDecision(
                new RealmId("r"), MODEL, Kind.ACCEPTED, upTo, biometric, null, "victor", "victor", NOON, "tested");
    }

    private static ModelDecision decided(Kind kind) {
        return new ModelDecision(
                new RealmId("r"),
                MODEL,
                kind,
                Level.PHISHING_RESISTANT,
                false,
                null,
                "victor",
                "victor",
                NOON,
                "lost trust");
    }
}
