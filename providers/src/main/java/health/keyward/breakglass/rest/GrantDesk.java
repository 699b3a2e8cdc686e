package health.keyward.breakglass.rest;

import health.keyward.breakglass.core.CaseFigures;
import health.keyward.breakglass.keycloak.SessionGrants;
import health.keyward.keycloak.AdminCall;

/**
 * What the resources of grants work with.
 *
 * @param cases what reviews say
 */
public record GrantDesk(AdminCall call, SessionGrants grants, CaseFigures cases) {}
