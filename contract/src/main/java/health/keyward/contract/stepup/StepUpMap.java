package health.keyward.contract.stepup;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version of the step-up map.
 *
 * @param version null as long as nothing was published
 * @param faults what in it the realm no longer has, such as an app that was deleted; the other rules are not touched by it
 */
public record StepUpMap(@Nullable StepUpMapVersion version, List<StepUpRule> rules, List<Fault> faults) {
    /**
     * One thing that is wrong.
     *
     * @param rule its name; empty for the whole map
     * @param field which part of the rule
     */
    public record Fault(String rule, String field, String what) {}
}
