package health.keyward.console.evidence;

import com.vaadin.flow.server.VaadinSession;
import java.io.Serializable;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What somebody was about to propose when the API asked for a stronger sign-in. Kept in the session and used once; the person presses again afterwards.
 *
 * @param what what the dialog said would happen
 * @param name of the person that was chosen, for the field; empty without one
 */
record UnfinishedProposal(RetentionAct act, String what, TreeMap<String, String> asked, String name, String reason)
        implements Serializable {
    void keep() {
        VaadinSession.getCurrent().setAttribute(UnfinishedProposal.class, this);
    }

    static Optional<UnfinishedProposal> take() {
        var kept = VaadinSession.getCurrent().getAttribute(UnfinishedProposal.class);
        VaadinSession.getCurrent().setAttribute(UnfinishedProposal.class, null);
        return Optional.ofNullable(kept);
    }
}
