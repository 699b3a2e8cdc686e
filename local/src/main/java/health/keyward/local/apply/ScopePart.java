package health.keyward.local.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.TreeSet;

/** Which realm roles a client may carry in its tokens. */
final class ScopePart implements Part {
    private final String realm;
    private final String clientId;
    private final JsonNode wanted;

    /** @param roles list of role names */
    ScopePart(String realm, String clientId, JsonNode roles) {
        this.realm = "/realms/" + HttpRealmApi.encoded(realm);
        this.clientId = clientId;
        this.wanted = Json.object().set("roles", roles);
    }

    @Override
    public String name() {
        return "scope of client " + clientId;
    }

    @Override
    public JsonNode wanted() {
        return wanted;
    }

    @Override
    public Optional<JsonNode> current(RealmApi api) {
        return mapping(api).map(path -> {
            ArrayNode names = Json.array();
            api.get(path).forEach(role -> names.add(role.path("name").asText()));
            return Json.object().set("roles", names);
        });
    }

    @Override
    public Optional<String> foreign(JsonNode current) {
        return Optional.empty();
    }

    @Override
    public void put(RealmApi api, JsonNode to) {
        String path = mapping(api).orElseThrow();
        TreeSet<String> wantedNames = new TreeSet<>();
        to.path("roles").forEach(role -> wantedNames.add(role.asText()));
        ArrayNode tooMany = Json.array();
        for (JsonNode role : api.get(path)) {
            if (!wantedNames.remove(role.path("name").asText())) {
                tooMany.add(role);
            }
        }
        ArrayNode missing = Json.array();
        for (String name : wantedNames) {
            ObjectNode role = (ObjectNode) api.get(realm + "/roles/" + HttpRealmApi.encoded(name));
            missing.add(role);
        }
        if (!tooMany.isEmpty()) {
            api.delete(path, tooMany);
        }
        if (!missing.isEmpty()) {
            api.post(path, missing);
        }
    }

    @Override
    public void remove(RealmApi api) {
        if (mapping(api).isPresent()) {
            put(api, Json.object().set("roles", Json.array()));
        }
    }

    private Optional<String> mapping(RealmApi api) {
        JsonNode hits = api.get(realm + "/clients?clientId=" + HttpRealmApi.encoded(clientId));
        return hits.isEmpty()
                ? Optional.empty()
                : Optional.of(realm + "/clients/" + hits.get(0).path("id").asText() + "/scope-mappings/realm");
    }
}
