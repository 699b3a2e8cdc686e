package health.keyward.stepup.rest;

import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** {@code keyward/v1/stepup}, for system administrators. */
@Produces(MediaType.APPLICATION_JSON)
public final class StepUpResource {
    private final ModelDesk modelDesk;

    public StepUpResource(ModelDesk modelDesk) {
        this.modelDesk = modelDesk;
    }

    @Path("models")
    public ModelResource models() {
        return new ModelResource(modelDesk);
    }

    @Path("metadata")
    public MetadataResource metadata() {
        return new MetadataResource(modelDesk);
    }
}
