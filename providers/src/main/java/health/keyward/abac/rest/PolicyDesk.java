package health.keyward.abac.rest;

import health.keyward.abac.core.Policies;
import health.keyward.abac.keycloak.bundle.HouseState;
import health.keyward.abac.keycloak.bundle.RealmPolicies;
import health.keyward.abac.keycloak.bundle.RealmReplays;
import health.keyward.approval.Approvals;
import health.keyward.keycloak.AdminCall;
import java.time.Clock;

/**
 * What the resource of the policies works with.
 *
 * @param policies what a realm is decided by
 * @param realm what it has
 * @param replays of the realm
 * @param house how the bundle of the installation stands on this node
 */
public record PolicyDesk(
        AdminCall call,
        Policies policies,
        RealmPolicies realm,
        RealmReplays replays,
        HouseState house,
        Approvals approvals,
        Clock clock) {}
