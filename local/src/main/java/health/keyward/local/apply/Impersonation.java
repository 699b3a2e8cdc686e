package health.keyward.local.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;

/**
 * Takes every {@code impersonation} role out of the master realm's {@code admin}, so that administering the server does not mean
 * acting as its people. Keycloak lets nobody change {@code realm-admin} of another realm (403, a system client), so the blueprint
 * gives that role to nobody; for every realm at once the server is started with {@code --features-disabled=impersonation}.
 */
final class Impersonation {
    private static final String COMPOSITES = "/realms/master/roles/admin/composites";

    private Impersonation() {}

    static void takeFromMaster(RealmApi api) {
        ArrayNode found = Json.array();
        for (JsonNode role : api.get(COMPOSITES)) {
            if (role.path("name").asText().equals("impersonation")) {
                found.add(role);
            }
        }
        if (!found.isEmpty()) {
            api.delete(COMPOSITES, found);
        }
    }
}
