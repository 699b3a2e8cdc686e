package health.keyward.console.api;

import health.keyward.contract.breakglass.BreakGlassEligibility;
import health.keyward.contract.breakglass.BreakGlassEligibilityDraft;
import health.keyward.contract.breakglass.BreakGlassListProposed;
import health.keyward.contract.breakglass.BreakGlassReasons;
import health.keyward.contract.breakglass.BreakGlassReasonsDraft;
import org.springframework.stereotype.Component;

/** Reads who may break the glass and why, and proposes other lists. */
@Component
public class BreakGlassLists {
    private static final String ELIGIBILITY = "breakglass/eligibility";
    private static final String REASONS = "breakglass/reasons";

    private final AdminApi api;

    public BreakGlassLists(AdminApi api) {
        this.api = api;
    }

    public Answer<BreakGlassEligibility> eligibility(Caller caller) {
        return api.get(caller, ELIGIBILITY, Query.none(), BreakGlassEligibility.class);
    }

    public Answer<BreakGlassReasons> reasons(Caller caller) {
        return api.get(caller, REASONS, Query.none(), BreakGlassReasons.class);
    }

    public Answer<BreakGlassListProposed> propose(Caller caller, BreakGlassEligibilityDraft draft) {
        return api.post(caller, ELIGIBILITY + "/proposals", draft, BreakGlassListProposed.class);
    }

    public Answer<BreakGlassListProposed> propose(Caller caller, BreakGlassReasonsDraft draft) {
        return api.post(caller, REASONS + "/proposals", draft, BreakGlassListProposed.class);
    }
}
