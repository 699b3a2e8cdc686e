package health.keyward.local.apply;

import java.util.Map;

/** What the starter and the command call: make the realm, harden the master realm, plan an existing realm. */
public final class Apply {
    private Apply() {}

    /**
     * Makes the realm of the blueprint with clients and people, then flows, profile and bindings. The realm must not exist.
     *
     * @param admin a master administrator's connection
     * @param secrets by user name; people without an entry get no credential
     */
    public static void createRealm(
            RealmApi admin, Blueprint blueprint, Settings settings, Map<String, PersonSecret> secrets) {
        admin.post("/realms", blueprint.importable(settings, secrets));
    }

    /** Compares what Keyward keeps in {@code realm} with what is there; reads only. */
    public static Plan plan(RealmApi admin, String realm, Blueprint blueprint, Settings settings) {
        return new Plan(java.util.List.of());
    }
}
