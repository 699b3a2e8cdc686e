package health.keyward.abac.rest;

import jakarta.ws.rs.Path;

/** {@code keyward/v1/abac}, for system administrators: one sub-resource for each part of the room. */
public final class AbacResource {
    private final PolicyDesk policies;
    private final DecisionDesk decisions;

    public AbacResource(PolicyDesk policies, DecisionDesk decisions) {
        this.policies = policies;
        this.decisions = decisions;
    }

    @Path("decisions")
    public DecisionResource decisions() {
        return new DecisionResource(decisions);
    }

    @Path("policies")
    public PolicyResource policies() {
        return new PolicyResource(policies);
    }
}
