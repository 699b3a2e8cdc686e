package health.keyward.breakglass.rest;

import health.keyward.keycloak.Problems;
import jakarta.ws.rs.Path;

/** {@code keyward/v1/breakglass}, for reviewers: the cases they were given, and nothing else of the room. */
public final class ReviewerResource {
    private final CaseDesk cases;

    public ReviewerResource(CaseDesk cases) {
        this.cases = cases;
    }

    @Path("cases")
    public CaseResource cases() {
        return new CaseResource(cases);
    }

    /** The other operations of the room exist, for others. */
    @Path("{else:.+}")
    public Object everythingElse() {
        throw Problems.forbidden();
    }
}
