package health.keyward.audit.rest;

import health.keyward.audit.store.Checks;
import health.keyward.contract.audit.LedgerChecks;
import health.keyward.contract.audit.NewCheck;
import health.keyward.keycloak.Wire;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** {@code keyward/v1/audit/checks}: runs of the self-check, and asking for one (AL-7). */
@Produces(MediaType.APPLICATION_JSON)
public final class CheckResource {
    private static final int SHOWN = 20;

    private final Desk desk;

    CheckResource(Desk desk) {
        this.desk = desk;
    }

    @GET
    public Response all() {
        desk.takes().looked("GET audit/checks");
        return answer();
    }

    /** It begins within seconds; how far it is stands in the list. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response start(@Nullable String body) {
        desk.takes().overWholeLog();
        NewCheck wanted = Wire.read(body == null ? "" : body, NewCheck.class);
        desk.looked("POST audit/checks");
        desk.database().write(tx -> {
            Checks.request(tx, wanted.full(), desk.clock().instant());
            return wanted;
        });
        return answer();
    }

    private Response answer() {
        return Wire.json(new LedgerChecks(desk.database().read(tx -> Checks.newest(tx, SHOWN)).stream()
                .map(Health::said)
                .toList()));
    }
}
