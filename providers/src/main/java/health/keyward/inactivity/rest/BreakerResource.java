package health.keyward.inactivity.rest;

import health.keyward.contract.inactivity.InactivityBreaker;
import health.keyward.contract.inactivity.InactivityGoOn;
import health.keyward.inactivity.core.Run;
import health.keyward.inactivity.store.Runs;
import health.keyward.keycloak.Problems;
import health.keyward.keycloak.Wire;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code keyward/v1/inactivity/breaker}: a run that was stopped before it did anything, and what shall become of it (IN-7). */
@Produces(MediaType.APPLICATION_JSON)
public final class BreakerResource {
    private static final String KIND = "inactivity-run";

    private final InactivityDesk desk;
    private final Runs runs = new Runs();

    BreakerResource(InactivityDesk desk) {
        this.desk = desk;
    }

    @GET
    public Response state() {
        desk.call().withoutParameters();
        return Wire.json(said());
    }

    /** Proposes that it goes on; a second administrator confirms under {@code approval/proposals}. */
    @POST
    @Path("confirm")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response confirm(@Nullable String body) {
        desk.call().withoutParameters().needsFresh(KIND);
        InactivityGoOn asked = Wire.read(body == null ? "" : body, InactivityGoOn.class);
        UUID id = InactivityDesk.id(asked.runId());
        return desk.proposed(KIND, Map.of("run", id.toString()), InactivityDesk.reason(asked.reason()));
    }

    /** Nothing of it is done; the next run looks afresh. */
    @POST
    @Path("cancel")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response cancel(@Nullable String body) {
        desk.call().withoutParameters().needs("cancel-inactivity-run");
        InactivityGoOn asked = Wire.read(body == null ? "" : body, InactivityGoOn.class);
        UUID id = InactivityDesk.id(asked.runId());
        String reason = InactivityDesk.reason(asked.reason());
        desk.database().write(tx -> {
            Run run = runs.present(tx, desk.call().realmId())
                    .filter(found -> found.id().equals(id) && found.state() == Run.State.HALTED)
                    .orElseThrow(() -> Problems.conflict("not-stopped", "No run of this id is stopped."));
            desk.engine().cancel(tx, desk.house(), desk.call().realmId(), run);
            return id;
        });
        desk.ledger()
                .changed(
                        desk.call().realmId(),
                        desk.call().actor(),
                        "ACTION",
                        "INACTIVITY_RUN",
                        "inactivity/runs/" + id,
                        null,
                        "Cancelled a stopped run. Reason: " + reason);
        return Wire.json(said());
    }

    private InactivityBreaker said() {
        return desk.database().read(tx -> {
            Optional<Run> stopped =
                    runs.present(tx, desk.call().realmId()).filter(run -> run.state() == Run.State.HALTED);
            if (stopped.isEmpty()) {
                return new InactivityBreaker(false, null);
            }
            Run run = stopped.get();
            return new InactivityBreaker(true, Said.run(run, runs.counts(tx, List.of(run.id()))));
        });
    }
}
