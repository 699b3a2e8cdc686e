package health.keyward.console.api;

import health.keyward.contract.history.ChangeDetail;
import health.keyward.contract.history.ChangePage;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads who changed what. */
@Component
public class Changes {
    private static final String AT = "history/changes";

    private final AdminApi api;

    public Changes(AdminApi api) {
        this.api = api;
    }

    public Answer<ChangePage> page(Caller caller, Query filter, @Nullable String cursor, int limit) {
        return api.get(caller, AT, filter.with("cursor", cursor).with("limit", limit), ChangePage.class);
    }

    public Answer<ChangeDetail> detail(Caller caller, String id) {
        return api.get(caller, AT + "/" + AdminApi.segment(id), Query.none(), ChangeDetail.class);
    }

    /** @param format {@code csv}, {@code json} or {@code fhir} */
    public Answer<InputStream> export(Caller caller, Query filter, String format) {
        return api.stream(caller, AT + "/export", filter.with("format", format));
    }
}
