package health.keyward.abac.access;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.abac.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ManifestTextsTest {
    private final ReasonTexts texts = ManifestTexts.of("""
            {"metadata": {"reasons": {"app.no": {
              "user": {"en": "Ask the owner.", "es": "Pregunte."}, "admin": {"en": "No role."}}}}}""".getBytes(StandardCharsets.UTF_8));

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
    void every_reason_of_the_shipped_policy_has_its_text() {
        ReasonTexts shipped = ManifestTexts.shipped();
        assertThat(shipped.of(Reason.of("record.no_care_relationship"), Locale.ENGLISH)
                        .user())
                .contains("care team");
    }
}
