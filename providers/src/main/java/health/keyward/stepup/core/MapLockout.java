package health.keyward.stepup.core;

import health.keyward.kernel.RealmId;
import health.keyward.stepup.AdministratorsReach.Administrator;
import health.keyward.stepup.Ask;
import health.keyward.stepup.Need;
import health.keyward.stepup.Risk;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Whether a system administrator could still reach the console under another map (EA-11). Rules that turn on where a request comes from or on its risk are left
 * out: an administrator can go elsewhere and try later.
 *
 * @param console the console's client
 * @param dataClass what that client says it handles
 */
public record MapLockout(
        RealmId realm, String console, @Nullable String dataClass, List<Administrator> administrators) {
    public MapLockout {
        administrators = List.copyOf(administrators);
    }

    /** Why the map must not be published; empty where nobody who gets in now is the last to. */
    public Optional<String> of(StepUpMap before, StepUpMap after) {
        boolean nothingToLose = administrators.stream().noneMatch(one -> reaches(before, one));
        return nothingToLose || administrators.stream().anyMatch(one -> reaches(after, one))
                ? Optional.empty()
                : Optional.of("Under this map no system administrator could reach the console: "
                        + because(after)
                        + " asks for more than any of them holds a credential for. Let one enrol it first.");
    }

    private String because(StepUpMap map) {
        Set<String> rules = new TreeSet<>();
        administrators.forEach(one -> rules.addAll(need(map, one).because()));
        return "rule " + String.join(", ", rules);
    }

    private boolean reaches(StepUpMap map, Administrator one) {
        return one.reach().includes(need(map, one).level());
    }

    private Need need(StepUpMap map, Administrator one) {
        return map.whereverFrom()
                .need(new Ask(realm, console, dataClass, one.roles(), Set.of(), null, null, one.id()), () -> Risk.NONE);
    }
}
