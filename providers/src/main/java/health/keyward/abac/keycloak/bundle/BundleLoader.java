package health.keyward.abac.keycloak.bundle;

import health.keyward.abac.core.Engine;
import health.keyward.abac.core.Policy;
import health.keyward.abac.core.bundle.BadBundle;
import health.keyward.abac.core.bundle.BadBundle.Fault;
import health.keyward.abac.core.bundle.Bundle;
import health.keyward.abac.core.bundle.CaseResult;
import health.keyward.abac.core.bundle.Cases;
import health.keyward.abac.core.bundle.EngineMaker;
import java.util.Map;

/** Makes a policy of a bundle: reads, verifies, builds the engine and asks it the bundle's own cases. */
final class BundleLoader {
    private final BundleReader reader;
    private final EngineMaker checking;
    private final EngineMaker answering;

    BundleLoader(BundleReader reader, EngineMaker maker) {
        this(reader, maker, maker);
    }

    /**
     * @param checking makes the engine that a bundle's own cases are put to
     * @param answering makes the engine that people are decided by
     */
    BundleLoader(BundleReader reader, EngineMaker checking, EngineMaker answering) {
        this.reader = reader;
        this.checking = checking;
        this.answering = answering;
    }

    /** A policy that answers its own cases as it says. */
    Loaded load(byte[] packed) throws BadBundle {
        return passing(made(reader.packed(packed), answering));
    }

    /** The same for one that lies unpacked beside the classes; it is as trustworthy as these, and carries no signature. */
    Loaded delivered(Map<String, byte[]> files) throws BadBundle {
        return passing(made(new BundleReader(null).files(files), answering));
    }

    /** The same whatever came of its cases, and answered by the engine these are put to; to be looked at, not to be decided by. */
    Loaded check(byte[] packed) throws BadBundle {
        return made(reader.packed(packed), checking);
    }

    private Loaded made(Bundle bundle, EngineMaker maker) throws BadBundle {
        Engine checked = checking.make(bundle);
        Engine engine = maker == checking ? checked : maker.make(bundle);
        return new Loaded(
                bundle,
                new Policy(
                        bundle.revision(), engine, Policy.texts(bundle.metadata()), maker == checking ? null : checked),
                Cases.run(bundle.cases(), checked));
    }

    private static Loaded passing(Loaded loaded) throws BadBundle {
        for (CaseResult result : loaded.results()) {
            if (!result.passed()) {
                throw new BadBundle(
                        Fault.FAILED_CASE, "The case " + result.name() + " did not pass. " + result.detail());
            }
        }
        return loaded;
    }
}
