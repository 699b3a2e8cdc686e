package health.keyward.console.api;

import health.keyward.contract.stepup.EnrolmentCode;
import health.keyward.contract.stepup.EnrolmentRow;
import health.keyward.contract.stepup.PersonFactors;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What two staff need when somebody lost a factor. */
@Component
public class Recovery {
    private static final String AT = "stepup/recovery/";

    private final AdminApi api;

    public Recovery(AdminApi api) {
        this.api = api;
    }

    public Answer<PersonFactors> factors(Caller caller, String person) {
        return api.get(caller, AT + "people/" + AdminApi.segment(person), Query.none(), PersonFactors.class);
    }

    /** @param proposal it came from */
    public Answer<EnrolmentRow> link(Caller caller, String proposal) {
        return api.get(caller, AT + "links/" + AdminApi.segment(proposal), Query.none(), EnrolmentRow.class);
    }

    /** Once, and only for who confirmed the proposal. */
    public Answer<EnrolmentCode> code(Caller caller, String proposal) {
        return api.post(caller, AT + "links/" + AdminApi.segment(proposal) + "/code", Map.of(), EnrolmentCode.class);
    }
}
