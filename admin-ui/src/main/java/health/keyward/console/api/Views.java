package health.keyward.console.api;

import health.keyward.contract.history.SavedView;
import health.keyward.contract.history.SavedViews;
import org.springframework.stereotype.Component;

/** Keeps the caller's saved views behind the API. */
@Component
public class Views {
    private static final String AT = "history/views";

    private final AdminApi api;

    public Views(AdminApi api) {
        this.api = api;
    }

    public Answer<SavedViews> all(Caller caller) {
        return api.get(caller, AT, Query.none(), SavedViews.class);
    }

    public Answer<SavedView> save(Caller caller, SavedView view) {
        return api.put(caller, AT + "/" + AdminApi.segment(view.name()), view, SavedView.class);
    }

    public Answer<Done> forget(Caller caller, String name) {
        return api.delete(caller, AT + "/" + AdminApi.segment(name), Query.none(), Done.class);
    }
}
