package health.keyward.console.api;

import health.keyward.contract.abac.DecisionDetail;
import health.keyward.contract.abac.DecisionPage;
import health.keyward.contract.abac.DecisionSummary;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads decisions by policy. A {@code filter} is the filter part of the query, as the API names it. */
@Component
public class Decisions {
    private static final String AT = "abac/decisions";

    private final AdminApi api;

    public Decisions(AdminApi api) {
        this.api = api;
    }

    public Answer<DecisionPage> page(Caller caller, Query filter, @Nullable String cursor, int limit) {
        return api.get(caller, AT, filter.with("cursor", cursor).with("limit", limit), DecisionPage.class);
    }

    public Answer<DecisionSummary> summary(Caller caller, Query filter) {
        return api.get(caller, AT + "/summary", filter, DecisionSummary.class);
    }

    /** The rows as a CSV file, as they are read. */
    public Answer<InputStream> export(Caller caller, Query filter) {
        return api.stream(caller, AT + "/export", filter);
    }

    public Answer<DecisionDetail> detail(Caller caller, String id) {
        return api.get(caller, AT + "/" + AdminApi.segment(id), Query.none(), DecisionDetail.class);
    }
}
