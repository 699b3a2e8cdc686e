package health.keyward.local.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Second factor, no direct grants and no bootstrap administrator in the master realm. Impersonation cannot be taken from the role
 * {@code admin} (Keycloak 26.7.4 answers 403 to every change of it): the server is built with {@code --features-disabled=impersonation}.
 */
public final class MasterRealm {
    private static final String MASTER = "/realms/master";

    private MasterRealm() {}

    /**
     * Makes the named administrator with password and one-time code, sets {@code master.json}, binds the flow that asks for both,
     * and lastly removes every temporary bootstrap account, the caller's own included. Call it after the realms are made; doing
     * it again changes nothing.
     *
     * @param admin connected as a bootstrap administrator; useless afterwards
     */
    public static void harden(
            RealmApi admin, Blueprint blueprint, Settings settings, String administrator, PersonSecret secret) {
        makeAdministrator(admin, administrator, secret);
        ObjectNode wanted = (ObjectNode) blueprint.file("master.json", settings);
        wanted.set("sslRequired", blueprint.realmSettings(settings).path("sslRequired"));
        Parts parts = new Parts(blueprint, settings, "master");
        Plan.of(admin, parts.flows("master-flows.json")).carryOut();
        Plan.of(admin, List.of(SettingsPart.own("master", "settings of the master realm", wanted)))
                .carryOut();
        noDirectGrants(admin);
        removeBootstrap(admin);
    }

    private static void makeAdministrator(RealmApi admin, String name, PersonSecret secret) {
        if (!admin.get(MASTER + "/users?exact=true&username=" + HttpRealmApi.encoded(name))
                .isEmpty()) {
            return;
        }
        ObjectNode user = Json.object().put("username", name).put("enabled", true);
        user.set("credentials", PersonImport.credentials(secret));
        String id = admin.post(MASTER + "/users", user);
        JsonNode role = admin.get(MASTER + "/roles/admin");
        admin.post(
                MASTER + "/users/" + id + "/role-mappings/realm", Json.array().add(role));
    }

    private static void noDirectGrants(RealmApi admin) {
        for (JsonNode client : admin.get(MASTER + "/clients")) {
            if (client.path("directAccessGrantsEnabled").asBoolean()) {
                ObjectNode changed = client.deepCopy();
                admin.put(
                        MASTER + "/clients/" + client.path("id").asText(),
                        changed.put("directAccessGrantsEnabled", false));
            }
        }
    }

    /** Keycloak marks bootstrap people and clients with {@code is_temporary_admin}; the caller goes last, for nothing works afterwards. */
    private static void removeBootstrap(RealmApi admin) {
        List<String> paths = new ArrayList<>();
        for (JsonNode user : admin.get(MASTER + "/users?max=1000&q=is_temporary_admin:true")) {
            String name = user.path("username").asText();
            if (!name.startsWith("service-account-")) {
                add(paths, MASTER + "/users/" + user.path("id").asText(), name.equals(admin.caller()));
            }
        }
        for (JsonNode client : admin.get(MASTER + "/clients?max=1000")) {
            if (client.path("attributes").path("is_temporary_admin").asText().equals("true")) {
                add(
                        paths,
                        MASTER + "/clients/" + client.path("id").asText(),
                        client.path("clientId").asText().equals(admin.caller()));
            }
        }
        paths.forEach(admin::delete);
    }

    private static void add(List<String> paths, String path, boolean last) {
        paths.add(last ? paths.size() : 0, path);
    }
}
