package health.keyward.local.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Whether a required action of Keycloak is offered. */
final class RequiredActionPart implements Part {
    /** Where a required action that came with a jar is made known to a realm that was there before. */
    private final String register;

    private final String path;
    private final String alias;
    private final JsonNode wanted;

    RequiredActionPart(String realm, String alias, JsonNode wanted) {
        this.register = "/realms/" + HttpRealmApi.encoded(realm) + "/authentication/register-required-action";
        this.path = "/realms/" + HttpRealmApi.encoded(realm) + "/authentication/required-actions/"
                + HttpRealmApi.encoded(alias);
        this.alias = alias;
        this.wanted = wanted;
    }

    @Override
    public String name() {
        return "required action " + alias;
    }

    @Override
    public JsonNode wanted() {
        return wanted;
    }

    @Override
    public Optional<JsonNode> current(RealmApi api) {
        return api.find(path).map(full -> Shape.cut(full, wanted));
    }

    @Override
    public Optional<String> foreign(JsonNode current) {
        return Optional.empty();
    }

    @Override
    public void put(RealmApi api, JsonNode to) {
        if (api.find(path).isEmpty()) {
            api.post(register, Json.object().put("providerId", alias).put("name", alias));
        }
        ObjectNode full = (ObjectNode) api.get(path);
        Json.merge(full, to);
        api.put(path, full);
    }

    @Override
    public void remove(RealmApi api) {
        api.delete(path);
    }
}
