package health.keyward.local.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Which parts of the blueprint are put into which realm, in the order in which they can be made. */
final class Parts {
    static final String CONSOLE = "keyward-console";

    private final Blueprint blueprint;
    private final Settings settings;
    private final String realm;

    Parts(Blueprint blueprint, Settings settings, String realm) {
        this.blueprint = blueprint;
        this.settings = settings;
        this.realm = realm;
    }

    String realm() {
        return realm;
    }

    /** What a realm gets after the import of {@link Blueprint#importable}. */
    List<Part> afterImport() {
        List<Part> parts = new ArrayList<>(stockClients());
        parts.addAll(requiredActions(alias -> true));
        parts.addAll(flows("flows.json"));
        parts.addAll(policies(true));
        parts.add(binding());
        return parts;
    }

    /** What {@code apply} puts into a realm that others made: nothing that concerns their clients unless {@code allClients}. */
    List<Part> forExisting(boolean allClients) {
        List<Part> parts = new ArrayList<>();
        for (JsonNode role : blueprint.file("roles.json", settings)) {
            if (role.path("attributes").has("keyward.managed")) {
                parts.add(new RolePart(realm, role));
            }
        }
        parts.add(levels());
        parts.add(ClientPart.own(realm, blueprint.client(CONSOLE, settings)));
        parts.add(new ScopePart(
                realm,
                "keyward-console",
                blueprint.file("scopes.json", settings).at("/realm/keyward-console")));
        if (allClients) {
            parts.addAll(stockClients());
        }
        parts.addAll(policies(allClients));
        parts.addAll(ownRequiredActions());
        parts.addAll(flows("flows.json"));
        return parts;
    }

    /** Those that came with our jar; what a realm thinks of Keycloak's own is its business. */
    private List<Part> ownRequiredActions() {
        return requiredActions(alias -> alias.startsWith("keyward-"));
    }

    /** Everything that a snapshot may name. */
    List<Part> everything() {
        List<Part> parts = new ArrayList<>(forExisting(true));
        parts.add(binding());
        parts.add(ownEvents());
        return parts;
    }

    /** The flow that {@link #binding} binds. */
    FlowPart browserFlow() {
        return new FlowPart(realm, blueprint.file("flows.json", settings).get(0));
    }

    Part binding() {
        return SettingsPart.own(
                realm, "browser flow of the realm", Json.object().put("browserFlow", "keyward-browser"));
    }

    /** Stock event saving off: the ledger holds every event, and nobody but system administrators may read them (LH-2). */
    Part ownEvents() {
        return SettingsPart.own(
                realm,
                "event saving of Keycloak",
                Shape.cut(
                        blueprint.openRealmSettings(settings.variant()),
                        Json.object()
                                .put("eventsEnabled", false)
                                .put("adminEventsEnabled", false)
                                .put("adminEventsDetailsEnabled", false)));
    }

    List<Part> flows(String file) {
        List<Part> parts = new ArrayList<>();
        blueprint.file(file, settings).forEach(flow -> parts.add(new FlowPart(realm, flow)));
        return parts;
    }

    private Part levels() {
        ObjectNode wanted = Json.object();
        JsonNode attributes = blueprint.openRealmSettings(settings.variant()).path("attributes");
        wanted.putObject("attributes")
                .put("acr.loa.map", attributes.path("acr.loa.map").asText())
                .put("acr.uri.map", attributes.path("acr.uri.map").asText());
        return SettingsPart.whereNothingIs(realm, "levels of the realm", wanted);
    }

    private List<Part> stockClients() {
        List<Part> parts = new ArrayList<>();
        for (Map.Entry<String, JsonNode> client :
                blueprint.file("stock-clients.json", settings).properties()) {
            parts.add(ClientPart.stock(realm, client.getKey(), client.getValue()));
        }
        return parts;
    }

    private List<Part> requiredActions(Predicate<String> which) {
        List<Part> parts = new ArrayList<>();
        for (Map.Entry<String, JsonNode> action :
                blueprint.file("required-actions.json", settings).properties()) {
            if (which.test(action.getKey())) {
                parts.add(new RequiredActionPart(realm, action.getKey(), action.getValue()));
            }
        }
        return parts;
    }

    private List<Part> policies(boolean allClients) {
        JsonNode policies = ClientPolicies.of(blueprint, settings, allClients);
        List<Part> parts = new ArrayList<>();
        policies.path("profiles").forEach(profile -> parts.add(PolicyPart.profile(realm, profile)));
        policies.path("policies").forEach(policy -> parts.add(PolicyPart.policy(realm, policy)));
        return parts;
    }
}
