package health.keyward.stepup.rest;

import health.keyward.audit.Ledger;
import health.keyward.history.LastSignIn;
import health.keyward.keycloak.AdminCall;
import health.keyward.keycloak.Database;
import health.keyward.stepup.core.ExceptionRule;
import java.time.Clock;

/** What the resources of coverage work with. */
public record CoverageDesk(
        AdminCall call, Database database, Ledger ledger, LastSignIn lastSignIn, ExceptionRule rule, Clock clock) {}
