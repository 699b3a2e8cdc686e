package health.keyward.abac.core.ir;

import health.keyward.abac.Failure;
import health.keyward.abac.core.Engine.Matched;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A compiled plan. Immutable, shared by all threads. */
final class Program {
    private final Map<String, Plan> plans;
    private final int functions;
    private final List<Matched> sites;
    private final int[] order;

    /** An entrypoint. */
    record Plan(Statement[][] blocks, int slots) {}

    Program(Map<String, Plan> plans, int functions, List<Matched> sites, int[] order) {
        this.plans = plans;
        this.functions = functions;
        this.sites = sites;
        this.order = order;
    }

    Set<String> entrypoints() {
        return plans.keySet();
    }

    int functions() {
        return functions;
    }

    int sites() {
        return sites.size();
    }

    /** @return the result set: one object for every answer */
    Arr run(String entrypoint, @Nullable Object input, Object data, Run run) {
        Plan plan = plans.get(entrypoint);
        if (plan == null) {
            throw new Stop(Failure.NO_ANSWER, "the policy has no entrypoint " + entrypoint);
        }
        @Nullable Object[] slots = new Object[plan.slots()];
        slots[0] = input;
        slots[1] = data;
        for (Statement[] block : plan.blocks()) {
            Statement.all(block, slots, run);
        }
        return run.results();
    }

    /** Rules that took part, each once, in the order of the policy. */
    List<Matched> matched(Run run) {
        List<Matched> found = new ArrayList<>();
        for (int site : order) {
            if (run.hasMatched(site)) {
                Matched rule = sites.get(site);
                if (found.isEmpty() || !found.getLast().equals(rule)) {
                    found.add(rule);
                }
            }
        }
        return found;
    }
}
