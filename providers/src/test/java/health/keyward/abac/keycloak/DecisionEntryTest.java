package health.keyward.abac.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import health.keyward.abac.Act;
import health.keyward.abac.Asked;
import health.keyward.abac.Attribute;
import health.keyward.abac.Party;
import health.keyward.abac.Point;
import health.keyward.abac.Question;
import health.keyward.abac.Reason;
import health.keyward.abac.core.Decision;
import health.keyward.abac.core.Engine;
import health.keyward.audit.Recorded;
import health.keyward.kernel.RealmId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Nothing that is needed to explain a decision, or to decide it again, is lost on its way into the ledger (AB-9). */
class DecisionEntryTest {
    private static final Instant AT = Instant.parse("2026-11-29T01:00:00Z");

    @Test
    void everything_that_was_known_is_recorded() {
        Recorded.Decision entry = DecisionEntry.of(decision(
                Point.SIGN_IN,
                List.of(
                        new Attribute("subject.properties.username", "ada", "profile", AT),
                        new Attribute("context.purpose", "TREAT", Attribute.CALLER, null))));

        assertThat(entry.userId()).isEqualTo("u1");
        assertThat(entry.username()).isEqualTo("ada");
        assertThat(entry.subject()).isNull();
        assertThat(entry.reasons()).containsExactly("app.role_not_listed");
        assertThat(entry.shadow()).isEqualTo("PERMIT");
        assertThat(entry.attributes())
                .isEqualTo(
                        "[{\"source\":\"profile\",\"asOf\":\"2026-11-29T01:00:00Z\",\"path\":\"subject.properties.username\",\"value\":\"ada\"},"
                                + "{\"source\":\"caller\",\"path\":\"context.purpose\",\"value\":\"TREAT\"}]");
        assertThat(entry.input()).isEqualTo("{\"subject\":{\"id\":\"u1\"}}");
        assertThat(entry.question())
                .contains("\"subject\":{\"unit\":\"icu\"}", "\"supportedObligations\":[\"step-up\"]");
        assertThat(entry.why())
                .contains(
                        "\"missing\":[\"subject.properties.roles\"]",
                        "\"rules\":{\"reasons\":[12]}",
                        "\"revision\":\"r-8\"");
        assertThat(entry.result()).isEqualTo("{\"decision\":false}");
    }

    @Test
    void somebody_whom_only_an_app_names_gets_no_key() {
        Recorded.Decision entry = DecisionEntry.of(decision(
                Point.DECISION_POINT,
                List.of(
                        Attribute.unknown("subject.properties.username", "profile"),
                        new Attribute("subject.properties.username", "ada", Attribute.OVERRIDDEN, null),
                        new Attribute("subject.properties.username", "ada", Attribute.CALLER, null))));
        assertThat(entry.userId()).isNull();
        assertThat(entry.username()).isNull();
        assertThat(entry.subject()).isEqualTo("u1");
    }

    @Test
    void a_person_who_signs_in_is_known_even_if_nothing_could_be_gathered() {
        assertThat(DecisionEntry.of(decision(Point.SIGN_IN, List.of())).userId())
                .isEqualTo("u1");
    }

    static Decision decision(Point point, List<Attribute> attributes) {
        return new Decision(
                "0f".repeat(16),
                AT,
                new Question(
                        new RealmId("r1"),
                        new Asked(point, "ward-board", "s-1", "10.1.2.3", "curl/8"),
                        new Party("user", "u1", Map.of("unit", "icu")),
                        Act.of("open"),
                        Party.of("app", "ward-board"),
                        Map.of(),
                        Set.of("step-up")),
                attributes,
                Map.of("subject", Map.of("id", "u1")),
                "{\"subject\":{\"id\":\"u1\"}}",
                "cd".repeat(32),
                Decision.Effect.DENY,
                List.of(new Reason("app.role_not_listed", List.of("subject.properties.roles"), Map.of())),
                List.of(new Engine.Matched("app/app.rego", 12, "reasons")),
                Map.of("decision", false),
                "r-7",
                "embedded",
                true,
                21,
                new Decision.Shadow("r-8", Decision.Effect.PERMIT, List.of()));
    }
}
