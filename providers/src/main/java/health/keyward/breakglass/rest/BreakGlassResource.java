package health.keyward.breakglass.rest;

import jakarta.ws.rs.Path;

/** {@code keyward/v1/breakglass}, for system administrators: one sub-resource for each part of the room. */
public final class BreakGlassResource {
    private final AskDesk asking;
    private final GrantDesk grants;
    private final CaseDesk cases;
    private final EmergencyDesk emergency;

    public BreakGlassResource(AskDesk asking, GrantDesk grants, CaseDesk cases, EmergencyDesk emergency) {
        this.asking = asking;
        this.grants = grants;
        this.cases = cases;
        this.emergency = emergency;
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

    @Path("eligibility")
    public EligibilityResource eligibility() {
        return new EligibilityResource(asking);
    }

    @Path("reasons")
    public ReasonResource reasons() {
        return new ReasonResource(asking);
    }

    @Path("emergency-admins")
    public EmergencyAdminsResource emergencyAdmins() {
        return new EmergencyAdminsResource(emergency);
    }

    @Path("emergency-uses")
    public EmergencyUsesResource emergencyUses() {
        return new EmergencyUsesResource(emergency);
    }
}
