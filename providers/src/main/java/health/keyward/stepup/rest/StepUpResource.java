package health.keyward.stepup.rest;

import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** {@code keyward/v1/stepup}, for system administrators. */
@Produces(MediaType.APPLICATION_JSON)
public final class StepUpResource {
    private final MapDesk mapDesk;

    public StepUpResource(MapDesk mapDesk) {
        this.mapDesk = mapDesk;
    }

    @Path("map")
    public MapResource map() {
        return new MapResource(mapDesk);
    }
}
