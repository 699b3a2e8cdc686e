package health.keyward.stepup.rest;

import jakarta.ws.rs.Path;

/** {@code keyward/v1/stepup}, for system administrators. */
public final class StepUpResource {
    private final CoverageDesk coverage;

    public StepUpResource(CoverageDesk coverage) {
        this.coverage = coverage;
    }

    @Path("coverage")
    public CoverageResource coverage() {
        return new CoverageResource(coverage);
    }
}
