package health.keyward.abac.keycloak;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import health.keyward.abac.core.Mask;
import health.keyward.abac.core.Policies;
import health.keyward.abac.core.Policy;
import health.keyward.audit.DecisionEvents;
import health.keyward.audit.Recorded;
import health.keyward.kernel.RealmId;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decisions as events of OPA's decision log, after the mask of the policy in force. */
final class OpaEvents implements DecisionEvents {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final TypeReference<Map<String, @Nullable Object>> DOCUMENT = new TypeReference<>() {};
    private static final Duration MASKING = Duration.ofMillis(250);
    private static final long NANOS = 1_000;

    private final Policies policies;

    OpaEvents(Policies policies) {
        this.policies = policies;
    }

    @Override
    public String event(Recorded.Decision d) {
        try {
            Map<String, @Nullable Object> event = outcome(d);
            String input = d.input();
            if (input != null && policies.of(new RealmId(d.realmId())) instanceof Policies.Standing.Active active) {
                Map<String, @Nullable Object> document = JSON.readValue(input, DOCUMENT);
                Optional<Mask> mask = Mask.of(active.policy(), document, MASKING);
                if (mask.isPresent()) {
                    event.put("input", mask.get().input(document));
                    event.put("erased", mask.get().hidden());
                    event.put("result", d.result() == null ? null : JSON.readTree(d.result()));
                }
            }
            return JSON.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a decision that is no JSON", e);
        }
    }

    private static Map<String, @Nullable Object> outcome(Recorded.Decision d) {
        Map<String, @Nullable Object> event = new LinkedHashMap<>();
        event.put("labels", Map.of("id", "keyward", "realm", d.realmId()));
        event.put("decision_id", d.id());
        if (d.revision() != null) {
            event.put("bundles", Map.of("keyward", Map.of("revision", d.revision())));
        }
        event.put("path", Policy.DECISION);
        if (d.clientId() != null) {
            event.put("requested_by", d.clientId());
        }
        event.put("timestamp", d.at().toString());
        event.put("metrics", Map.of("timer_rego_query_eval_ns", d.micros() * NANOS));
        event.put(
                "custom",
                Map.of(
                        "effect",
                        d.effect(),
                        "reasons",
                        d.reasons(),
                        "point",
                        d.point(),
                        "action",
                        d.action(),
                        "resource_type",
                        d.resourceType(),
                        "engine",
                        d.engine(),
                        "enforced",
                        d.enforced()));
        return event;
    }
}
