package health.keyward.local.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The steps below a flow: Keycloak lists them flat with a level each, the blueprint nests them. */
public final class FlowTree {
    private final String base;

    /** @param base path of the realm's {@code authentication} resource */
    public FlowTree(String base) {
        this.base = base;
    }

    ArrayNode read(RealmApi api, String alias) {
        List<ArrayNode> open = new ArrayList<>();
        open.add(Json.array());
        for (JsonNode row : api.get(executions(alias))) {
            int level = row.path("level").asInt();
            while (open.size() > level + 1) {
                open.removeLast();
            }
            ObjectNode step = open.getLast().addObject();
            if (row.path("authenticationFlow").asBoolean()) {
                step.put("flow", row.path("displayName").asText());
                step.put("description", row.path("description").asText());
                step.put("requirement", row.path("requirement").asText());
                open.add(step.putArray("executions"));
            } else {
                step.put("authenticator", row.path("providerId").asText());
                step.put("requirement", row.path("requirement").asText());
                String config = row.path("authenticationConfig").asText();
                if (!config.isEmpty()) {
                    step.set("config", api.get(base + "/config/" + config).path("config"));
                }
            }
        }
        return open.getFirst();
    }

    /** Makes the steps below a flow that has none yet. */
    public void write(RealmApi api, String parent, JsonNode steps) {
        for (JsonNode step : steps) {
            if (step.has("flow")) {
                ObjectNode flow = Json.object()
                        .put("alias", step.path("flow").asText())
                        .put("description", step.path("description").asText())
                        .put("type", "basic-flow")
                        .put("provider", "registration-page-form");
                api.post(executions(parent) + "/flow", flow);
                write(api, step.path("flow").asText(), step.path("executions"));
            } else {
                api.post(
                        executions(parent) + "/execution",
                        Json.object().put("provider", step.path("authenticator").asText()));
            }
        }
        repair(api, parent, steps);
    }

    /** Sets requirement and configuration of steps that are already the right ones in the right order. */
    void repair(RealmApi api, String parent, JsonNode steps) {
        int position = 0;
        Set<String> names = new HashSet<>();
        for (JsonNode row : api.get(executions(parent))) {
            if (row.path("level").asInt() > 0) {
                continue;
            }
            JsonNode step = steps.path(position++);
            String name = parent + " " + step.path("authenticator").asText();
            if (!row.path("requirement").equals(step.path("requirement"))) {
                ObjectNode changed = row.deepCopy();
                changed.set("requirement", step.path("requirement"));
                api.put(executions(parent), changed);
            }
            if (step.has("flow")) {
                repair(api, step.path("flow").asText(), step.path("executions"));
            } else {
                configure(api, row, step, names.add(name) ? name : name + " " + position);
            }
        }
    }

    /** Whether both hold the same authenticators and sub-flows in the same order. */
    static boolean sameSteps(JsonNode one, JsonNode other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < one.size(); i++) {
            JsonNode a = one.get(i);
            JsonNode b = other.get(i);
            if (!a.path("authenticator").equals(b.path("authenticator"))
                    || !a.path("flow").equals(b.path("flow"))
                    || !sameSteps(a.path("executions"), b.path("executions"))) {
                return false;
            }
        }
        return true;
    }

    /** @param name of the configuration; an authenticator may stand twice in a flow */
    private void configure(RealmApi api, JsonNode row, JsonNode step, String name) {
        String there = row.path("authenticationConfig").asText();
        JsonNode wanted = step.path("config");
        if (wanted.isMissingNode()) {
            return;
        }
        ObjectNode config = Json.object().put("alias", name);
        config.set("config", wanted);
        if (there.isEmpty()) {
            api.post(base + "/executions/" + row.path("id").asText() + "/config", config);
        } else if (!Shape.same(api.get(base + "/config/" + there).path("config"), wanted)) {
            api.put(base + "/config/" + there, config.put("id", there));
        }
    }

    private String executions(String alias) {
        return base + "/flows/" + HttpRealmApi.encoded(alias) + "/executions";
    }
}
