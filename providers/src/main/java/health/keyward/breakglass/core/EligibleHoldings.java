package health.keyward.breakglass.core;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * What somebody holds long enough to count. Whoever is put into a role, a group that has it, or a role that contains it, just now, does not hold it yet:
 * every step of at least one way from the person to it must be old (BG-1).
 */
public final class EligibleHoldings {
    private EligibleHoldings() {}

    /** From a person, group or role to the roles and groups it gives. */
    @FunctionalInterface
    public interface Steps {
        Set<String> from(String id);
    }

    /** One step that was made lately. */
    public record Step(String from, String to) {}

    /** @return ids of the person and of all that is reached by old steps alone */
    public static Set<String> of(String person, Steps steps, Set<Step> lately) {
        Set<String> held = new HashSet<>();
        Deque<String> open = new ArrayDeque<>();
        open.add(person);
        while (!open.isEmpty()) {
            String at = open.remove();
            if (held.add(at)) {
                steps.from(at).stream()
                        .filter(to -> !lately.contains(new Step(at, to)))
                        .forEach(open::add);
            }
        }
        return held;
    }
}
