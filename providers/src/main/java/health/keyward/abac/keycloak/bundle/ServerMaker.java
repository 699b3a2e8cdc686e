package health.keyward.abac.keycloak.bundle;

import health.keyward.abac.Failure;
import health.keyward.abac.core.Engine;
import health.keyward.abac.core.bundle.Bundle;
import health.keyward.abac.core.bundle.EngineMaker;
import health.keyward.abac.keycloak.engine.OpaServer;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lets a real OPA answer in the place of a bundle. OPA loads its bundles itself; what it answers from another revision than that of the bundle is no answer,
 * or the revision in the record would be a guess.
 */
public final class ServerMaker implements EngineMaker {
    private final OpaServer server;

    public ServerMaker(OpaServer server) {
        this.server = server;
    }

    @Override
    public Engine make(Bundle bundle) {
        String revision = bundle.revision();
        server.warmUp();
        return new Engine() {
            @Override
            public String name() {
                return server.name();
            }

            @Override
            public Outcome evaluate(String entrypoint, Map<String, @Nullable Object> input, Duration deadline) {
                Outcome outcome = server.evaluate(entrypoint, input, deadline);
                return outcome instanceof Outcome.Failed
                                || server.revision().filter(revision::equals).isPresent()
                        ? outcome
                        : new Outcome.Failed(
                                Failure.NO_POLICY,
                                "OPA answers from revision " + server.revision().orElse("none") + ", not " + revision);
            }
        };
    }
}
