package health.keyward.console.api;

import health.keyward.contract.stepup.StepUpMap;
import health.keyward.contract.stepup.StepUpMapDraft;
import health.keyward.contract.stepup.StepUpMapNames;
import health.keyward.contract.stepup.StepUpMapPreview;
import health.keyward.contract.stepup.StepUpMapPublished;
import health.keyward.contract.stepup.StepUpMapQuestion;
import health.keyward.contract.stepup.StepUpMapVersions;
import health.keyward.contract.stepup.StepUpRule;
import java.util.List;
import org.springframework.stereotype.Component;

/** Reads, tries and publishes the step-up map. */
@Component
public class StepUpMaps {
    private static final String AT = "stepup/map";
    private static final int SHOWN = 50;

    private final AdminApi api;

    public StepUpMaps(AdminApi api) {
        this.api = api;
    }

    public Answer<StepUpMap> inForce(Caller caller) {
        return api.get(caller, AT, Query.none(), StepUpMap.class);
    }

    public Answer<StepUpMapNames> names(Caller caller) {
        return api.get(caller, AT + "/names", Query.none(), StepUpMapNames.class);
    }

    public Answer<StepUpMapVersions> versions(Caller caller) {
        return api.get(caller, AT + "/versions", Query.none().with("limit", SHOWN), StepUpMapVersions.class);
    }

    public Answer<StepUpMap> version(Caller caller, long number) {
        return api.get(caller, AT + "/versions/" + number, Query.none(), StepUpMap.class);
    }

    public Answer<StepUpMapPreview> preview(Caller caller, List<StepUpRule> rules, int days) {
        return api.post(caller, AT + "/preview", new StepUpMapQuestion(rules, days), StepUpMapPreview.class);
    }

    /** @param after number of the version the rules were made from */
    public Answer<StepUpMapPublished> publish(Caller caller, long after, List<StepUpRule> rules, String reason) {
        return api.post(caller, AT + "/versions", new StepUpMapDraft(after, rules, reason), StepUpMapPublished.class);
    }
}
