package health.keyward.stepup.rest;

import jakarta.ws.rs.Path;

/** {@code keyward/v1/stepup}, for system administrators: one sub-resource for each part of the room. */
public final class StepUpResource {
    private final MapDesk mapDesk;
    private final ModelDesk modelDesk;
    private final RecoveryResource recovery;
    private final CoverageDesk coverage;

    public StepUpResource(
            MapDesk mapDesk, ModelDesk modelDesk, RecoveryResource recovery, CoverageDesk coverage) {
        this.mapDesk = mapDesk;
        this.modelDesk = modelDesk;
        this.recovery = recovery;
        this.coverage = coverage;
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

    @Path("recovery")
    public RecoveryResource recovery() {
        return recovery;
    }

    @Path("coverage")
    public CoverageResource coverage() {
        return new CoverageResource(coverage);
    }
}
