package health.keyward.stepup.rest;

import health.keyward.approval.Approvals;
import health.keyward.history.SignInCounts;
import health.keyward.keycloak.AdminCall;
import health.keyward.keycloak.Database;
import health.keyward.stepup.store.MapShelf;
import health.keyward.stepup.store.MapVersions;
import java.time.Clock;

/**
 * What the resource of the map works with.
 *
 * @param levelShown the highest level the caller's session has reached, Keycloak's number
 */
public record MapDesk(
        AdminCall call,
        Database database,
        MapVersions versions,
        MapShelf shelf,
        Approvals approvals,
        SignInCounts history,
        int levelShown,
        Clock clock) {}
