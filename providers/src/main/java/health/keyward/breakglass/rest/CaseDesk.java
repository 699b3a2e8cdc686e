package health.keyward.breakglass.rest;

import health.keyward.breakglass.keycloak.SessionCases;
import health.keyward.breakglass.keycloak.SessionGrants;
import health.keyward.keycloak.AdminCall;
import health.keyward.keycloak.AdminGate;
import java.time.Clock;

/** What the resource of reviews works with. */
public record CaseDesk(AdminCall call, SessionCases cases, SessionGrants grants, Clock clock) {
    /** Whether the caller sees every case; a reviewer sees only what was given to them. */
    boolean seesAll() {
        return call.systemAdmin() || call.roles().contains(AdminGate.PRIVACY_OFFICER);
    }
}
