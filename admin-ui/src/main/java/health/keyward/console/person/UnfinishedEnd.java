package health.keyward.console.person;

import com.vaadin.flow.server.VaadinSession;
import java.io.Serializable;
import java.util.Optional;

/**
 * What was typed before the API asked for a stronger sign-in. Kept in the session, so that nothing is lost on the way there and back; used
 * once. Nothing happens by itself afterwards: the person presses again.
 */
record UnfinishedEnd(String person, String sessionId, String reason) implements Serializable {
    void keep() {
        VaadinSession.getCurrent().setAttribute(UnfinishedEnd.class, this);
    }

    static Optional<String> of(String person, String sessionId) {
        var kept = VaadinSession.getCurrent().getAttribute(UnfinishedEnd.class);
        if (kept == null || !kept.person.equals(person) || !kept.sessionId.equals(sessionId)) {
            return Optional.empty();
        }
        VaadinSession.getCurrent().setAttribute(UnfinishedEnd.class, null);
        return Optional.of(kept.reason);
    }
}
