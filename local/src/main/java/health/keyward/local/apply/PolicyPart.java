package health.keyward.local.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.function.Consumer;

/** One client policy or one client profile; Keycloak keeps them as a list that is read and written as a whole. */
final class PolicyPart implements Part {
    private final String path;
    private final String list;
    private final JsonNode wanted;

    private PolicyPart(String realm, String list, JsonNode wanted) {
        this.path = "/realms/" + HttpRealmApi.encoded(realm) + "/client-policies/" + list;
        this.list = list;
        this.wanted = wanted;
    }

    static PolicyPart profile(String realm, JsonNode wanted) {
        return new PolicyPart(realm, "profiles", wanted);
    }

    static PolicyPart policy(String realm, JsonNode wanted) {
        return new PolicyPart(realm, "policies", wanted);
    }

    @Override
    public String name() {
        return "client " + (list.equals("profiles") ? "profile " : "policy ") + entryName();
    }

    @Override
    public JsonNode wanted() {
        return wanted;
    }

    @Override
    public Optional<JsonNode> current(RealmApi api) {
        for (JsonNode entry : api.get(path).path(list)) {
            if (entry.path("name").asText().equals(entryName())) {
                return Optional.of(Shape.cut(entry, wanted));
            }
        }
        return Optional.empty();
    }

    @Override
    public Optional<String> foreign(JsonNode current) {
        return current.path("description").asText().contains(FlowPart.MARK)
                ? Optional.empty()
                : Optional.of(
                        "one of this name is there and is not Keyward's (its description lacks " + FlowPart.MARK + ")");
    }

    @Override
    public void put(RealmApi api, JsonNode to) {
        rewrite(api, entries -> entries.add(to.deepCopy()));
    }

    @Override
    public void remove(RealmApi api) {
        rewrite(api, entries -> {});
    }

    private void rewrite(RealmApi api, Consumer<ArrayNode> addition) {
        ObjectNode whole = (ObjectNode) api.get(path);
        whole.remove("globalProfiles");
        ArrayNode others = Json.array();
        for (JsonNode entry : whole.path(list)) {
            if (!entry.path("name").asText().equals(entryName())) {
                others.add(entry);
            }
        }
        addition.accept(others);
        whole.set(list, others);
        api.put(path, whole);
    }

    private String entryName() {
        return wanted.path("name").asText();
    }
}
