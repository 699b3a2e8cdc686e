package health.keyward.console.inactivity;

import com.vaadin.flow.server.VaadinSession;
import health.keyward.contract.inactivity.InactivityDraft;
import health.keyward.contract.inactivity.InactivityPolicy;
import java.io.Serializable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Policies somebody is working on, kept in the session until they are activated or thrown away: neither another page nor a fresh sign-in loses them.
 *
 * @param after number of the version they were made from
 */
record PolicyDraft(long after, Instant baseline, List<InactivityPolicy> policies) implements Serializable {
    PolicyDraft {
        policies = List.copyOf(policies);
    }

    void keep() {
        VaadinSession.getCurrent().setAttribute(PolicyDraft.class, this);
    }

    static Optional<PolicyDraft> kept() {
        return Optional.ofNullable(VaadinSession.getCurrent().getAttribute(PolicyDraft.class));
    }

    static void forget() {
        VaadinSession.getCurrent().setAttribute(PolicyDraft.class, null);
    }

    InactivityDraft wire() {
        return new InactivityDraft(after, baseline, policies);
    }

    PolicyDraft from(Instant day) {
        return new PolicyDraft(after, day, policies);
    }

    /** @param place of the policy to replace; -1 for a new one */
    PolicyDraft with(int place, InactivityPolicy policy) {
        var changed = new ArrayList<>(policies);
        if (place < 0) {
            changed.add(policy);
        } else {
            changed.set(place, policy);
        }
        return new PolicyDraft(after, baseline, changed);
    }

    PolicyDraft without(int place) {
        var changed = new ArrayList<>(policies);
        changed.remove(place);
        return new PolicyDraft(after, baseline, changed);
    }
}
