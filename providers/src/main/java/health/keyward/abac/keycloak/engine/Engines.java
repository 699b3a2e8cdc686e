package health.keyward.abac.keycloak.engine;

import health.keyward.abac.core.ir.EmbeddedEngine;

/** Makes engines of what bundles and options hold. */
public final class Engines {
    private Engines() {}

    /**
     * @param plan content of {@code plan.json} as {@code opa build -t plan} writes it
     * @param data content of {@code data.json}
     * @throws IllegalArgumentException with a message for the administrator if one of them cannot be used
     */
    public static EmbeddedEngine embedded(String plan, String data) {
        return EmbeddedEngine.of(JsonValues.object(plan), JsonValues.object(data), System::nanoTime);
    }
}
