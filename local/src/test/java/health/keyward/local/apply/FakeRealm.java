package health.keyward.local.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A realm in memory with the few admin paths that {@code apply} uses; counts writes. Behaves as Keycloak 26.7.4 was seen to. */
final class FakeRealm implements RealmApi {
    private static final String ACTIONS = "/authentication/required-actions/";

    final ObjectNode realm = Json.object().put("realm", "old").put("browserFlow", "browser");
    final Map<String, ObjectNode> roles = new LinkedHashMap<>();
    final Map<String, ObjectNode> clients = new LinkedHashMap<>();
    final Map<String, ArrayNode> scopes = new LinkedHashMap<>();
    final FakeFlows flows = new FakeFlows();
    final Map<String, ObjectNode> requiredActions = new LinkedHashMap<>();
    final ObjectNode profiles = Json.object();
    final ObjectNode policies = Json.object();
    final List<String> writes = new ArrayList<>();

    FakeRealm() {
        realm.putObject("attributes");
        profiles.putArray("profiles");
        profiles.putArray("globalProfiles").addObject().put("name", "fapi-1-baseline");
        policies.putArray("policies");
    }

    @Override
    public String caller() {
        return "fake";
    }

    @Override
    public JsonNode get(String path) {
        return find(path).orElseThrow(() -> new AdminRefusal(404, path));
    }

    @Override
    public Optional<JsonNode> find(String path) {
        return Optional.ofNullable(look(path.substring("/realms/old".length()))).map(JsonNode::deepCopy);
    }

    private JsonNode look(String path) {
        if (path.isEmpty()) {
            return realm;
        }
        if (path.startsWith("/roles/")) {
            return roles.get(path.substring(7));
        }
        if (path.startsWith("/clients?clientId=")) {
            ArrayNode hits = Json.array();
            ObjectNode client = clients.get(path.substring(18));
            return client == null ? hits : hits.add(client);
        }
        if (path.startsWith(ACTIONS)) {
            return requiredActions.get(path.substring(ACTIONS.length()));
        }
        if (path.endsWith("/scope-mappings/realm")) {
            return scopes.computeIfAbsent(path.split("/")[2], id -> Json.array());
        }
        return switch (path) {
            case "/client-policies/profiles" -> profiles;
            case "/client-policies/policies" -> policies;
            default -> flows.look(path.substring("/authentication".length()));
        };
    }

    @Override
    public String post(String full, JsonNode body) {
        String path = written("POST", full);
        switch (path) {
            case "/roles" -> {
                // Keycloak drops attributes when it makes a role; they come with the update after it.
                ObjectNode role = body.deepCopy();
                role.remove("attributes");
                roles.put(body.path("name").asText(), role);
            }
            case "/clients" -> {
                ObjectNode client = body.deepCopy();
                client.put("id", "id-" + body.path("clientId").asText());
                int mapper = 0;
                for (JsonNode one : client.path("protocolMappers")) {
                    ((ObjectNode) one).put("id", "mapper-" + mapper++);
                }
                clients.put(body.path("clientId").asText(), client);
                return client.path("id").asText();
            }
            case "/authentication/register-required-action" -> {
                String alias = body.path("providerId").asText();
                requiredActions.put(
                        alias,
                        Json.object().put("alias", alias).put("enabled", true).put("defaultAction", false));
            }
            default -> {
                if (path.endsWith("/scope-mappings/realm")) {
                    body.forEach(role -> scopes.get(path.split("/")[2]).add(role));
                } else {
                    return flows.post(path.substring("/authentication".length()), body);
                }
            }
        }
        return "";
    }

    @Override
    public void put(String full, JsonNode body) {
        String path = written("PUT", full);
        if (path.isEmpty()) {
            realm.removeAll().setAll((ObjectNode) body.deepCopy());
        } else if (path.startsWith("/roles/")) {
            roles.put(path.substring(7), body.deepCopy());
        } else if (path.startsWith("/clients/")) {
            ObjectNode client = body.deepCopy();
            ArrayNode mappers =
                    (ArrayNode) clients.get(body.path("clientId").asText()).path("protocolMappers");
            clients.put(body.path("clientId").asText(), client);
            client.set("protocolMappers", mappers);
        } else if (path.startsWith(ACTIONS)) {
            requiredActions.put(path.substring(ACTIONS.length()), body.deepCopy());
        } else if (path.equals("/client-policies/profiles")) {
            profiles.set("profiles", body.path("profiles"));
        } else if (path.equals("/client-policies/policies")) {
            policies.set("policies", body.path("policies"));
        } else {
            flows.put(path.substring("/authentication".length()), body);
        }
    }

    @Override
    public void delete(String full) {
        delete(full, MissingNode.getInstance());
    }

    @Override
    public void delete(String full, JsonNode body) {
        String path = written("DELETE", full);
        if (path.startsWith("/roles/")) {
            roles.remove(path.substring(7));
        } else if (path.endsWith("/scope-mappings/realm")) {
            scopes.get(path.split("/")[2]).removeAll();
        } else if (path.startsWith("/clients/")) {
            clients.values().removeIf(client -> path.endsWith(client.path("id").asText()));
        } else if (path.startsWith(ACTIONS)) {
            requiredActions.remove(path.substring(ACTIONS.length()));
        } else {
            flows.delete(
                    path.substring("/authentication".length()),
                    realm.path("browserFlow").asText());
        }
    }

    private String written(String method, String path) {
        writes.add(method + " " + path);
        return path.substring("/realms/old".length());
    }
}
