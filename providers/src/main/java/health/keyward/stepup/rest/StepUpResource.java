package health.keyward.stepup.rest;

import health.keyward.keycloak.AdminCall;
import health.keyward.stepup.core.Enrolments;
import jakarta.ws.rs.Path;

/** {@code keyward/v1/stepup}: one sub-resource for each part of the room. */
public final class StepUpResource {
    private final AdminCall call;
    private final Enrolments enrolments;
    private final RecoveryResource.People people;

    public StepUpResource(AdminCall call, Enrolments enrolments, RecoveryResource.People people) {
        this.call = call;
        this.enrolments = enrolments;
        this.people = people;
    }

    @Path("recovery")
    public RecoveryResource recovery() {
        return new RecoveryResource(call, enrolments, people);
    }
}
