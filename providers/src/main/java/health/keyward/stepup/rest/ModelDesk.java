package health.keyward.stepup.rest;

import health.keyward.audit.Ledger;
import health.keyward.keycloak.AdminCall;
import health.keyward.keycloak.Database;
import health.keyward.stepup.keycloak.models.MetadataDesk;
import java.time.Clock;

/** What a call about models works with. */
public record ModelDesk(AdminCall call, Database database, MetadataDesk metadata, Ledger ledger, Clock clock) {}
