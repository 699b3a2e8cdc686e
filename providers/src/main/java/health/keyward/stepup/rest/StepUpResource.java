package health.keyward.stepup.rest;

import health.keyward.keycloak.AdminCall;
import health.keyward.stepup.core.Enrolments;
import jakarta.ws.rs.Path;

/** {@code keyward/v1/stepup}, for system administrators: one sub-resource for each part of the room. */
public final class StepUpResource {
    private final AdminCall call;
    private final MapDesk mapDesk;
    private final ModelDesk modelDesk;
    private final Enrolments enrolments;
    private final RecoveryResource.People people;
    private final CoverageDesk coverage;

    public StepUpResource(
            AdminCall call,
            MapDesk mapDesk,
            ModelDesk modelDesk,
            Enrolments enrolments,
            RecoveryResource.People people,
            CoverageDesk coverage) {
        this.call = call;
        this.mapDesk = mapDesk;
        this.modelDesk = modelDesk;
        this.enrolments = enrolments;
        this.people = people;
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
        return new RecoveryResource(call, enrolments, people);
    }

    @Path("coverage")
    public CoverageResource coverage() {
        return new CoverageResource(coverage);
    }
}
