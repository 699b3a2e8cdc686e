package health.keyward.abac.core;

import health.keyward.abac.EngineHealth;
import health.keyward.abac.Failure;
import health.keyward.kernel.RealmId;
import java.util.Map;
import java.util.Set;

/** Puts an empty question to the engine of a realm. Whatever it answers, it is there. */
public record Answering(Policies policies) implements EngineHealth {
    private static final Set<Failure> DOWN =
            Set.of(Failure.ENGINE_ERROR, Failure.DEADLINE, Failure.CIRCUIT_OPEN, Failure.NO_POLICY);

    @Override
    public boolean letsIn(RealmId realm, String client) {
        return switch (policies.of(realm)) {
            case Policies.Standing.None none -> !none.enforcement().enforces(client);
            case Policies.Standing.Active active ->
                !active.enforcement().enforces(client)
                        || isThere(active.policy().engine());
        };
    }

    private static boolean isThere(Engine engine) {
        return !(engine.evaluate(Policy.DECISION, Map.of(), Decider.SERVER)
                        instanceof Engine.Outcome.Failed(Failure failure, String detail)
                && DOWN.contains(failure));
    }
}
