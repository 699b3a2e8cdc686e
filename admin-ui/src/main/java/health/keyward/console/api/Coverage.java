package health.keyward.console.api;

import health.keyward.contract.stepup.CoveragePage;
import health.keyward.contract.stepup.EndFactorException;
import health.keyward.contract.stepup.FactorCoverage;
import health.keyward.contract.stepup.FactorException;
import health.keyward.contract.stepup.FactorExceptions;
import health.keyward.contract.stepup.NewFactorException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads who holds which factor; excepts people and roles for a while. */
@Component
public class Coverage {
    private static final String AT = "stepup/coverage";
    private static final String EXCEPTIONS = AT + "/exceptions";

    private final AdminApi api;

    public Coverage(AdminApi api) {
        this.api = api;
    }

    public Answer<FactorCoverage> figures(Caller caller) {
        return api.get(caller, AT, Query.none(), FactorCoverage.class);
    }

    public Answer<CoveragePage> people(Caller caller, Query filter, @Nullable String cursor, int limit) {
        return api.get(caller, AT + "/people", filter.with("cursor", cursor).with("limit", limit), CoveragePage.class);
    }

    /** Everybody the filter finds, as CSV; the caller closes it. */
    public Answer<InputStream> export(Caller caller, Query filter) {
        return api.stream(caller, AT + "/people/export", filter);
    }

    public Answer<FactorExceptions> exceptions(Caller caller, @Nullable String cursor, int limit) {
        return api.get(
                caller, EXCEPTIONS, Query.none().with("cursor", cursor).with("limit", limit), FactorExceptions.class);
    }

    public Answer<FactorException> except(Caller caller, NewFactorException wanted) {
        return api.post(caller, EXCEPTIONS, wanted, FactorException.class);
    }

    public Answer<FactorException> end(Caller caller, String id, String reason) {
        return api.post(
                caller,
                EXCEPTIONS + "/" + AdminApi.segment(id) + "/end",
                new EndFactorException(reason),
                FactorException.class);
    }
}
