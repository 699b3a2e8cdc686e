package health.keyward.abac.rest;

import jakarta.ws.rs.Path;

/** {@code keyward/v1/abac}, for system administrators: one sub-resource for each part of the room. */
public final class AbacResource {
    private final PolicyDesk policies;
    private final DecisionDesk decisions;
    private final WhatIfDesk whatIf;

    public AbacResource(PolicyDesk policies, DecisionDesk decisions, WhatIfDesk whatIf) {
        this.policies = policies;
        this.decisions = decisions;
        this.whatIf = whatIf;
    }

    @Path("decisions")
    public DecisionResource decisions() {
        return new DecisionResource(decisions);
    }

    @Path("policies")
    public PolicyResource policies() {
        return new PolicyResource(policies);
    }

    @Path("replays")
    public ReplayResource replays() {
        return new ReplayResource(policies);
    }

    @Path("what-if")
    public WhatIfResource whatIf() {
        return new WhatIfResource(whatIf);
    }
}
