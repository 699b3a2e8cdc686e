package health.keyward.breakglass.rest;

import health.keyward.approval.Approvals;
import health.keyward.breakglass.keycloak.AskBook;
import health.keyward.keycloak.AdminCall;

/** What the resources of both lists work with. */
public record AskDesk(AdminCall call, AskBook book, Approvals approvals) {}
