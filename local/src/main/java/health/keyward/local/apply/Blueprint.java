package health.keyward.local.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The realm as data, read from {@code deploy/blueprint}.
 *
 * <p>Places to fill ({@link Settings#values}): {@code realm}, {@code hospital-name}, {@code host} (name without port; the
 * WebAuthn relying party), {@code keycloak-url}, {@code console-url}, {@code ward-board-url}, {@code pharmacy-url} (no
 * trailing slash), {@code console-secret}, {@code ward-board-secret}, {@code operator-secret},
 * {@code pharmacy-certificate} (base64 of the DER, one line), {@code mail-host}, {@code mail-port}, {@code mail-from}.
 */
public final class Blueprint {
    private final Path directory;

    private Blueprint(Path directory) {
        this.directory = directory;
    }

    /** @param directory {@code deploy/blueprint} */
    public static Blueprint read(Path directory) {
        return new Blueprint(directory);
    }

    /** Demo people, in the order of the file. */
    public List<Person> people() {
        List<Person> people = new ArrayList<>();
        for (JsonNode one : Json.read(directory.resolve("people.json"))) {
            people.add(person(one));
        }
        return List.copyOf(people);
    }

    /** One file of the blueprint, places filled. */
    JsonNode file(String name, Settings settings) {
        return Json.filled(raw(name), settings);
    }

    /** One client, places filled; the places of the others need no value. */
    JsonNode client(String clientId, Settings settings) {
        for (JsonNode client : raw("clients.json")) {
            if (client.path("clientId").asText().equals(clientId)) {
                return Json.filled(client, settings);
            }
        }
        throw new IllegalArgumentException("The blueprint has no client " + clientId);
    }

    /** Realm settings of a variant with their places still open. */
    ObjectNode openRealmSettings(Variant variant) {
        ObjectNode realm = (ObjectNode) raw("realm.json");
        Json.merge(realm, raw(variant.file()));
        return realm;
    }

    private JsonNode raw(String name) {
        return Json.read(directory.resolve(name));
    }

    /** Realm settings without roles, groups, clients, flows and people, as Keycloak's realm representation names them. */
    ObjectNode realmSettings(Settings settings) {
        return (ObjectNode) Json.filled(openRealmSettings(settings.variant()), settings);
    }

    /** Everything that one call to {@code POST /admin/realms} takes; flows are put in afterwards. */
    ObjectNode importable(Settings settings, Map<String, PersonSecret> secrets) {
        ObjectNode realm = realmSettings(settings);
        realm.set("roles", Json.object().set("realm", file("roles.json", settings)));
        realm.set("groups", file("groups.json", settings));
        realm.set("clients", file("clients.json", settings));
        realm.set("users", users(secrets));
        scopes(realm, file("scopes.json", settings));
        return realm;
    }

    /** Full scope is off on every client of ours, so each names the roles its tokens may carry. */
    private static void scopes(ObjectNode realm, JsonNode scopes) {
        ArrayNode ofRealm = realm.putArray("scopeMappings");
        for (Map.Entry<String, JsonNode> client : scopes.path("realm").properties()) {
            ofRealm.addObject().put("client", client.getKey()).set("roles", client.getValue());
        }
        ArrayNode ofClients = realm.putObject("clientScopeMappings").putArray("realm-management");
        ArrayNode users = (ArrayNode) realm.path("users");
        for (Map.Entry<String, JsonNode> client :
                scopes.path("realm-management").properties()) {
            ofClients.addObject().put("client", client.getKey()).set("roles", client.getValue());
            ObjectNode account = users.addObject()
                    .put("username", "service-account-" + client.getKey())
                    .put("enabled", true)
                    .put("serviceAccountClientId", client.getKey());
            account.putObject("clientRoles").set("realm-management", client.getValue());
        }
        for (Map.Entry<String, JsonNode> client :
                scopes.path("service-accounts").properties()) {
            users.addObject()
                    .put("username", "service-account-" + client.getKey())
                    .put("enabled", true)
                    .put("serviceAccountClientId", client.getKey())
                    .set("realmRoles", client.getValue());
        }
    }

    private ArrayNode users(Map<String, PersonSecret> secrets) {
        ArrayNode users = Json.array();
        for (Person person : people()) {
            users.add(PersonImport.of(person, secrets.get(person.username())));
        }
        return users;
    }

    private static Person person(JsonNode one) {
        List<String> roles = new ArrayList<>();
        one.path("roles").forEach(role -> roles.add(role.asText()));
        Map<String, String> attributes = new LinkedHashMap<>();
        one.path("attributes")
                .properties()
                .forEach(a -> attributes.put(a.getKey(), a.getValue().asText()));
        return new Person(
                one.path("username").asText(),
                one.path("firstName").asText(),
                one.path("lastName").asText(),
                one.path("email").asText(),
                one.path("enabled").asBoolean(true),
                one.path("secondFactor").asBoolean(true),
                one.path("group").asText(),
                roles,
                attributes);
    }
}
