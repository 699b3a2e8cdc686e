package health.keyward.console.api;

import health.keyward.contract.breakglass.BreakGlassGrant;
import health.keyward.contract.breakglass.BreakGlassGrants;
import health.keyward.contract.breakglass.BreakGlassMetrics;
import health.keyward.contract.breakglass.EndBreakGlassGrant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads emergency access that runs or ran, counts it, and ends it. A {@code filter} is the filter part of the query, as the API names it. */
@Component
public class EmergencyGrants {
    private static final String AT = "breakglass/grants";

    private final AdminApi api;

    public EmergencyGrants(AdminApi api) {
        this.api = api;
    }

    public Answer<BreakGlassGrants> page(Caller caller, Query filter, @Nullable String cursor, int limit) {
        return api.get(caller, AT, filter.with("cursor", cursor).with("limit", limit), BreakGlassGrants.class);
    }

    public Answer<BreakGlassGrant> one(Caller caller, String id) {
        return api.get(caller, AT + "/" + AdminApi.segment(id), Query.none(), BreakGlassGrant.class);
    }

    public Answer<BreakGlassGrant> end(Caller caller, String id, String reason) {
        return api.post(
                caller,
                AT + "/" + AdminApi.segment(id) + "/end",
                new EndBreakGlassGrant(reason),
                BreakGlassGrant.class);
    }

    /** @param time its {@code from} and {@code to} */
    public Answer<BreakGlassMetrics> metrics(Caller caller, Query time) {
        return api.get(caller, "breakglass/metrics", time, BreakGlassMetrics.class);
    }
}
