package health.keyward.local.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** What the starter and the command call: make the realm, or plan the changes of a realm that is there. */
public final class Apply {
    private Apply() {}

    /**
     * Makes the realm of the blueprint with clients and people, then user profile, flows, client policies and bindings. The
     * realm must not exist. The denied-password list must be in the server's {@code data/password-blacklists/} before.
     *
     * @param admin a master administrator's connection
     * @param secrets by user name; people without an entry get no credential
     */
    public static void createRealm(
            RealmApi admin, Blueprint blueprint, Settings settings, Map<String, PersonSecret> secrets) {
        ObjectNode realm = blueprint.importable(settings, secrets);
        String name = realm.path("realm").asText();
        admin.post("/realms", realm);
        admin.put(
                "/realms/" + HttpRealmApi.encoded(name) + "/users/profile",
                blueprint.file("user-profile.json", settings));
        Plan.of(admin, new Parts(blueprint, settings, name).afterImport()).carryOut();
    }

    /**
     * Compares what Keyward keeps in {@code realm} with what is there, but for the binding of the flow; reads only. Client
     * policies reach every client of a realm that {@link #createRealm} made, and only Keyward's own clients elsewhere.
     */
    public static Plan plan(RealmApi admin, String realm, Blueprint blueprint, Settings settings) {
        return Plan.of(admin, new Parts(blueprint, settings, realm).forExisting(madeFromBlueprint(admin, realm)));
    }

    /**
     * One line per setting of {@code realm} that is other than in the blueprint, left out what every installation has for itself
     * (names, mail, browser flow).
     *
     * @param realm Keycloak's representation
     */
    public static List<String> settingsApart(JsonNode realm, Blueprint blueprint, Variant variant) {
        ObjectNode wanted = blueprint.openRealmSettings(variant);
        wanted.remove(List.of(
                "realm", "displayName", "smtpServer", "attributes", "loginTheme", "emailTheme", "accountTheme"));
        wanted.remove(List.of("webAuthnPolicyPasswordlessRpEntityName", "webAuthnPolicyPasswordlessRpId"));
        wanted.remove(List.of("webAuthnPolicyRpEntityName", "webAuthnPolicyRpId"));
        return Shape.differences(realm, wanted);
    }

    static boolean madeFromBlueprint(RealmApi admin, String realm) {
        return admin.get("/realms/" + HttpRealmApi.encoded(realm))
                .path("attributes")
                .has("keyward.blueprint");
    }
}
