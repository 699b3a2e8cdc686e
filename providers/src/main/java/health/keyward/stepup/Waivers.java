package health.keyward.stepup;

import health.keyward.kernel.RealmId;

/** Where a colleague's signature stands in for a second factor that was not at hand. A port: the room that keeps the signatures answers. */
public interface Waivers {
    /**
     * @param session Keycloak's id of the session
     * @param client id of the app as it calls itself
     */
    boolean waives(RealmId realm, String session, String client);
}
