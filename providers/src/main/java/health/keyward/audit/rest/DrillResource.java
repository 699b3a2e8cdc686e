package health.keyward.audit.rest;

import health.keyward.audit.store.Drills;
import health.keyward.contract.audit.LedgerDrill;
import health.keyward.keycloak.Problems;
import health.keyward.keycloak.Wire;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** {@code keyward/v1/audit/drills}: holds a tamper drill now (AL-14). */
@Produces(MediaType.APPLICATION_JSON)
public final class DrillResource {
    private final Desk desk;

    DrillResource(Desk desk) {
        this.desk = desk;
    }

    /** Works on a copy; takes a second or two. Loads the server, and a drill that fails alarms people: not for a session somebody left open. */
    @POST
    public Response hold() {
        desk.takes().overWholeLog().call().needsFresh("drill");
        desk.looked("POST audit/drills");
        return Wire.json(desk.drill()
                .get()
                .map(DrillResource::said)
                .orElseThrow(() -> Problems.conflict(
                        "log-too-short", "The log has too few entries yet to tamper with a copy of them.")));
    }

    static LedgerDrill said(Drills.Held held) {
        return new LedgerDrill(
                held.at(),
                held.result().size(),
                held.result().tried(),
                held.result().missed());
    }
}
