package health.keyward.console.api;

import health.keyward.contract.stepup.MetadataState;
import health.keyward.contract.stepup.MetadataUpload;
import health.keyward.contract.stepup.ModelDecisionRequest;
import health.keyward.contract.stepup.ModelDetail;
import health.keyward.contract.stepup.ModelPage;
import health.keyward.contract.stepup.ModelShow;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Models of authenticators, what was decided about them, and the metadata that describe them. */
@Component
public class Models {
    private static final int PAGE = 100;
    private static final String AT = "stepup/models";
    private static final String METADATA = "stepup/metadata";

    private final AdminApi api;

    public Models(AdminApi api) {
        this.api = api;
    }

    public Answer<ModelPage> list(Caller caller, ModelShow show, @Nullable String search, @Nullable String cursor) {
        return api.get(
                caller,
                AT,
                Query.none()
                        .with("show", show.name())
                        .with("search", search)
                        .with("cursor", cursor)
                        .with("limit", PAGE),
                ModelPage.class);
    }

    public Answer<ModelDetail> detail(Caller caller, String model) {
        return api.get(caller, AT + "/" + AdminApi.segment(model), Query.none(), ModelDetail.class);
    }

    public Answer<ModelDetail> decide(Caller caller, String model, ModelDecisionRequest decision) {
        return api.post(caller, AT + "/" + AdminApi.segment(model) + "/decisions", decision, ModelDetail.class);
    }

    public Answer<MetadataState> metadata(Caller caller) {
        return api.get(caller, METADATA, Query.none(), MetadataState.class);
    }

    public Answer<MetadataState> upload(Caller caller, String blob) {
        return api.post(caller, METADATA, new MetadataUpload(blob), MetadataState.class);
    }
}
