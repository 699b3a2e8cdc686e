package health.keyward.breakglass.rest;

import health.keyward.approval.Approvals;
import health.keyward.breakglass.keycloak.EmergencyBook;
import health.keyward.breakglass.keycloak.EmergencyDoor;
import health.keyward.breakglass.keycloak.EmergencyStandings;
import health.keyward.keycloak.AdminCall;

/** What the resources about emergency administrators work with. */
public record EmergencyDesk(
        AdminCall call, EmergencyBook book, EmergencyStandings standings, EmergencyDoor door, Approvals approvals) {}
