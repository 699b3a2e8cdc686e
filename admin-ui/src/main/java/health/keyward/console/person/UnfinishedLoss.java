package health.keyward.console.person;

import com.vaadin.flow.server.VaadinSession;
import java.io.Serializable;
import java.util.Optional;
import java.util.TreeMap;

/** What was said about a lost factor before the API asked for a stronger sign-in. Kept in the session and used once; the person presses again. */
record UnfinishedLoss(String person, TreeMap<String, String> asked, String reason) implements Serializable {
    void keep() {
        VaadinSession.getCurrent().setAttribute(UnfinishedLoss.class, this);
    }

    static Optional<UnfinishedLoss> of(String person) {
        var kept = VaadinSession.getCurrent().getAttribute(UnfinishedLoss.class);
        if (kept == null || !kept.person.equals(person)) {
            return Optional.empty();
        }
        VaadinSession.getCurrent().setAttribute(UnfinishedLoss.class, null);
        return Optional.of(kept);
    }
}
