package health.keyward.console.authenticators;

import com.vaadin.flow.server.VaadinSession;
import health.keyward.contract.stepup.ModelAct;
import java.io.Serializable;
import java.util.Optional;

/** What somebody was about to decide about a model when the API asked for a fresh second factor. Kept in the session and used once. */
record UnfinishedModel(
        String model, ModelAct act, boolean hardware, boolean biometric, String testRecord, String reason)
        implements Serializable {
    static UnfinishedModel begun(String model, ModelAct act) {
        return new UnfinishedModel(model, act, false, false, "", "");
    }

    void keep() {
        VaadinSession.getCurrent().setAttribute(UnfinishedModel.class, this);
    }

    static Optional<UnfinishedModel> of(String model) {
        var kept = VaadinSession.getCurrent().getAttribute(UnfinishedModel.class);
        if (kept == null || !kept.model.equals(model)) {
            return Optional.empty();
        }
        VaadinSession.getCurrent().setAttribute(UnfinishedModel.class, null);
        return Optional.of(kept);
    }
}
