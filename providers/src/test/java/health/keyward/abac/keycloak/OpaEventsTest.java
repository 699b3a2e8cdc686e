package health.keyward.abac.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import health.keyward.abac.Attribute;
import health.keyward.abac.Failure;
import health.keyward.abac.Point;
import health.keyward.abac.core.Enforcement;
import health.keyward.abac.core.Engine;
import health.keyward.abac.core.Policies;
import health.keyward.abac.core.Policy;
import health.keyward.audit.Recorded;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What leaves for OPA's log service has gone through the policy's mask, or says ids and outcome only (AB-9). */
class OpaEventsTest {
    private static final JsonMapper JSON = new JsonMapper();

    private final Recorded.Decision decision = DecisionEntry.of(DecisionEntryTest.decision(
            Point.SIGN_IN, List.of(new Attribute("subject.properties.username", "ada", "profile", Instant.EPOCH))));

    @Test
    void an_event_has_the_shape_of_opas_decision_log() throws Exception {
        JsonNode event = event(realm -> active(List.of()));
        assertThat(event.path("decision_id").asText()).isEqualTo("0f".repeat(16));
        assertThat(event.path("path").asText()).isEqualTo("keyward/authz/decision");
        assertThat(event.at("/bundles/keyward/revision").asText()).isEqualTo("r-7");
        assertThat(event.path("requested_by").asText()).isEqualTo("ward-board");
        assertThat(event.path("timestamp").asText()).isEqualTo("2026-11-29T01:00:00Z");
        assertThat(event.at("/metrics/timer_rego_query_eval_ns").asLong()).isEqualTo(21_000);
        assertThat(event.at("/input/subject/id").asText()).isEqualTo("u1");
        assertThat(event.at("/result/decision").isBoolean()).isTrue();
        assertThat(event.at("/custom/effect").asText()).isEqualTo("DENY");
    }

    @Test
    void what_the_mask_hides_is_erased_and_said_to_be() throws Exception {
        JsonNode event = event(realm -> active(List.of("/input/subject/id")));
        assertThat(event.at("/input/subject").has("id")).isFalse();
        assertThat(event.path("erased").get(0).asText()).isEqualTo("/input/subject/id");
        assertThat(event.toString()).doesNotContain("u1");
    }

    @Test
    void without_a_mask_ids_and_outcome_are_all_that_leaves() throws Exception {
        for (Policies policies : List.<Policies>of(
                realm -> active("no mask"),
                realm -> new Policies.Standing.None(Failure.NO_POLICY, Enforcement.RECORDING))) {
            JsonNode event = event(policies);
            assertThat(event.has("input")).isFalse();
            assertThat(event.has("result")).isFalse();
            assertThat(event.at("/custom/effect").asText()).isEqualTo("DENY");
        }
    }

    private JsonNode event(Policies policies) throws Exception {
        return JSON.readTree(new OpaEvents(policies).event(decision));
    }

    private static Policies.Standing active(Object mask) {
        return new Policies.Standing.Active(
                new Policy("r-7", new Engine() {
                    @Override
                    public String name() {
                        return "embedded";
                    }

                    @Override
                    public Outcome evaluate(String entrypoint, Map<String, @Nullable Object> input, Duration deadline) {
                        return new Outcome.Answered(mask, List.of());
                    }
                }),
                null,
                Enforcement.RECORDING);
    }
}
