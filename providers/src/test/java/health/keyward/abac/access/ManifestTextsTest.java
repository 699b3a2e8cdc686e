package health.keyward.abac.access;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.abac.Failure;
import health.keyward.abac.Reason;
import health.keyward.abac.core.Enforcement;
import health.keyward.abac.core.Policies;
import health.keyward.abac.core.Policy;
import health.keyward.abac.keycloak.engine.JsonValues;
import health.keyward.kernel.RealmId;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ManifestTextsTest {
    private static final Map<String, Policy.Texts> SAID = Policy.texts(JsonValues.object("""
        {"reasons": {"app.no": {"user": {"en": "Ask the owner.", "es": "Pregunte.", "de": 7}, "admin": {"en": "No role."}}, "app.odd": "text"}}\
        """));

    private final ReasonTexts texts = new ManifestTexts(SAID);

    @Test
    void a_text_of_the_policy_is_told_in_the_readers_language() {
        assertThat(texts.of(Reason.of("app.no"), Locale.ENGLISH).user()).isEqualTo("Ask the owner.");
        assertThat(texts.of(Reason.of("app.no"), Languages.SPANISH).user()).isEqualTo("Pregunte.");
        assertThat(texts.of(Reason.of("app.no"), Locale.ENGLISH).admin()).contains("app.no", "No role.");
    }

    @Test
    void a_reason_without_a_text_says_what_can_be_said_of_any() {
        assertThat(texts.of(Reason.of("other.rule"), Locale.ENGLISH).user()).contains("ask your manager");
        assertThat(texts.of(Reason.of("failed.deadline"), Locale.ENGLISH).user())
                .contains("Try again");
    }

    @Test
    void every_reason_of_the_shipped_policy_has_its_text() throws IOException {
        try (InputStream manifest = Policy.class.getResourceAsStream("/META-INF/keyward/policy/.manifest")) {
            Map<String, Policy.Texts> shipped = Policy.texts(JsonValues.asObject(
                    JsonValues.object(manifest.readAllBytes()).get("metadata")));
            assertThat(new ManifestTexts(shipped)
                            .of(Reason.of("record.no_care_relationship"), Locale.ENGLISH)
                            .user())
                    .contains("care team");
            assertThat(shipped.values()).allSatisfy(said -> {
                assertThat(said.user().keySet()).containsExactlyInAnyOrder("en", "es");
                assertThat(said.admin().keySet()).containsExactlyInAnyOrder("en", "es");
            });
        }
    }

    @Test
    void a_realm_is_told_what_its_own_policy_says_and_no_other() {
        AtomicReference<Policies.Standing> standing =
                new AtomicReference<>(new Policies.Standing.None(Failure.NO_POLICY, Enforcement.RECORDING));
        ReasonTexts ours = new PolicyTexts(
                realm -> realm.value().equals("ward")
                        ? standing.get()
                        : new Policies.Standing.None(Failure.NO_POLICY, Enforcement.RECORDING),
                () -> new RealmId("ward"));
        ReasonTexts others = new PolicyTexts(
                realm -> new Policies.Standing.None(Failure.NO_POLICY, Enforcement.RECORDING),
                () -> new RealmId("lab"));
        assertThat(ours.of(Reason.of("app.no"), Locale.ENGLISH).user()).contains("ask your manager");
        standing.set(new Policies.Standing.Active(new Policy("r", null, SAID), null, Enforcement.RECORDING));
        assertThat(ours.of(Reason.of("app.no"), Locale.ENGLISH).user()).isEqualTo("Ask the owner.");
        assertThat(others.of(Reason.of("app.no"), Locale.ENGLISH).user()).contains("ask your manager");
    }
}
