package health.keyward.console.api;

import health.keyward.contract.history.Histogram;
import health.keyward.contract.history.Newer;
import health.keyward.contract.history.SignInDetail;
import health.keyward.contract.history.SignInPage;
import health.keyward.contract.history.Summary;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads the login history. A {@code filter} is the filter part of the query, as the API names it. */
@Component
public class SignIns {
    private static final String AT = "history/sign-ins";

    private final AdminApi api;

    public SignIns(AdminApi api) {
        this.api = api;
    }

    public Answer<SignInPage> page(Caller caller, Query filter, @Nullable String cursor, int limit) {
        return api.get(caller, AT, filter.with("cursor", cursor).with("limit", limit), SignInPage.class);
    }

    /** How many rows came after {@code than}, the cursor of the first row shown. */
    public Answer<Newer> newer(Caller caller, Query filter, String than) {
        return api.get(caller, AT + "/newer", filter.with("than", than), Newer.class);
    }

    public Answer<Histogram> histogram(Caller caller, Query filter, int buckets) {
        return api.get(caller, AT + "/histogram", filter.with("buckets", buckets), Histogram.class);
    }

    public Answer<Summary> summary(Caller caller, Query filter) {
        return api.get(caller, AT + "/summary", filter, Summary.class);
    }

    public Answer<SignInDetail> detail(Caller caller, String id) {
        return api.get(caller, AT + "/" + AdminApi.segment(id), Query.none(), SignInDetail.class);
    }

    /** @param format {@code csv}, {@code json} or {@code fhir} */
    public Answer<InputStream> export(Caller caller, Query filter, String format) {
        return api.stream(caller, AT + "/export", filter.with("format", format));
    }
}
