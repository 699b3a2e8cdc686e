package health.keyward.audit.rest;

import health.keyward.audit.store.LogEpoch;
import health.keyward.contract.audit.LedgerEpochs;
import health.keyward.keycloak.Wire;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** {@code keyward/v1/audit/epochs}: which there are. A new one is proposed in the room of approvals. */
@Produces(MediaType.APPLICATION_JSON)
public final class EpochResource {
    private final Desk desk;

    EpochResource(Desk desk) {
        this.desk = desk;
    }

    @GET
    public Response all() {
        desk.takes().looked("GET audit/epochs");
        return Wire.json(new LedgerEpochs(desk.database().read(LogEpoch::all).stream()
                .map(epoch -> new LedgerEpochs.Row(
                        epoch.epoch(), desk.origin().of(epoch.epoch()), epoch.firstSeq(), epoch.size()))
                .toList()));
    }
}
