package health.keyward.abac;

import java.util.Map;

/** What must be done along with a decision (AuthZEN obligations profile, draft 1). {@code step-up} is told by {@link Verdict.StepUp} instead. */
public record Obligation(String id, String type, Map<String, Object> properties) {
    public static final String STEP_UP = "step-up";

    public Obligation {
        properties = Map.copyOf(properties);
    }
}
