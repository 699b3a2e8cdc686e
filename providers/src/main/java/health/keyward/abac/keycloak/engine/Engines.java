package health.keyward.abac.keycloak.engine;

import health.keyward.abac.core.ir.EmbeddedEngine;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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

    /**
     * @param option value of an option of the room by its name ({@link OpaServerOptions}), null when it is not set
     * @return to be closed by its owner
     * @throws IllegalArgumentException with the option's name if one cannot be used
     */
    public static OpaServer server(Function<String, @Nullable String> option) {
        return new OpaServer(OpaServerOptions.of(option));
    }
}
