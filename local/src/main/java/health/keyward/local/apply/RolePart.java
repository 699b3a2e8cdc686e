package health.keyward.local.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** A realm role, marked as ours by the attribute {@code keyward.managed}. */
final class RolePart implements Part {
    private final String base;
    private final JsonNode wanted;

    RolePart(String realm, JsonNode wanted) {
        this.base = "/realms/" + HttpRealmApi.encoded(realm) + "/roles";
        this.wanted = wanted;
    }

    @Override
    public String name() {
        return "role " + roleName();
    }

    @Override
    public JsonNode wanted() {
        return wanted;
    }

    @Override
    public Optional<JsonNode> current(RealmApi api) {
        return api.find(path()).map(full -> Shape.cut(full, wanted));
    }

    @Override
    public Optional<String> foreign(JsonNode current) {
        return current.path("attributes")
                        .path("keyward.managed")
                        .path(0)
                        .asText()
                        .equals("true")
                ? Optional.empty()
                : Optional.of(
                        "a role of this name is there and is not Keyward's (attribute keyward.managed is not true)");
    }

    @Override
    public void put(RealmApi api, JsonNode to) {
        Optional<JsonNode> there = api.find(path());
        if (there.isEmpty()) {
            api.post(base, to);
        }
        ObjectNode full = (ObjectNode) api.get(path());
        Json.merge(full, to);
        api.put(path(), full);
    }

    @Override
    public void remove(RealmApi api) {
        api.delete(path());
    }

    private String path() {
        return base + "/" + HttpRealmApi.encoded(roleName());
    }

    private String roleName() {
        return wanted.path("name").asText();
    }
}
