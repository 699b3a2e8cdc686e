package health.keyward.abac.keycloak.bundle;

import health.keyward.abac.core.Enforcement;
import health.keyward.abac.core.Policy;
import health.keyward.kernel.RealmId;
import java.util.Optional;

/** Tries a change of policy before anybody is decided by it. */
@FunctionalInterface
interface Trial {
    /**
     * @param after the policy that would decide
     * @param enforcement for whom it would be enforced
     * @return why it must not; empty when it may
     */
    Optional<String> refuses(RealmId realm, Policy after, Enforcement enforcement);
}
