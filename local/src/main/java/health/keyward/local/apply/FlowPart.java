package health.keyward.local.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** A login flow with everything below it, marked as ours by its description. */
final class FlowPart implements Part {
    /** Stands in the description of whatever Keyward made and Keycloak gives no attributes for. */
    static final String MARK = "[keyward.managed]";

    private final String base;
    private final FlowTree tree;
    private final JsonNode wanted;

    FlowPart(String realm, JsonNode wanted) {
        this.base = "/realms/" + HttpRealmApi.encoded(realm) + "/authentication";
        this.tree = new FlowTree(base);
        this.wanted = wanted;
    }

    @Override
    public String name() {
        return "flow " + alias();
    }

    @Override
    public JsonNode wanted() {
        return wanted;
    }

    @Override
    public Optional<JsonNode> current(RealmApi api) {
        return flow(api).map(flow -> {
            ObjectNode read = Json.object();
            read.put("alias", alias());
            read.put("description", flow.path("description").asText());
            read.set("executions", tree.read(api, alias()));
            return read;
        });
    }

    @Override
    public Optional<String> foreign(JsonNode current) {
        return current.path("description").asText().contains(MARK)
                ? Optional.empty()
                : Optional.of("a flow of this name is there and is not Keyward's (its description lacks " + MARK + ")");
    }

    /** A flow that is there is repaired in place while its steps are the right ones; else it is made anew, which Keycloak refuses while it is bound. */
    @Override
    public void put(RealmApi api, JsonNode to) {
        Optional<JsonNode> there = current(api);
        if (there.isPresent()) {
            if (FlowTree.sameSteps(there.get().path("executions"), to.path("executions"))) {
                tree.repair(api, alias(), to.path("executions"));
                return;
            }
            remove(api);
        }
        ObjectNode top = Json.object()
                .put("alias", alias())
                .put("description", to.path("description").asText())
                .put("providerId", "basic-flow")
                .put("topLevel", true)
                .put("builtIn", false);
        api.post(base + "/flows", top);
        tree.write(api, alias(), to.path("executions"));
    }

    @Override
    public void remove(RealmApi api) {
        flow(api)
                .ifPresent(flow -> api.delete(base + "/flows/" + flow.path("id").asText()));
    }

    /** The id that a client's flow override wants. */
    Optional<String> id(RealmApi api) {
        return flow(api).map(flow -> flow.path("id").asText());
    }

    private Optional<JsonNode> flow(RealmApi api) {
        for (JsonNode flow : api.get(base + "/flows")) {
            if (flow.path("alias").asText().equals(alias())) {
                return Optional.of(flow);
            }
        }
        return Optional.empty();
    }

    private String alias() {
        return wanted.path("alias").asText();
    }
}
