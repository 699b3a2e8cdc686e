package health.keyward.abac.rest;

import jakarta.ws.rs.Path;

/** {@code keyward/v1/abac}, for system administrators: one sub-resource for each part of the room. */
public final class AbacResource {
    private final PolicyDesk policies;

    public AbacResource(PolicyDesk policies) {
        this.policies = policies;
    }

    @Path("policies")
    public PolicyResource policies() {
        return new PolicyResource(policies);
    }
}
