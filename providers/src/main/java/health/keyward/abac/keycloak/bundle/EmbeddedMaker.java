package health.keyward.abac.keycloak.bundle;

import health.keyward.abac.core.Engine;
import health.keyward.abac.core.bundle.BadBundle;
import health.keyward.abac.core.bundle.BadBundle.Fault;
import health.keyward.abac.core.bundle.Bundle;
import health.keyward.abac.core.bundle.EngineMaker;
import health.keyward.abac.keycloak.engine.Engines;
import java.nio.charset.StandardCharsets;

/** Answers from the plan of a bundle, in this process. */
public final class EmbeddedMaker implements EngineMaker {
    @Override
    public Engine make(Bundle bundle) throws BadBundle {
        try {
            return Engines.embedded(text(bundle.plan()), text(bundle.data()));
        } catch (IllegalArgumentException e) {
            throw new BadBundle(Fault.NOT_SUPPORTED, "The plan cannot be carried out: it " + e.getMessage() + ".");
        }
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
