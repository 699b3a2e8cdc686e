package health.keyward.console.approvals;

import com.vaadin.flow.server.VaadinSession;
import java.io.Serializable;
import java.util.Optional;

/**
 * What somebody was about to decide when the API asked for a fresh second factor. Kept in the session and used once; the person presses again
 * afterwards.
 */
record UnfinishedDecision(String proposal, Act act, String reason) implements Serializable {
    void keep() {
        VaadinSession.getCurrent().setAttribute(UnfinishedDecision.class, this);
    }

    static Optional<UnfinishedDecision> of(String proposal) {
        var kept = VaadinSession.getCurrent().getAttribute(UnfinishedDecision.class);
        if (kept == null || !kept.proposal.equals(proposal)) {
            return Optional.empty();
        }
        VaadinSession.getCurrent().setAttribute(UnfinishedDecision.class, null);
        return Optional.of(kept);
    }
}
