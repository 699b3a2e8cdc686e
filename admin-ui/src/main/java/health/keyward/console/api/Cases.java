package health.keyward.console.api;

import health.keyward.contract.breakglass.AssignBreakGlassCase;
import health.keyward.contract.breakglass.BreakGlassCaseFile;
import health.keyward.contract.breakglass.BreakGlassCases;
import health.keyward.contract.breakglass.BreakGlassQuestion;
import health.keyward.contract.breakglass.GiveBreakGlassVerdict;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reviews of emergency access. */
@Component
public class Cases {
    private static final String AT = "breakglass/cases";
    private static final int MOST = 200;

    private final AdminApi api;

    public Cases(AdminApi api) {
        this.api = api;
    }

    /** @param state one of the API's; null for all open ones */
    public Answer<BreakGlassCases> queue(Caller caller, @Nullable String state) {
        return api.get(caller, AT, Query.none().with("state", state).with("limit", MOST), BreakGlassCases.class);
    }

    public Answer<BreakGlassCaseFile> file(Caller caller, String id) {
        return api.get(caller, at(id, ""), Query.none(), BreakGlassCaseFile.class);
    }

    public Answer<BreakGlassCaseFile> assign(Caller caller, String id, String reviewer) {
        return api.post(caller, at(id, "/assign"), new AssignBreakGlassCase(reviewer), BreakGlassCaseFile.class);
    }

    public Answer<BreakGlassCaseFile> ask(Caller caller, String id, String question) {
        return api.post(caller, at(id, "/question"), new BreakGlassQuestion(question), BreakGlassCaseFile.class);
    }

    public Answer<BreakGlassCaseFile> judge(Caller caller, String id, GiveBreakGlassVerdict verdict) {
        return api.post(caller, at(id, "/verdict"), verdict, BreakGlassCaseFile.class);
    }

    private static String at(String id, String act) {
        return AT + "/" + AdminApi.segment(id) + act;
    }
}
