package health.keyward.stepup.rest;

import jakarta.ws.rs.Path;

/** {@code keyward/v1/stepup}, for system administrators: one sub-resource for each part of the room. */
public final class StepUpResource {
    private final MapDesk mapDesk;
    private final ModelDesk modelDesk;

    public StepUpResource(MapDesk mapDesk, ModelDesk modelDesk) {
        this.mapDesk = mapDesk;
        this.modelDesk = modelDesk;
    }

    @Path("map")
    public MapResource map() {
        return new MapResource(mapDesk);
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
