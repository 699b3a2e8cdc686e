package health.keyward.abac.core;

import health.keyward.abac.Failure;
import health.keyward.kernel.RealmId;
import org.jspecify.annotations.Nullable;

/** Which policy a realm is decided by at present. */
public interface Policies {
    Standing of(RealmId realm);

    /** Sealed, so that nobody forgets that there may be none. */
    sealed interface Standing {
        /**
         * @param shadow asked too, only for the record of what would differ; null when there is none
         * @param enforcement whether and for which apps its answers are enforced
         */
        record Active(Policy policy, @Nullable Policy shadow, Enforcement enforcement) implements Standing {}

        record None(Failure why, Enforcement enforcement) implements Standing {}
    }
}
