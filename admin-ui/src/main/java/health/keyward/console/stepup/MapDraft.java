package health.keyward.console.stepup;

import com.vaadin.flow.server.VaadinSession;
import health.keyward.contract.stepup.StepUpRule;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rules somebody is working on, kept in the session until they are published or thrown away: neither another page nor a fresh sign-in loses them.
 *
 * @param after number of the version they were made from
 * @param reason what was typed when the API asked for a stronger sign-in; empty otherwise
 */
record MapDraft(long after, List<StepUpRule> rules, String reason) implements Serializable {
    MapDraft {
        rules = List.copyOf(rules);
    }

    void keep() {
        VaadinSession.getCurrent().setAttribute(MapDraft.class, this);
    }

    static Optional<MapDraft> kept() {
        return Optional.ofNullable(VaadinSession.getCurrent().getAttribute(MapDraft.class));
    }

    static void forget() {
        VaadinSession.getCurrent().setAttribute(MapDraft.class, null);
    }

    /** @param place of the rule to replace; -1 for a new one */
    MapDraft with(int place, StepUpRule rule) {
        var changed = new ArrayList<>(rules);
        if (place < 0) {
            changed.add(rule);
        } else {
            changed.set(place, rule);
        }
        return new MapDraft(after, changed, "");
    }

    MapDraft without(int place) {
        var changed = new ArrayList<>(rules);
        changed.remove(place);
        return new MapDraft(after, changed, "");
    }

    MapDraft because(String why) {
        return new MapDraft(after, rules, why);
    }
}
