package health.keyward.console.api;

import health.keyward.contract.history.TopList;
import org.springframework.stereotype.Component;

/** Reads failed attempts grouped by one thing. */
@Component
public class Failures {
    private final AdminApi api;

    public Failures(AdminApi api) {
        this.api = api;
    }

    /** @param by {@code person}, {@code address}, {@code cause} or {@code app} */
    public Answer<TopList> top(Caller caller, Query filter, String by, int limit) {
        return api.get(caller, "history/failures/top", filter.with("by", by).with("limit", limit), TopList.class);
    }
}
