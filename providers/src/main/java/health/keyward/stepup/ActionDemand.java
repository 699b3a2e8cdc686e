package health.keyward.stepup;

import java.util.Optional;

/** What a sign-in that leads to an action must have shown. A port: the room that the action belongs to answers. */
public interface ActionDemand {
    /**
     * @param action as Keycloak names the required action ({@code kc_action})
     * @param waiving whether a colleague's signature is to stand in for the second factor
     * @return empty when the action is another room's
     */
    Optional<Need> of(String action, boolean waiving);
}
