package health.keyward.local.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The client policies of the blueprint, loosened for http on localhost and narrowed to Keyward's own clients where asked. */
final class ClientPolicies {
    private ClientPolicies() {}

    static JsonNode of(Blueprint blueprint, Settings settings, boolean allClients) {
        JsonNode policies = blueprint.file("client-policies.json", settings);
        if (settings.variant() == Variant.LOCAL) {
            loosen(policies, blueprint.file("client-policies-local.json", settings));
        }
        if (!allClients) {
            policies.path("policies").forEach(policy -> ((ArrayNode) policy.path("conditions")).add(ownClients()));
        }
        return policies;
    }

    /** @param local by profile and executor: fields to change, or null for an executor to leave out */
    private static void loosen(JsonNode policies, JsonNode local) {
        for (JsonNode profile : policies.path("profiles")) {
            JsonNode changes = local.path(profile.path("name").asText());
            ArrayNode kept = Json.array();
            for (JsonNode executor : profile.path("executors")) {
                JsonNode change = changes.path(executor.path("executor").asText());
                if (change.isObject()) {
                    Json.merge((ObjectNode) executor.path("configuration"), change);
                }
                if (!change.isNull()) {
                    kept.add(executor);
                }
            }
            ((ObjectNode) profile).set("executors", kept);
        }
    }

    private static JsonNode ownClients() {
        ObjectNode condition = Json.object().put("condition", "client-attributes");
        condition
                .putObject("configuration")
                .put("is-negative-logic", false)
                .put("attributes", "[{\"key\":\"keyward.managed\",\"value\":\"true\"}]");
        return condition;
    }
}
