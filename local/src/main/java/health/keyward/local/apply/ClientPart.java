package health.keyward.local.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/**
 * A client with its mappers, marked as ours by the attribute {@code keyward.managed}; or, as {@link #stock}, a few fields of a
 * client that Keycloak itself brings. The secret is set when the client is made and never read or compared.
 */
final class ClientPart implements Part {
    private static final String MAPPERS = "protocolMappers";

    private final String clients;
    private final String clientId;
    private final ObjectNode wanted;
    private final ObjectNode onCreation;
    private final boolean stock;

    private ClientPart(String realm, String clientId, ObjectNode wanted, ObjectNode onCreation, boolean stock) {
        this.clients = "/realms/" + HttpRealmApi.encoded(realm) + "/clients";
        this.clientId = clientId;
        this.wanted = wanted;
        this.onCreation = onCreation;
        this.stock = stock;
    }

    static ClientPart own(String realm, JsonNode client) {
        ObjectNode compared = client.deepCopy();
        compared.remove("secret");
        compared.set(MAPPERS, byName(client.path(MAPPERS)));
        return new ClientPart(realm, client.path("clientId").asText(), compared, client.deepCopy(), false);
    }

    static ClientPart stock(String realm, String clientId, JsonNode fields) {
        return new ClientPart(realm, clientId, fields.deepCopy(), Json.object(), true);
    }

    @Override
    public String name() {
        return "client " + clientId;
    }

    @Override
    public JsonNode wanted() {
        return wanted;
    }

    @Override
    public Optional<JsonNode> current(RealmApi api) {
        return found(api).map(full -> {
            ObjectNode shaped = full.deepCopy();
            if (wanted.has(MAPPERS)) {
                shaped.set(MAPPERS, byName(full.path(MAPPERS)));
            }
            return Shape.cut(shaped, wanted);
        });
    }

    @Override
    public Optional<String> foreign(JsonNode current) {
        return stock
                        || current.path("attributes")
                                .path("keyward.managed")
                                .asText()
                                .equals("true")
                ? Optional.empty()
                : Optional.of(
                        "a client of this id is there and is not Keyward's (attribute keyward.managed is not true)");
    }

    @Override
    public void put(RealmApi api, JsonNode to) {
        Optional<JsonNode> there = found(api);
        if (there.isEmpty()) {
            if (!stock) {
                api.post(clients, onCreation);
            }
            return;
        }
        String path = clients + "/" + there.get().path("id").asText();
        ObjectNode full = there.get().deepCopy();
        ObjectNode change = to.deepCopy();
        change.remove(MAPPERS);
        Json.merge(full, change);
        emptyInsteadOfMissing(full, change);
        api.put(path, full);
        putMappers(api, path, there.get().path(MAPPERS), to.path(MAPPERS));
    }

    @Override
    public void remove(RealmApi api) {
        found(api).ifPresent(full -> api.delete(clients + "/" + full.path("id").asText()));
    }

    /** Keycloak keeps an attribute that a change does not mention, and removes one that is set to empty text. */
    private static void emptyInsteadOfMissing(ObjectNode full, ObjectNode change) {
        change.path("attributes").properties().stream()
                .filter(attribute -> attribute.getValue().isNull())
                .forEach(attribute -> ((ObjectNode) full.withObject("/attributes")).put(attribute.getKey(), ""));
    }

    private static void putMappers(RealmApi api, String client, JsonNode there, JsonNode to) {
        ObjectNode before = byName(there);
        for (Map.Entry<String, JsonNode> mapper : to.properties()) {
            JsonNode old = before.get(mapper.getKey());
            String path = client + "/protocol-mappers/models";
            if (mapper.getValue().isNull()) {
                if (old != null) {
                    api.delete(path + "/" + old.path("id").asText());
                }
            } else if (old == null) {
                ObjectNode named = mapper.getValue().deepCopy();
                api.post(path, named.put("name", mapper.getKey()));
            } else if (!Shape.same(old, mapper.getValue())) {
                ObjectNode full = old.deepCopy();
                Json.merge(full, mapper.getValue());
                api.put(path + "/" + old.path("id").asText(), full.put("name", mapper.getKey()));
            }
        }
    }

    private Optional<JsonNode> found(RealmApi api) {
        JsonNode hits = api.get(clients + "?clientId=" + HttpRealmApi.encoded(clientId));
        return hits.isEmpty() ? Optional.empty() : Optional.of(hits.get(0));
    }

    private static ObjectNode byName(JsonNode mappers) {
        ObjectNode named = Json.object();
        for (JsonNode mapper : mappers) {
            ObjectNode body = mapper.deepCopy();
            body.remove("name");
            named.set(mapper.path("name").asText(), body);
        }
        return named;
    }
}
