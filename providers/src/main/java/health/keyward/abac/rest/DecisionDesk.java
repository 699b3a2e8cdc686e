package health.keyward.abac.rest;

import health.keyward.abac.core.Policies;
import health.keyward.audit.Ledger;
import health.keyward.keycloak.AdminCall;
import health.keyward.keycloak.Database;
import java.time.Clock;

/**
 * What the resource of decisions works with.
 *
 * @param policies for the mask of what is shown, and for what would have turned a decision
 */
public record DecisionDesk(AdminCall call, Database database, Ledger ledger, Policies policies, Clock clock) {}
