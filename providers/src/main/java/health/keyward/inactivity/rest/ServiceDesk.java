package health.keyward.inactivity.rest;

import health.keyward.audit.Ledger;
import health.keyward.inactivity.store.ServiceAccounts;
import health.keyward.inactivity.store.ServiceEngine;
import health.keyward.keycloak.AdminCall;
import health.keyward.keycloak.Database;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** What the operations on service accounts work with. */
public record ServiceDesk(
        AdminCall call,
        Database database,
        Ledger ledger,
        ServiceAccounts accounts,
        ServiceEngine engine,
        ServiceEngine.House house,
        Clock clock) {
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
