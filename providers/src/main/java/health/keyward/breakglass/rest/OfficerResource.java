package health.keyward.breakglass.rest;

import health.keyward.keycloak.Problems;
import jakarta.ws.rs.Path;

/** {@code keyward/v1/breakglass}, for privacy officers: what they watch, and nothing else of the room. */
public final class OfficerResource {
    private final GrantDesk grants;
    private final CaseDesk cases;

    public OfficerResource(GrantDesk grants, CaseDesk cases) {
        this.grants = grants;
        this.cases = cases;
    }

    @Path("grants")
    public GrantResource grants() {
        return new GrantResource(grants);
    }

    @Path("metrics")
    public MetricsResource metrics() {
        return new MetricsResource(grants);
    }

    @Path("cases")
    public CaseResource cases() {
        return new CaseResource(cases);
    }

    /** The other operations of the room exist, for system administrators. */
    @Path("{else:.+}")
    public Object everythingElse() {
        throw Problems.forbidden();
    }
}
