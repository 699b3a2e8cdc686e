package health.keyward.abac.access;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.abac.Obligation;
import health.keyward.abac.Reason;
import health.keyward.abac.Verdict;
import health.keyward.abac.core.access.DecisionPoint;
import health.keyward.stepup.Level;
import health.keyward.stepup.Need;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccessAnswerTest {
    private static final Need NEED = new Need(Level.PHISHING_RESISTANT, Duration.ofMinutes(5), true, List.of());
    private static final Verdict.Told TOLD = new Verdict.Told(
            "ab".repeat(16),
            Instant.EPOCH,
            "r1",
            "embedded",
            9,
            List.of(new Reason("record.no_care_team", List.of("subject.properties.roles"), Map.of())));

    @Test
    void a_step_up_lets_nobody_in_who_reads_the_decision_alone() {
        for (Set<String> declared : List.of(Set.<String>of(), Set.of(Obligation.STEP_UP))) {
            Map<String, Object> answer = answer(new Verdict.StepUp(TOLD, NEED), declared, Locale.ENGLISH);
            assertThat(answer).containsEntry("decision", false);
            assertThat(context(answer)).containsEntry("acr_values", "phr").containsEntry("max_age", 300L);
        }
    }

    @Test
    void the_step_up_obligation_goes_to_those_who_declared_it() {
        assertThat(context(answer(new Verdict.StepUp(TOLD, NEED), Set.of(), Locale.ENGLISH)))
                .containsEntry("obligations", List.of());
        assertThat(context(answer(new Verdict.StepUp(TOLD, NEED), Set.of(Obligation.STEP_UP), Locale.ENGLISH)))
                .containsEntry(
                        "obligations",
                        List.of(Map.of(
                                "id",
                                "step-up",
                                "type",
                                "step-up",
                                "properties",
                                Map.of("acr_value", "phr", "max_age", 300L, "different_factor", true))));
    }

    @Test
    void every_answer_has_the_same_members() {
        List<Verdict> all =
                List.of(new Verdict.Permit(TOLD, List.of()), new Verdict.Deny(TOLD), new Verdict.OfferBreakGlass(TOLD));
        for (Verdict verdict : all) {
            assertThat(context(answer(verdict, Set.of(), Locale.ENGLISH)))
                    .containsOnlyKeys("decision_id", "reasons", "break_glass", "obligations");
        }
        assertThat(context(answer(all.get(2), Set.of(), Locale.ENGLISH))).containsEntry("break_glass", true);
    }

    @Test
    void a_refusal_says_why_and_what_to_do_in_the_readers_language() {
        Map<?, ?> english = reason(answer(new Verdict.Deny(TOLD), Set.of(), Languages.of("fr, en;q=0.5")));
        Map<?, ?> spanish = reason(answer(new Verdict.Deny(TOLD), Set.of(), Languages.of("es-MX,en;q=0.1")));
        assertThat(english.get("code")).isEqualTo("record.no_care_team");
        assertThat(english.get("reason_user").toString()).contains("ask your manager");
        assertThat(english.get("reason_admin").toString()).contains("record.no_care_team");
        assertThat(spanish.get("reason_user").toString()).contains("pida ayuda");
    }

    @Test
    void what_was_unknown_of_a_person_goes_to_those_who_may_search_people_alone() {
        assertThat(reason(answer(new Verdict.Deny(TOLD), Set.of(), Locale.ENGLISH))
                        .toString())
                .doesNotContain("subject.properties.roles");
        Map<String, Object> told = new AccessAnswer(new ShippedTexts(), Locale.ENGLISH, true)
                .of(new DecisionPoint.Answer.Decided(new Verdict.Deny(TOLD), Set.of()));
        assertThat(reason(told).get("missing")).isEqualTo(List.of("subject.properties.roles"));
        assertThat(reason(told).get("reason_admin").toString()).contains("subject.properties.roles");
    }

    @Test
    void a_language_header_nobody_can_read_is_english() {
        assertThat(Languages.of(";;;")).isEqualTo(Locale.ENGLISH);
        assertThat(Languages.of("x".repeat(5_000))).isEqualTo(Locale.ENGLISH);
    }

    @Test
    void the_metadata_name_the_realm_and_every_endpoint_below_it() {
        Map<String, Object> metadata = AccessMetadataFactory.metadata("https://id.example/realms/hospital");
        assertThat(metadata)
                .containsEntry("policy_decision_point", "https://id.example/realms/hospital")
                .containsEntry(
                        "access_evaluation_endpoint",
                        "https://id.example/realms/hospital/keyward/v1/access/v1/evaluation")
                .hasSize(7);
    }

    private static Map<String, Object> answer(Verdict verdict, Set<String> declared, Locale language) {
        return new AccessAnswer(new ShippedTexts(), language, false)
                .of(new DecisionPoint.Answer.Decided(verdict, declared));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> context(Map<String, Object> answer) {
        return (Map<String, Object>) answer.get("context");
    }

    private static Map<?, ?> reason(Map<String, Object> answer) {
        return (Map<?, ?>) ((List<?>) context(answer).get("reasons")).getFirst();
    }
}
