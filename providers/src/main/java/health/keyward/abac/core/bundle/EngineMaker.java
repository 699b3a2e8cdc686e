package health.keyward.abac.core.bundle;

import health.keyward.abac.core.Engine;

/** Makes an engine that answers from a bundle. */
@FunctionalInterface
public interface EngineMaker {
    /** @throws BadBundle when the engine cannot do what the plan asks for */
    Engine make(Bundle bundle) throws BadBundle;
}
