package health.keyward.audit.rest;

import health.keyward.audit.Ledger;
import health.keyward.contract.audit.LedgerHealth;
import health.keyward.keycloak.AdminCall;
import health.keyward.keycloak.Wire;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** {@code keyward/v1/audit}, for system administrators. */
@Produces(MediaType.APPLICATION_JSON)
public final class AuditResource {
    private final AdminCall call;
    private final Ledger ledger;

    public AuditResource(AdminCall call, Ledger ledger) {
        this.call = call;
        this.ledger = ledger;
    }

    @GET
    @Path("health")
    public Response health() {
        call.withoutParameters().looked("GET audit/health", "");
        Ledger.State state = ledger.state();
        return Wire.json(new LedgerHealth(
                state.size(),
                state.waiting(),
                state.oldestWaitingMillis(),
                state.newestEntryAt(),
                state.sequencedAt()));
    }
}
